import ImageBuilding
import Platforms
import Reporting

/// A plan, and what would run it.
struct PlanReport: Encodable {
    let plan: BuildPlan.Report
    /// Nil when nothing has to run.
    let engine: EngineAnswer?

    private enum CodingKeys: CodingKey { case engine }

    func encode(to encoder: any Encoder) throws {
        try plan.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(engine, forKey: .engine)
    }

    /// A line for people.
    var engineLine: String {
        guard let engine else { return "" }
        return engine.name.map { "\nwith \($0): \(engine.why)\n" }
            ?? "\nnothing here runs these stages: \(engine.why)\n" + (engine.hint.map { "  \($0)\n" } ?? "")
    }
}

/// Which engine runs stages here, or why none does.
struct EngineAnswer: Encodable {
    /// Nil when there is none.
    let name: String?
    let why: String
    let hint: String?
    /// The architectures that it builds for without an emulator.
    let native: [Architecture]

    init(_ settings: BuildSettings) async {
        do {
            let found = try await EngineFinder(settings: settings).find()
            (name, why, hint) = (found.engine.name, found.why, nil)
            native = found.nativeArchitectures.sorted()
        } catch {
            let failure = error as? Failure
            (name, why, hint) = (nil, failure?.message ?? "\(error)", failure?.hint)
            native = []
        }
    }
}
