import KubernetesClient
import RawJSON
import Reporting

/// The changes of a Deployment in a shift in steps, each one merge patch that fails when somebody was faster.
package struct ShiftPatches {
    private let live: KubernetesObject
    private let record: ShiftRecord

    /// No pod is ever ready for so long: as long as the Deployment asks for it, its controller counts no new pod as
    /// available, and stops no old one. One less than the longest deadline, which has to be above it (API validation).
    private static let gate: Int64 = Int64(Int32.max) - 1

    /// - Parameters:
    ///   - live: the Deployment as it is.
    ///   - record: the shift.
    package init(_ live: KubernetesObject, _ record: ShiftRecord) {
        self.live = live
        self.record = record
    }

    /// The merge patch that lets no pod of a ReplicaSet count as available.
    static func gating(_ set: KubernetesObject) -> JSONValue {
        ["metadata": ["uid": .string(set.uid ?? "")], "spec": ["minReadySeconds": .integer(gate)]]
    }

    /// - Parameter object: a Deployment or a ReplicaSet.
    /// - Returns: whether no pod of it counts as available, however long it is ready.
    package static func isGateClosed(_ object: KubernetesObject) -> Bool {
        object.json[path: "spec", "minReadySeconds"]?.integer == Int(gate)
    }

    package static func surge(of deployment: KubernetesObject) -> Int {
        deployment.json[path: "spec", "strategy", "rollingUpdate", "maxSurge"]?.integer ?? -1
    }

    /// Whether the Deployment's template is the one that the record's direction asks for.
    package var isTemplateThere: Bool {
        let selector = PodTemplate(of: live)?.nodeSelector ?? [:]
        switch record.direction {
        case .forward: return selector[ArchitectureLabel.current] == record.target
        case .back:
            return ShiftMemory.labels.allSatisfy { selector[$0] == record.before.selector[$0] }
        }
    }

    package func redirect(surge: Int) -> JSONValue {
        var patch = guarded()
        patch["spec"] = [
            "minReadySeconds": .integer(Self.gate), "progressDeadlineSeconds": .integer(Self.gate + 1),
            "strategy": Self.strategy(surge),
            "template": ["spec": ["nodeSelector": selector]],
        ]
        return patch
    }

    var selector: JSONValue {
        guard record.direction == .forward else { return record.before.selectorPatch }
        var patch: JSONValue = [ArchitectureLabel.current: .string(record.target)]
        // Both labels are on every node: a contradiction would leave none.
        if PodTemplate(of: live)?.nodeSelector[ArchitectureLabel.beta] != nil { patch[ArchitectureLabel.beta] = .null }
        return patch
    }

    package func surge(_ count: Int) -> JSONValue {
        var patch = guarded()
        patch["spec"] = ["strategy": Self.strategy(count)]
        return patch
    }

    package func commit() -> JSONValue {
        var patch = guarded()
        patch["spec"] = ["minReadySeconds": record.before.minReadySeconds.map { .integer(Int64($0)) } ?? .null]
        return patch
    }

    package func finish() -> JSONValue {
        var patch = guarded()
        patch["spec"] = record.before.settingsPatch
        return patch
    }

    private static func strategy(_ surge: Int) -> JSONValue {
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": .integer(Int64(surge)), "maxUnavailable": 0]]
    }

    func guarded() -> JSONValue {
        var patch: JSONValue = [:]
        patch[path: "metadata", "resourceVersion"] = live.resourceVersion.map { .string($0) }
        return patch
    }
}
