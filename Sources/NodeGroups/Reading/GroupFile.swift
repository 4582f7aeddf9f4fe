import KubernetesClient
import RawJSON
import Reporting

import struct FoundationEssentials.Data
import class FoundationEssentials.JSONDecoder

/// What `nodegroup create -f` was given: a plan of ours, or an eksctl file.
public enum GroupFile: Sendable {
    case plan(NodeGroupPlan)
    case eksctl([EksctlGroup], untouched: [String])

    /// - Parameters:
    ///   - path: the file; `-` for standard input.
    ///   - isLenient: whether fields of an eksctl file are passed over that mixarch can't do what they say.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-input`, naming the file and the place.
    public init(at path: String, isLenient: Bool = false) throws(Failure) {
        let objects = try ManifestReader().documents(at: path)
        guard let first = objects.first, objects.count == 1 else {
            throw Failure(.invalidInput, "\(path) must hold one document, and has \(objects.count)")
        }
        if first.value["group"] != nil, first.value["equivalents"] != nil {
            do {
                self = .plan(
                    try JSONDecoder().decode(NodeGroupPlan.self, from: Data(try first.value.encoded())))
                return
            } catch {
                throw Failure(.invalidInput, "\(path) is not a plan as mixarch writes them", cause: error)
            }
        }
        let object = ManifestObject(
            KubernetesObject(first.value), origin: .init(file: path, document: 1, line: first.line))
        self = .eksctl(
            try EksctlGroup.all(in: object, isLenient: isLenient), untouched: EksctlGroup.untouched(in: object))
    }
}
