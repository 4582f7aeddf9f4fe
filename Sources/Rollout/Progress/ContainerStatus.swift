import RawJSON

/// What a container's status says about problems (API: v1 ContainerStatus).
struct ContainerStatus {
    private let json: JSONValue
    private let pod: String
    private let architecture: String?

    init(_ json: JSONValue, pod: String, architecture: String?) {
        self.json = json
        self.pod = pod
        self.architecture = architecture
    }

    private var name: String { json["name"]?.string ?? "" }
    private var image: String { json["image"]?.string ?? "" }

    var problem: PodProblem? {
        let waiting = json[path: "state", "waiting"]
        let ended = json[path: "state", "terminated"] ?? json[path: "lastState", "terminated"]
        let texts = [waiting?["message"]?.string, ended?["message"]?.string].compactMap { $0 }
        if texts.contains(where: Self.tellsOfWrongFormat) {
            return problem(.wrongProgram, Self.wrongProgram(architecture: architecture))
        }
        switch waiting?["reason"]?.string {
        case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError":
            return pullProblem(waiting?["message"]?.string)
        case "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "StartError":
            return problem(.configuration, waiting?["message"]?.string ?? "the container can't be started")
        case "CrashLoopBackOff": return problem(.crash, "its program ended" + Self.exit(ended))
        default: break
        }
        // Between two crashes the container is seen as ended, or as running for a moment.
        let isCrashed = (ended?["exitCode"]?.integer ?? 0) != 0 && json["ready"]?.bool != true
        return isCrashed ? problem(.crash, "its program ended" + Self.exit(ended)) : nil
    }

    private func pullProblem(_ message: String?) -> PodProblem {
        let message = message ?? ""
        // containerd and Docker say it in these words; there is no code for it.
        if ["no match for platform", "no matching manifest"].contains(where: { message.firstRange(of: $0) != nil }) {
            return problem(.noPlatform, "the image \(image) has nothing for the node's architecture")
        }
        return problem(.pull, "the image \(image) can't be pulled" + (message.isEmpty ? "" : ": \(message)"))
    }

    private func problem(_ kind: PodProblem.Kind, _ text: String) -> PodProblem {
        PodProblem(kind: kind, pod: pod, container: name, text: text)
    }

    static func tellsOfWrongFormat(_ text: String) -> Bool {
        text.lowercased().firstRange(of: "exec format error") != nil
    }

    static func wrongProgram(architecture: String?) -> String {
        "the image's program is not for \(architecture ?? "the node's architecture") (exec format error)"
    }

    private static func exit(_ ended: JSONValue?) -> String {
        guard let ended else { return "" }
        let reason = ended["reason"]?.string.flatMap { $0 == "Error" ? nil : $0 }
        return " (exit status \(ended["exitCode"]?.integer ?? 0)\(reason.map { ", \($0)" } ?? ""))"
    }
}
