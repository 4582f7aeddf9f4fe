import KubernetesClient
import RawJSON
import Reporting

/// What mends a workload's pod template: a command, or words where no command can.
enum TemplatePatch {
    private static let isX86: JSONValue = [
        "key": "kubernetes.io/arch", "operator": "In", "values": ["amd64"],
    ]
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"

    /// - Parameter object: a workload.
    /// - Returns: what keeps its pods on amd64 nodes; nil when it has no pod template, or is a pod alone.
    static func keepingOnX86(_ object: KubernetesObject) -> String? {
        guard let template = PodTemplate(of: object) else { return nil }
        let terms = template.spec[path: "affinity", "nodeAffinity", required, "nodeSelectorTerms"]?.array ?? []
        // Terms are alternatives: each of them needs the condition.
        let changed = (terms.isEmpty ? [[:]] : terms).map { term in
            var term = term
            term["matchExpressions"] = .array((term["matchExpressions"]?.array ?? []) + [isX86])
            return term
        }
        return command(
            for: object, ["affinity": ["nodeAffinity": [required: ["nodeSelectorTerms": .array(changed)]]]])
    }

    /// - Parameters:
    ///   - taint: what keeps its pods away.
    ///   - object: a workload.
    /// - Returns: what lets its pods come; nil when it has no pod template.
    static func tolerating(_ taint: Taint, _ object: KubernetesObject) -> String? {
        guard let template = PodTemplate(of: object) else { return nil }
        var toleration: JSONValue = ["key": .string(taint.key), "effect": .string(taint.effect)]
        toleration["operator"] = taint.value.isEmpty ? "Exists" : "Equal"
        if !taint.value.isEmpty { toleration["value"] = .string(taint.value) }
        // A merge replaces lists: what is there stays in it.
        let all = (template.spec["tolerations"]?.array ?? []) + [toleration]
        return command(for: object, ["tolerations": .array(all)])
    }

    private static func command(for object: KubernetesObject, _ spec: JSONValue) -> String? {
        if let maker = object.controller {
            // Its maker would set a patch back, and has the template where its own kind wants it.
            guard let bytes = try? spec.encoded() else { return nil }
            return "give the pods of \(maker["kind"]?.string ?? "") \(maker["name"]?.string ?? "") in their spec: "
                + String(decoding: bytes, as: UTF8.self)
        }
        // A pod alone can't be moved by a patch, and nobody would make it anew.
        guard let path = PodTemplate.path(in: object.kind), !path.isEmpty else { return nil }
        var patch: JSONValue = [:]
        patch[path: path + ["spec"]] = spec
        guard let bytes = try? patch.encoded() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).replacing("'", with: "'\\''")
        return "kubectl patch \(object.kind.lowercased()) \(object.name) -n \(object.namespace ?? "default") "
            + "--type merge -p '\(text)'"
    }
}
