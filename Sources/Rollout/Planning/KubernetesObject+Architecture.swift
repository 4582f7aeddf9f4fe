import KubernetesClient
import Platforms
import RawJSON

extension KubernetesObject {
    /// - Parameter architecture: where the object's pods shall run.
    /// - Returns: the object with the node selector for it; everything else as it was.
    public func selecting(_ architecture: Architecture) -> KubernetesObject {
        guard let path = PodTemplate.path(in: kind), json[path: path + ["spec"]] != nil else { return self }
        var object = self
        let selector = path + ["spec", "nodeSelector"]
        object.json[path: selector + [ArchitectureLabel.current]] = .string(architecture.name)
        // Both labels are on every node: a contradiction would leave none.
        if let beta = object.json[path: selector + [ArchitectureLabel.beta]]?.string, beta != architecture.name {
            object.json[path: selector + [ArchitectureLabel.beta]] = nil
        }
        return object
    }

    /// - Parameter overrides: images to use instead.
    /// - Returns: the object with its containers' images replaced.
    func replacingImages(_ overrides: [ImageOverride]) -> KubernetesObject {
        guard let path = PodTemplate.path(in: kind), !overrides.isEmpty else { return self }
        var object = self
        for list in PodTemplate.containerLists {
            object.edit(list: path + ["spec", list]) { container in
                guard let image = container["image"]?.string,
                    let override = overrides.first(where: { $0.applies(to: image) })
                else { return container }
                var container = container
                container["image"] = .string(override.reference)
                return container
            }
        }
        return object
    }
}
