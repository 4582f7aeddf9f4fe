import KubernetesClient
import RawJSON

/// The changes of a StatefulSet in a shift, each one merge patch that fails when somebody was faster.
package struct OrdinalPatches {
    /// Changes whenever the StatefulSet's controller shall look again.
    package static let reminder = "mixarch/shift-turn"

    /// A partition above every pod that there can be: numbers of pods that change meanwhile bring none below it.
    package static let nobody = Int(Int32.max)

    private let live: KubernetesObject
    private let record: ShiftRecord

    /// - Parameters:
    ///   - live: the StatefulSet as it is.
    ///   - record: the shift.
    package init(_ live: KubernetesObject, _ record: ShiftRecord) {
        self.live = live
        self.record = record
    }

    /// The first ordinal of the new template; nil for another strategy than partitions.
    package static func partition(of set: KubernetesObject) -> Int? {
        let strategy = set.json[path: "spec", "updateStrategy"]
        guard strategy?["type"]?.string == "RollingUpdate" else { return nil }
        return strategy?[path: "rollingUpdate", "partition"]?.integer ?? 0
    }

    /// - Returns: the number at the end of a pod's name; nil for a pod of somebody else's.
    package static func ordinal(of pod: KubernetesObject, in set: KubernetesObject) -> Int? {
        guard pod.name.hasPrefix(set.name + "-") else { return nil }
        return Int(pod.name.dropFirst(set.name.count + 1))
    }

    /// Whether template and strategy are those that the record's direction asks for.
    package var isTemplateThere: Bool {
        ShiftPatches(live, record).isTemplateThere
            && (Self.partition(of: live) == nil) == (record.direction == .back)
    }

    package func redirect() -> JSONValue {
        let patches = ShiftPatches(live, record)
        var patch = patches.guarded()
        let strategy: JSONValue =
            record.direction == .forward
            ? ["type": "RollingUpdate", "rollingUpdate": ["partition": .integer(Int64(Self.nobody))]]
            : ["type": "OnDelete", "rollingUpdate": .null]
        patch["spec"] = ["updateStrategy": strategy, "template": ["spec": ["nodeSelector": patches.selector]]]
        // Revisions get the annotations that there are when they are made.
        if live.annotations[Self.reminder] != nil { patch[path: "metadata", "annotations", Self.reminder] = .null }
        return patch
    }

    package func admit(_ ordinal: Int) -> JSONValue {
        var patch = ShiftPatches(live, record).guarded()
        patch["spec"] = ["updateStrategy": ["rollingUpdate": ["partition": .integer(Int64(ordinal))]]]
        return patch
    }

    /// - Parameter ordinal: the pod whose name is free again.
    package func wake(_ ordinal: Int) -> JSONValue {
        // A patch that changes nothing would wake nobody: one more each time.
        let count = live.annotations[Self.reminder]?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        var patch = ShiftPatches(live, record).guarded()
        patch[path: "metadata", "annotations", Self.reminder] = .string("pod \(ordinal), reminder \(count + 1)")
        return patch
    }

    package func finish() -> JSONValue {
        var patch = ShiftPatches(live, record).guarded()
        var strategy = record.before.strategy
        // A merge keeps what it does not name.
        if strategy["rollingUpdate"] == nil { strategy["rollingUpdate"] = .null }
        if strategy["type"] != nil { patch["spec"] = ["updateStrategy": strategy] }
        if live.annotations[Self.reminder] != nil { patch[path: "metadata", "annotations", Self.reminder] = .null }
        return patch
    }
}
