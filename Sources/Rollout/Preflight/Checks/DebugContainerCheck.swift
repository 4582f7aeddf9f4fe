import KubernetesClient
import Platforms
import RawJSON

/// Ephemeral containers: somebody looks into a pod at this moment, and the pod will end.
enum DebugContainerCheck {
    /// The images of ephemeral containers.
    static func images(of pods: [KubernetesObject]) -> Set<String> {
        Set(pods.flatMap(containers).compactMap { $0["image"]?.string })
    }

    /// - Parameters:
    ///   - pods: the workload's pods.
    ///   - target: where they go.
    ///   - images: what is known of the images.
    /// - Returns: what may matter.
    static func warnings(of pods: [KubernetesObject], target: String, images: [String: ImageFacts]) -> [String] {
        pods.flatMap { pod in
            containers(pod).map { container in
                let image = container["image"]?.string ?? ""
                var lack = ""
                if case .platforms(let platforms) = images[image],
                    !platforms.contains(where: { $0.os == "linux" && $0.architecture.name == target })
                {
                    lack = "; its image \(image) has no \(target)"
                }
                return
                    "pod \(pod.name) has the ephemeral container \(container["name"]?.string ?? ""), which ends with it"
                    + lack
            }
        }
    }

    private static func containers(_ pod: KubernetesObject) -> [JSONValue] {
        pod.json[path: "spec", "ephemeralContainers"]?.array ?? []
    }
}
