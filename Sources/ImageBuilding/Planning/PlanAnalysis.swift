import DockerfileModel
import Platforms

/// Which stages give the same for every platform, which run where, and what engines have to make.
struct PlanAnalysis {
    let dockerfile: Dockerfile
    let platforms: [Platform]
    let buildPlatform: Platform
    let resolutions: [Platform: [Int: StageResolution]]
    let revision: PlanRevision
    /// The number of the stage that is the image.
    let last: Int
    private let classifier = CommandClassifier()

    // MARK: What a stage is

    /// The stages that the image for a platform needs.
    private func needed(for platform: Platform) -> [Int: StageResolution] { resolutions[platform] ?? [:] }

    /// Whether one run on this machine gives what every platform needs. Never so for what the image itself stands on:
    /// its programs are of its own platform.
    func isIndependent(_ index: Int) -> Bool {
        guard !foundation.contains(index), revision.dependentStages[index] == nil,
            let here = needed(for: buildPlatform)[index]
        else { return false }
        let users = platforms.filter { needed(for: $0)[index] != nil }
        guard users.allSatisfy({ needed(for: $0)[index] == here }) else { return false }
        if here.namedPlatform == nil, case .dependent = judgement(of: index) { return false }
        return here.needed.allSatisfy(isIndependent)
    }

    /// The last stage, and the stages that it begins with.
    private var foundation: Set<Int> {
        var found: Set<Int> = []
        var waiting = [last]
        while let index = waiting.popLast() {
            guard found.insert(index).inserted else { continue }
            for platform in platforms {
                if case .stage(let parent)? = needed(for: platform)[index]?.base { waiting.append(parent) }
            }
        }
        return found
    }

    /// Whether a stage runs programs, itself or in the stages that it begins with.
    func runsPrograms(_ index: Int) -> Bool {
        if dockerfile.stages[index].instructions.contains(where: { $0.keyword == .run }) { return true }
        return resolutions.values.contains { resolution in
            if case .stage(let parent)? = resolution[index]?.base { runsPrograms(parent) } else { false }
        }
    }

    /// What the RUNs of a stage are known to do.
    func judgement(of index: Int) -> CommandClassifier.Judgement {
        var tools: [String] = []
        for instruction in dockerfile.stages[index].instructions where instruction.keyword == .run {
            switch classifier.judge(instruction) {
            case .dependent(let reason): return .dependent(because: reason)
            case .independent(let names): tools += names.filter { !tools.contains($0) }
            }
        }
        return .independent(tools: tools)
    }

    /// What a stage's programs are run as, for a target platform.
    func runningPlatform(of index: Int, for platform: Platform) -> Platform {
        if isIndependent(index) { return needed(for: buildPlatform)[index]?.namedPlatform ?? buildPlatform }
        return needed(for: platform)[index]?.namedPlatform ?? platform
    }

    // MARK: The last stage

    /// - Returns: how the last stage comes about.
    func final(of last: DockerfileStage) -> BuildPlan.Final {
        if revision.reasonForEngine == nil, let chain = chain(of: last.index),
            chain.allSatisfy({ obstacle(in: $0) == nil })
        {
            return .assembled(chain: chain)
        }
        return .engine(pinned: pins(among: Set(resolutions.values.flatMap(\.keys)).subtracting([last.index])))
    }

    /// The stages from one on an image up to the given one; nil when platforms differ in it.
    private func chain(of index: Int) -> [Int]? {
        let bases = Set(platforms.compactMap { needed(for: $0)[index]?.base })
        guard bases.contains(where: { if case .stage = $0 { true } else { false } }) else { return [index] }
        guard bases.count == 1, case .stage(let parent)? = bases.first else { return nil }
        return chain(of: parent).map { $0 + [index] }
    }

    private func obstacle(in index: Int) -> String? {
        for platform in platforms {
            guard let resolution = needed(for: platform)[index] else { continue }
            if let found = AssemblyCheck().obstacle(in: dockerfile.stages[index], resolution) { return found }
        }
        return nil
    }

    private func reasonForEngine(_ last: DockerfileStage) -> String {
        if let reason = revision.reasonForEngine { return reason }
        return (chain(of: last.index) ?? [last.index]).lazy.compactMap(obstacle).first
            ?? "its base differs between the platforms"
    }

    // MARK: What engines make

    /// The platforms of the stages that run once, to be written into their FROM.
    private func pins(among stages: Set<Int>) -> [Int: Platform] {
        var pins: [Int: Platform] = [:]
        for index in stages where isIndependent(index) && runsPrograms(index) {
            pins[index] = runningPlatform(of: index, for: buildPlatform)
            // Whatever it begins with has to be of the same platform.
            for below in (chain(of: index) ?? []).dropLast() { pins[below] = pins[index] }
        }
        return pins
    }

    /// - Returns: what has to be built before the last stage is.
    func exports(for final: BuildPlan.Final, of last: DockerfileStage) -> [StageExport] {
        let chain: [Int] = if case .assembled(let chain) = final { chain } else { [last.index] }
        var shared: [CopyOperation] = []
        var separate: [Platform: [CopyOperation]] = [:]
        for platform in platforms {
            for copy in chain.flatMap({ needed(for: platform)[$0]?.copies ?? [] }) {
                guard let from = copy.from else { continue }
                let source = dockerfile.stage(from, before: last.index)
                if let source, isIndependent(source.index) {
                    if !shared.contains(copy) { shared.append(copy) }
                } else if case .assembled = final {
                    separate[platform, default: []].append(copy)
                }
            }
        }
        var exports: [StageExport] = []
        if !shared.isEmpty {
            exports.append(export(shared, as: buildPlatform, to: platforms, isShared: isForSeveral))
        }
        for platform in platforms {
            guard let copies = separate[platform] else { continue }
            exports.append(export(copies, as: platform, to: [platform], isShared: false))
        }
        return exports
    }

    /// Whether files that all targets get can be wrong for one of them.
    private var isForSeveral: Bool { platforms.contains { $0.architecture != buildPlatform.architecture } }

    private func export(
        _ copies: [CopyOperation], as platform: Platform, to targets: [Platform], isShared: Bool
    ) -> StageExport {
        var stages: Set<Int> = []
        var waiting = copies.compactMap { copy in copy.from.flatMap { dockerfile.stage($0)?.index } }
        while let index = waiting.popLast() {
            guard stages.insert(index).inserted else { continue }
            waiting += needed(for: platform)[index]?.needed ?? []
        }
        return StageExport(
            platform: platform, targets: targets, pinned: pins(among: stages), copies: copies, isShared: isShared,
            stages: stages)
    }

    // MARK: What people read

    /// - Returns: each stage with how it comes about, in the Dockerfile's order.
    func rows(last: DockerfileStage, _ final: BuildPlan.Final) -> [PlannedStage] {
        dockerfile.stages.flatMap { stage -> [PlannedStage] in
            let users = platforms.filter { needed(for: $0)[stage.index] != nil }
            if users.isEmpty {
                return [
                    PlannedStage(
                        name: stage.title, runs: .skipped, why: "the image takes nothing from it", platforms: [])
                ]
            }
            if case .assembled(let chain) = final, chain.contains(stage.index) {
                return [
                    PlannedStage(
                        name: stage.title, runs: .assembled, why: "copies files and sets defaults: no program runs",
                        platforms: users)
                ]
            }
            if stage.index == last.index { return engineRows(stage, users, prefix: reasonForEngine(last)) }
            guard runsPrograms(stage.index) else {
                return [
                    PlannedStage(
                        name: stage.title, runs: .native, why: "runs nothing: its files are taken as they are",
                        platforms: users)
                ]
            }
            if isIndependent(stage.index) {
                return [PlannedStage(name: stage.title, runs: .native, why: onceReason(stage), platforms: users)]
            }
            return engineRows(stage, users, prefix: dependentReason(stage))
        }
    }

    /// The architectures that the emulated stages run on.
    func emulated(in rows: [PlannedStage]) -> [Architecture] {
        let pairs = rows.filter { $0.runs == .emulated }.flatMap { row in row.platforms.map { (row.name, $0) } }
        let found = pairs.compactMap { name, platform in
            dockerfile.stage(name).map { runningPlatform(of: $0.index, for: platform).architecture }
        }
        return Set(found).sorted()
    }

    private func engineRows(_ stage: DockerfileStage, _ users: [Platform], prefix: String) -> [PlannedStage] {
        let foreign = users.filter { !isNative(runningPlatform(of: stage.index, for: $0)) }
        let own = users.filter { !foreign.contains($0) }
        var rows: [PlannedStage] = []
        if !own.isEmpty {
            rows.append(PlannedStage(name: stage.title, runs: .native, why: prefix, platforms: own))
        }
        if !foreign.isEmpty {
            // Without a RUN nothing has to be emulated.
            let isRun = runsPrograms(stage.index)
            rows.append(
                PlannedStage(
                    name: stage.title, runs: isRun ? .emulated : .native,
                    why: isRun ? "\(prefix); this machine is \(buildPlatform)" : prefix, platforms: foreign))
        }
        return rows
    }

    private func isNative(_ platform: Platform) -> Bool {
        platform.os == buildPlatform.os && platform.architecture == buildPlatform.architecture
    }

    private func onceReason(_ stage: DockerfileStage) -> String {
        let once = platforms.count > 1 ? "once for all platforms: " : ""
        if needed(for: buildPlatform)[stage.index]?.namedPlatform != nil {
            return once + "its FROM names the platform, and nothing in it depends on the target"
        }
        guard case .independent(let tools) = judgement(of: stage.index), !tools.isEmpty else {
            return once + "its commands write the same files on every architecture; checked after the build"
        }
        let subject = tools.prefix(3).joined(separator: " and ")
        let verb = tools.count == 1 ? "makes" : "make"
        return once + "\(subject) \(verb) files that run on every architecture; checked after the build"
    }

    private func dependentReason(_ stage: DockerfileStage) -> String {
        if let found = revision.dependentStages[stage.index] { return "it gives \(found) to the image" }
        let named = needed(for: buildPlatform)[stage.index]?.namedPlatform
        if named != nil { return "it builds for each target on the platform that its FROM names" }
        if case .dependent(let word) = judgement(of: stage.index) {
            return "what \(word) makes may depend on the architecture"
        }
        let inputs = needed(for: buildPlatform)[stage.index]?.needed ?? []
        if let input = inputs.sorted().first(where: { !isIndependent($0) }) {
            return "it builds upon the stage \(dockerfile.stages[input].title), which depends on the architecture"
        }
        return "its variables depend on the target platform"
    }
}
