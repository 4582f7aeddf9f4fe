import KubernetesClient
import RawJSON

/// Whether new pods would run what the present ones run: a tag may have moved since those were started.
enum RunningImageCheck {
    /// - Parameters:
    ///   - template: what the pods are made from.
    ///   - pods: the workload's pods.
    ///   - identities: what the images' references name now.
    /// - Returns: what may matter.
    static func warnings(
        of template: PodTemplate, pods: [KubernetesObject], identities: [String: ImageIdentity]
    ) -> [String] {
        var warnings: [String] = []
        for list in ["initContainers", "containers"] {
            for container in template.spec[list]?.array ?? [] {
                guard let image = container["image"]?.string, let identity = identities[image] else { continue }
                let running = digests(of: container["name"]?.string ?? "", image, in: list, of: pods)
                let others = running.subtracting(identity.members.union([identity.digest]))
                guard !others.isEmpty else { continue }
                let text =
                    "the image \(image) is \(identity.digest) now, and the pods run \(others.sorted().joined(separator: ", ")): "
                    + policy(of: container, image)
                if !warnings.contains(text) { warnings.append(text) }
            }
        }
        return warnings
    }

    /// What the runtime says it started, where that is a digest of the image's own repository, `NAME@sha256:…`: of an image
    /// with several names it says any of them.
    private static func digests(
        of container: String, _ image: String, in list: String, of pods: [KubernetesObject]
    ) -> Set<String> {
        let statuses = list == "containers" ? "containerStatuses" : "initContainerStatuses"
        var digests: Set<String> = []
        for pod in pods where !pod.isTerminating {
            // A pod of another template says nothing about this one's tag.
            let isOfImage = (pod.json[path: "spec", list]?.array ?? []).contains {
                $0["name"]?.string == container && $0["image"]?.string == image
            }
            guard isOfImage,
                let status = pod.json[path: "status", statuses]?.array?.first(where: { $0["name"]?.string == container }
                ),
                let id = status["imageID"]?.string, let at = id.lastIndex(of: "@")
            else { continue }
            let own = ImageOverride.repository(of: image)
            guard id[..<at] == own || id[..<at].hasSuffix("/" + own) else { continue }
            digests.insert(String(id[id.index(after: at)...]))
        }
        return digests
    }

    /// Source: v1 Container, `imagePullPolicy`: `Always` for the tag `latest`, `IfNotPresent` otherwise.
    private static func policy(of container: JSONValue, _ image: String) -> String {
        let name = image.split(separator: "/").last ?? ""
        let isLatest = !name.contains(":") || name.hasSuffix(":latest")
        let advice = "; name the image by its digest to be sure"
        return switch container["imagePullPolicy"]?.string ?? (isLatest ? "Always" : "IfNotPresent") {
        case "Always": "new pods pull anew (imagePullPolicy Always), and run another version" + advice
        case "Never": "new pods run what their node has under that name (imagePullPolicy Never)" + advice
        default: "a node that does not have it yet pulls anew, and runs another version" + advice
        }
    }
}
