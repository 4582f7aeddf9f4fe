import Reporting

/// What an image is to say of how it was made.
public struct ProvenanceRequest: Sendable, Hashable {
    /// How much it says.
    public enum Detail: String, Sendable {
        /// Its base images, the Dockerfile's name and the platform: what may be shown to whoever may have the image. No
        /// build arguments, no times: the same input gives the same digest.
        case minimal = "min"
        /// The build arguments, the target stage and the Dockerfile's text as well.
        case maximal = "max"
    }

    /// The predicate's form.
    public enum Version: String, Sendable {
        /// SLSA provenance v0.2, which BuildKit makes when nothing is said.
        case v02 = "v0.2"
        /// SLSA provenance v1.
        case v1
    }

    /// How much it says.
    public var detail = Detail.minimal
    /// The predicate's form.
    public var version = Version.v02
    /// Who made it, as an address or a URN.
    public var builder = "urn:mixarch"

    /// The usual one.
    public init() {}

    /// - Parameter text: as buildx has it: `true`, `false`, or `mode=min|max`, `version=v0.2|v1`, `builder-id=NAME` and
    ///   `disabled=true|false`, with commas.
    /// - Returns: nil when there is to be none.
    /// - Throws: ``Failure`` with code `usage`.
    public static func parse(_ text: String) throws(Failure) -> ProvenanceRequest? {
        if let isWanted = Bool(text) { return isWanted ? ProvenanceRequest() : nil }
        var request = ProvenanceRequest()
        var isDisabled = false
        for field in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            // The mode may stand alone.
            let (name, value) = parts.count == 2 ? (parts[0], parts[1]) : ("mode", parts[0])
            let detail = Detail(rawValue: value)
            let version = Version(rawValue: value)
            switch name {
            case "mode" where detail != nil: request.detail = detail ?? .minimal
            case "version" where version != nil: request.version = version ?? .v02
            case "builder-id" where !value.isEmpty: request.builder = value
            case "disabled" where Bool(value) != nil: isDisabled = value == "true"
            default:
                throw Failure(
                    .usage, "provenance can't be \"\(field)\"",
                    hint: "true, false, or mode=min|max, version=v0.2|v1, builder-id=NAME, with commas")
            }
        }
        return isDisabled ? nil : request
    }
}
