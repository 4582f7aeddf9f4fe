import KubernetesClient
import Platforms
import RawJSON
import Reporting

/// The changes of a Deployment that a shift consists of, each one merge patch and so all or nothing.
///
/// Whenever the program dies, the Deployment is before or after one of them, and its annotation says what to put back.
public struct ShiftPlan: Sendable {
    private let live: KubernetesObject
    private let memory: ShiftMemory?

    /// - Parameter live: the Deployment as the server has it.
    /// - Throws: ``Failure`` with code `invalid-input` when its annotation makes no sense.
    public init(of live: KubernetesObject) throws(Failure) {
        self.live = live
        memory = try ShiftMemory(on: live)
    }

    /// Whether a shift began and did not end.
    public var isUnderWay: Bool { memory != nil }

    /// - Parameter target: an architecture.
    /// - Returns: whether the template asks for it and nothing is left to put back.
    public func isAlready(at target: Architecture) -> Bool {
        memory == nil && PodTemplate(of: live)?.nodeSelector[ArchitectureLabel.current] == target.name
    }

    /// New pods go to the target, and the old ones stay until the new ones have served for a while.
    /// - Parameters:
    ///   - target: where to.
    ///   - settle: how long old and new pods serve side by side: a new pod is in every node's routing by then.
    /// - Throws: ``Failure`` with code `bug`.
    public func forward(to target: Architecture, settle: Duration) throws(Failure) -> JSONValue {
        let memory = memory?.retargeted(to: target.name) ?? ShiftMemory(before: live, target: target.name)
        let seconds = max(memory.minReadySeconds ?? 0, Int(settle.components.seconds))
        var patch = guarded()
        patch[path: "metadata", "annotations", ShiftMemory.annotation] = .string(try memory.text())
        patch[path: "spec", "minReadySeconds"] = .integer(Int64(seconds))
        if let strategy = Self.careful(memory.strategy) { patch[path: "spec", "strategy"] = strategy }
        let selector = live.selecting(target)
        patch[path: "spec", "template", "spec", "nodeSelector"] = Self.difference(
            PodTemplate(of: live)?.nodeSelector ?? [:], PodTemplate(of: selector)?.nodeSelector ?? [:])
        return patch
    }

    /// The node selector as before the shift; the careful strategy stays until that is rolled out.
    public func back() -> JSONValue? {
        guard let memory else { return nil }
        var patch = guarded()
        patch[path: "spec", "template", "spec", "nodeSelector"] = memory.selectorPatch
        return patch
    }

    /// The user's strategy put back, and the annotation gone: no leftovers.
    public func finish() -> JSONValue? {
        guard let memory else { return nil }
        var patch = guarded()
        patch[path: "metadata", "annotations", ShiftMemory.annotation] = .null
        patch["spec"] = memory.settingsPatch
        return patch
    }

    /// Whether old pods stop before new ones start because the Deployment wants it so.
    public var isRecreating: Bool { live.json[path: "spec", "strategy", "type"]?.string == "Recreate" }

    /// A patch that fails when somebody changed the Deployment since it was read.
    private func guarded() -> JSONValue {
        var patch: JSONValue = [:]
        patch[path: "metadata", "resourceVersion"] = live.resourceVersion.map { .string($0) }
        return patch
    }

    /// A strategy that never goes below the number of pods; nil for `Recreate`, which a user chooses for programs
    /// that must not run twice.
    private static func careful(_ strategy: JSONValue) -> JSONValue? {
        guard strategy["type"]?.string != "Recreate" else { return nil }
        let surge = strategy[path: "rollingUpdate", "maxSurge"] ?? "25%"
        let isNone = surge.integer == 0 || surge.string == "0%" || surge.string == "0"
        return ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 0, "maxSurge": isNone ? 1 : surge]]
    }

    /// A merge patch that makes `new` of `old`.
    private static func difference(_ old: [String: String], _ new: [String: String]) -> JSONValue {
        var patch: [String: JSONValue] = new.filter { old[$0.key] != $0.value }.mapValues { .string($0) }
        for key in old.keys where new[key] == nil { patch[key] = .null }
        return .object(patch)
    }
}
