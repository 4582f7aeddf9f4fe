import KubernetesClient
import RawJSON
import Reporting

/// What a shift has to put back, kept on the Deployment itself: it outlives the program that shifts.
public struct ShiftMemory: Hashable, Sendable {
    /// The annotation that holds it.
    public static let annotation = "mixarch/shift"

    static let labels = [ArchitectureLabel.current, ArchitectureLabel.beta]

    /// Where the shift goes.
    public let target: String
    /// The architecture labels of the node selector before the shift.
    let selector: [String: String]
    /// `spec.strategy` before the shift; of a StatefulSet, `spec.updateStrategy`.
    let strategy: JSONValue
    /// `spec.minReadySeconds` before the shift; nil when it had none.
    let minReadySeconds: Int?

    /// `spec.progressDeadlineSeconds` before the shift; nil when it had none.
    let progressDeadlineSeconds: Int?

    /// - Parameters:
    ///   - deployment: the Deployment or StatefulSet as it is before the shift.
    ///   - target: where the shift goes.
    init(before deployment: KubernetesObject, target: String) {
        self.target = target
        let live = PodTemplate(of: deployment)?.nodeSelector ?? [:]
        selector = live.filter { Self.labels.contains($0.key) }
        let field = deployment.kind == "StatefulSet" ? "updateStrategy" : "strategy"
        strategy = deployment.json[path: "spec", field] ?? .null
        minReadySeconds = deployment.json[path: "spec", "minReadySeconds"]?.integer
        progressDeadlineSeconds = deployment.json[path: "spec", "progressDeadlineSeconds"]?.integer
    }

    /// - Parameter deployment: a Deployment; nil when no shift is under way.
    /// - Throws: ``Failure`` with code `invalid-input` when somebody edited the annotation into nonsense.
    public init?(on deployment: KubernetesObject) throws(Failure) {
        guard let text = deployment.annotations[Self.annotation] else { return nil }
        let json = try JSONValue(
            parsing: text.utf8, source: "the annotation \(Self.annotation) of \(deployment.shortName)")
        guard let memory = ShiftMemory(json) else {
            throw Failure(
                .invalidInput, "the annotation \(Self.annotation) of \(deployment.shortName) makes no sense",
                hint: "set spec.strategy as it should be, and remove the annotation")
        }
        self = memory
    }

    /// - Parameter json: what ``json`` gave; nil when it is something else.
    init?(_ json: JSONValue) {
        guard let target = json["target"]?.string, let selector = json["selector"]?.strings else { return nil }
        self.target = target
        self.selector = selector
        strategy = json["strategy"] ?? .null
        minReadySeconds = json["minReadySeconds"]?.integer
        progressDeadlineSeconds = json["progressDeadlineSeconds"]?.integer
    }

    /// The same memory for another target: what was before stays what was before.
    func retargeted(to target: String) -> ShiftMemory { ShiftMemory(self, target: target) }

    private init(_ other: ShiftMemory, target: String) {
        self.target = target
        selector = other.selector
        strategy = other.strategy
        minReadySeconds = other.minReadySeconds
        progressDeadlineSeconds = other.progressDeadlineSeconds
    }

    /// The text of the annotation.
    func text() throws(Failure) -> String { String(decoding: try json.encoded(), as: UTF8.self) }

    var json: JSONValue {
        var json: JSONValue = ["target": .string(target), "selector": .object(selector.mapValues { .string($0) })]
        json["strategy"] = strategy
        json["minReadySeconds"] = minReadySeconds.map { .integer(Int64($0)) }
        json["progressDeadlineSeconds"] = progressDeadlineSeconds.map { .integer(Int64($0)) }
        return json
    }

    /// A merge patch for the settings that a shift changes for its time; the node selector stays.
    var settingsPatch: JSONValue {
        var patch: JSONValue = [
            "minReadySeconds": minReadySeconds.map { .integer(Int64($0)) } ?? .null
        ]
        if strategy != .null { patch["strategy"] = strategy }
        if let progressDeadlineSeconds { patch["progressDeadlineSeconds"] = .integer(Int64(progressDeadlineSeconds)) }
        return patch
    }

    /// A merge patch for the node selector as it was; labels that were not there are removed.
    var selectorPatch: JSONValue {
        .object(Dictionary(uniqueKeysWithValues: Self.labels.map { ($0, selector[$0].map { .string($0) } ?? .null) }))
    }
}
