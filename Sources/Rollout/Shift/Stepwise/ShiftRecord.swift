import KubernetesClient
import RawJSON
import Reporting

/// What a shift in steps has to know, kept in the cluster: it outlives the program that shifts.
///
/// A ConfigMap that the workload owns, and no annotation: controllers copy annotations onto ReplicaSets and revisions,
/// from where `kubectl rollout undo` would bring them back.
public struct ShiftRecord: Hashable, Sendable {
    public enum Direction: String, Sendable {
        case forward, back
    }

    /// Where the shift goes, as an architecture's name.
    public let target: String
    /// The workload's fields before the shift.
    let before: ShiftMemory
    /// The run of the program that moves it. Another one that takes over writes its own.
    public var owner: String
    /// Changes while the owner lives.
    public var beat: Int
    public var direction: Direction
    /// Why it goes back.
    public var reason: String?
    /// The percentages of the steps.
    public let steps: [Int]
    /// The step that is under way, as an index.
    public var step: Int
    /// The ReplicaSet that the pods come from; of a StatefulSet, their revision.
    public let origin: String
    /// The ReplicaSets before the shift; of a StatefulSet, its revisions.
    public let history: Set<String>
    /// The autoscaler whose bounds are kept at one number meanwhile; nil for none.
    package let autoscaler: HeldAutoscaler?

    /// - Parameters:
    ///   - deployment: the Deployment or StatefulSet as it is before the shift.
    ///   - sets: its ReplicaSets, or its revisions.
    ///   - target: where the shift goes.
    ///   - steps: the percentages of the steps.
    ///   - owner: the run of the program that moves it.
    ///   - autoscaler: what changes the number of its pods; nil for nothing.
    package init(
        before deployment: KubernetesObject, sets: [KubernetesObject], target: String, steps: [Int], owner: String,
        autoscaler: HeldAutoscaler? = nil
    ) {
        let revision = deployment.annotations[RolloutSnapshot.revision]
        self.target = target
        before = ShiftMemory(before: deployment, target: target)
        self.owner = owner
        beat = 0
        direction = .forward
        self.steps = steps
        step = 0
        origin =
            deployment.kind == "StatefulSet"
            ? deployment.json[path: "status", "updateRevision"]?.string ?? ""
            : sets.first { $0.annotations[RolloutSnapshot.revision] == revision }?.name ?? ""
        history = Set(sets.map(\.name))
        self.autoscaler = autoscaler
    }

    /// - Parameter text: what ``text()`` gave.
    /// - Throws: ``Failure`` with code `invalid-input` when somebody edited it into nonsense.
    package init(parsing text: String, source: String) throws(Failure) {
        let json = try JSONValue(parsing: text.utf8, source: source)
        guard let before = ShiftMemory(json["before"] ?? .null), let owner = json["owner"]?.string,
            let direction = json["direction"]?.string.flatMap(Direction.init), let origin = json["origin"]?.string,
            let steps = json["steps"]?.array?.compactMap(\.integer), let step = json["step"]?.integer,
            steps.indices.contains(step)
        else {
            throw Failure(
                .invalidInput, "\(source) makes no sense",
                hint:
                    "set the workload's strategy, minReadySeconds and node selector as they should be, and delete it")
        }
        target = before.target
        self.before = before
        self.owner = owner
        beat = json["beat"]?.integer ?? 0
        self.direction = direction
        reason = json["reason"]?.string
        self.steps = steps
        self.step = step
        self.origin = origin
        history = Set((json["history"]?.array ?? []).compactMap(\.string))
        autoscaler = json["autoscaler"].flatMap(HeldAutoscaler.init)
    }

    package func text() throws(Failure) -> String {
        var json: JSONValue = [
            "before": before.json, "owner": .string(owner), "beat": .integer(Int64(beat)),
            "direction": .string(direction.rawValue), "steps": .array(steps.map { .integer(Int64($0)) }),
            "step": .integer(Int64(step)), "origin": .string(origin),
            "history": .array(history.sorted().map { .string($0) }),
        ]
        json["reason"] = reason.map { .string($0) }
        json["autoscaler"] = autoscaler?.json
        return String(decoding: try json.encoded(), as: UTF8.self)
    }
}

extension ShiftRecord {
    private static let field = "shift"

    /// The ConfigMap's name.
    /// - Parameters:
    ///   - kind: the workload's kind.
    ///   - name: the workload's name.
    static func name(of kind: String, _ name: String) -> String {
        kind == "StatefulSet" ? "mixarch-shift.statefulset.\(name)" : "mixarch-shift.\(name)"
    }

    /// - Parameter object: a ConfigMap that was read.
    /// - Throws: ``Failure`` with code `invalid-input` when it is no record.
    init(in object: KubernetesObject) throws(Failure) {
        try self.init(
            parsing: object.json[path: "data", Self.field]?.string ?? "",
            source: "\(object.shortName) in namespace \(object.namespace ?? "")")
    }

    /// - Parameter workload: the workload, which shall own the record.
    /// - Returns: the ConfigMap to create.
    func object(of workload: KubernetesObject) throws(Failure) -> KubernetesObject {
        KubernetesObject([
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": [
                "name": .string(Self.name(of: workload.kind, workload.name)),
                "labels": ["app.kubernetes.io/managed-by": "mixarch"],
                "ownerReferences": [workload.asOwner],
            ],
            "data": [Self.field: .string(try text())],
        ])
    }

    /// - Parameter version: the resource version that was read: a change by somebody else makes the patch fail.
    func patch(after version: String?) throws(Failure) -> JSONValue {
        var patch: JSONValue = ["data": [Self.field: .string(try text())]]
        patch[path: "metadata", "resourceVersion"] = version.map { .string($0) }
        return patch
    }
}

extension KubernetesObject {
    /// A reference for objects that shall go when this one goes.
    var asOwner: JSONValue {
        [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name),
            "uid": .string(uid ?? ""),
        ]
    }
}
