import DockerfileModel
import Platforms

/// What people read of a plan: each stage, how it comes about, and why.
struct PlanRows {
    let analysis: PlanAnalysis
    let final: BuildPlan.Final
    /// The architectures that have builders of their own elsewhere.
    let nativeArchitectures: Set<Architecture>
    /// What would make stages run on this machine, by their numbers.
    let proposals: [Int: String]

    /// The stages that only mixarch itself needs to make.
    private let assembled: Set<Int>

    init(
        analysis: PlanAnalysis, final: BuildPlan.Final, nativeArchitectures: Set<Architecture>, proposals: [Int: String]
    ) {
        self.analysis = analysis
        self.final = final
        self.nativeArchitectures = nativeArchitectures
        self.proposals = proposals
        assembled = Set(analysis.assembledSources(for: final).joined())
            .subtracting(analysis.exports(for: final).flatMap(\.stages))
    }

    private var placements: StagePlacements { analysis.placements }
    private var buildPlatform: Platform { analysis.buildPlatform }

    /// Each stage with how it comes about, in the Dockerfile's order.
    var rows: [PlannedStage] { analysis.dockerfile.stages.flatMap(rows) }

    private func rows(_ stage: DockerfileStage) -> [PlannedStage] {
        let users = placements.users(of: stage.index)
        if users.isEmpty {
            return [
                PlannedStage(name: stage.title, runs: .skipped, why: "the image takes nothing from it", platforms: [])
            ]
        }
        if case .assembled(let chain) = final, chain.contains(stage.index) {
            return [row(stage, .assembled, "copies files and sets defaults: no program runs", users)]
        }
        if stage.index == analysis.last.index { return ownRows(stage, users, analysis.reasonForEngine) }
        if assembled.contains(stage.index) {
            return [row(stage, .assembled, "runs nothing: its files are put together as the image's are", users)]
        }
        guard placements.running.contains(stage.index) else {
            return [row(stage, .native, "runs nothing: its files are taken as they are", users)]
        }
        switch placements.placement(of: stage.index) {
        case .once: return nativeRows(stage, users, onceReason(stage), crossCompiles: false)
        case .perTarget: return nativeRows(stage, users, perTargetReason(stage), crossCompiles: true)
        case .own: return ownRows(stage, users, dependentReason(stage))
        }
    }

    private func row(_ stage: DockerfileStage, _ runs: Runs, _ why: String, _ users: [Platform]) -> PlannedStage {
        PlannedStage(name: stage.title, runs: runs, why: why, platforms: users)
    }

    /// A stage that runs on the platform that its FROM names, or on this machine.
    private func nativeRows(
        _ stage: DockerfileStage, _ users: [Platform], _ why: String, crossCompiles: Bool
    ) -> [PlannedStage] {
        let platform = placements.runningPlatform(of: stage.index, for: buildPlatform)
        guard isNative(platform) else { return ownRows(stage, users, why) }
        var row = row(stage, .native, why, users)
        if crossCompiles { row.crossCompiles = true }
        return [row]
    }

    private func ownRows(_ stage: DockerfileStage, _ users: [Platform], _ prefix: String) -> [PlannedStage] {
        let isRun = placements.running.contains(stage.index)
        func runs(_ platform: Platform) -> Runs {
            let running = placements.runningPlatform(of: stage.index, for: platform)
            if isNative(running) || !isRun { return .native }
            return nativeArchitectures.contains(running.architecture) ? .remote : .emulated
        }
        return [Runs.native, .remote, .emulated].compactMap { kind in
            let own = users.filter { runs($0) == kind }
            guard !own.isEmpty else { return nil }
            switch kind {
            case .emulated:
                var row = row(stage, kind, "\(prefix); this machine is \(buildPlatform)", own)
                row.proposal = proposals[stage.index]
                return row
            case .remote:
                let names = Set(own.map { placements.runningPlatform(of: stage.index, for: $0).architecture }).sorted()
                let builders = names.map(\.name).joined(separator: " and ")
                return row(stage, kind, "\(prefix); a builder for \(builders) runs it", own)
            default: return row(stage, kind, prefix, own)
            }
        }
    }

    /// The architectures that emulated stages run on.
    func emulated(in rows: [PlannedStage]) -> [Architecture] {
        let pairs = rows.filter { $0.runs == .emulated }.flatMap { row in row.platforms.map { (row.name, $0) } }
        let found = pairs.compactMap { name, platform in
            analysis.dockerfile.stage(name).map {
                placements.runningPlatform(of: $0.index, for: platform).architecture
            }
        }
        return Set(found).sorted()
    }

    private func isNative(_ platform: Platform) -> Bool {
        platform.os == buildPlatform.os && platform.architecture == buildPlatform.architecture
    }

    // MARK: Why

    private func onceReason(_ stage: DockerfileStage) -> String {
        let once = analysis.platforms.count > 1 ? "once for all platforms: " : ""
        if placements.named[stage.index] != nil {
            return once + "its FROM names the platform, and nothing in it depends on the target"
        }
        guard case .portable(let tools)? = placements.judgements[stage.index], !tools.isEmpty else {
            return once + "its commands write the same files on every architecture; checked after the build"
        }
        return once + "\(Self.list(tools, verb: "make")) files that run on every architecture; checked after the build"
    }

    private func perTargetReason(_ stage: DockerfileStage) -> String {
        if placements.named[stage.index] != nil {
            return "on the platform that its FROM names, once for each target"
        }
        if case .targeted(let tools)? = placements.judgements[stage.index] {
            return "on this machine, once for each target: \(Self.list(tools, verb: "compile")) for the target;"
                + " checked after the build"
        }
        return "on this machine, once for each target: its commands don't need the target's processor;"
            + " checked after the build"
    }

    private static func list(_ tools: [String], verb: String) -> String {
        tools.prefix(3).joined(separator: " and ") + " " + (tools.count == 1 ? verb + "s" : verb)
    }

    private func dependentReason(_ stage: DockerfileStage) -> String {
        if let found = analysis.revision.dependentStages[stage.index] { return "it \(found)" }
        let here = placements.resolution(of: stage.index)
        if here?.namedPlatform != nil { return "it builds for each target on the platform that its FROM names" }
        if case .dependent(let reason)? = placements.judgements[stage.index] { return reason }
        let inputs = (here?.needed ?? []).sorted()
        if let input = inputs.first(where: { placements.placement(of: $0) == .own }) {
            return
                "it builds upon the stage \(analysis.dockerfile.stages[input].title), which depends on the architecture"
        }
        if placements.foundation.contains(stage.index) { return "the image stands on it" }
        return "its variables depend on the target platform"
    }
}
