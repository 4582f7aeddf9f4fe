import RawJSON
import Reporting

/// A change of an object that is watched.
public enum WatchEvent: Hashable, Sendable {
    /// Everything as it is now: the watch begins here, or could not go on where it was.
    case restarted([KubernetesObject])
    case added(KubernetesObject)
    case modified(KubernetesObject)
    case deleted(KubernetesObject)
}

/// One line of a watch (API: meta/v1 WatchEvent).
enum WatchLine: Hashable {
    case event(WatchEvent, resourceVersion: String?)
    /// Nothing changed up to this version.
    case bookmark(resourceVersion: String?)
    /// The version to go on from is no longer known (410 Gone).
    case expired
    case refused(APIStatus)

    /// - Throws: ``Failure`` when the line is no watch event.
    init(parsing line: [UInt8]) throws(Failure) {
        let json = try JSONValue(parsing: line, source: "an event of the cluster")
        let object = KubernetesObject(json["object"] ?? .null)
        switch json["type"]?.string {
        case "ADDED": self = .event(.added(object), resourceVersion: object.resourceVersion)
        case "MODIFIED": self = .event(.modified(object), resourceVersion: object.resourceVersion)
        case "DELETED": self = .event(.deleted(object), resourceVersion: object.resourceVersion)
        case "BOOKMARK": self = .bookmark(resourceVersion: object.resourceVersion)
        default:
            let status = APIStatus(object.json)
            self = status.code == 410 ? .expired : .refused(status)
        }
    }
}
