import DockerfileModel
import Platforms

/// How the last stage comes about, and what engines have to make for it.
struct PlanAnalysis {
    let dockerfile: Dockerfile
    let platforms: [Platform]
    let buildPlatform: Platform
    let resolutions: [Platform: [Int: StageResolution]]
    let placements: StagePlacements
    let revision: PlanRevision
    /// The stage that is the image.
    let last: DockerfileStage

    /// The stages that the image for a platform needs.
    private func needed(for platform: Platform) -> [Int: StageResolution] { resolutions[platform] ?? [:] }

    // MARK: The last stage

    /// How the last stage comes about.
    var final: BuildPlan.Final {
        if revision.reasonForEngine == nil, let chain = chain(of: last.index),
            chain.allSatisfy({ obstacle(in: $0) == nil })
        {
            return .assembled(chain: chain)
        }
        return .engine(pinned: pins(among: Set(resolutions.values.flatMap(\.keys)).subtracting([last.index])))
    }

    /// Why mixarch does not assemble the last stage itself.
    var reasonForEngine: String {
        if let reason = revision.reasonForEngine { return reason }
        return (chain(of: last.index) ?? [last.index]).lazy.compactMap(obstacle).first
            ?? "its base differs between the platforms"
    }

    /// The stages from one on an image up to the given one; nil when platforms differ in it.
    private func chain(of index: Int) -> [Int]? {
        var chain = [index]
        while let first = chain.first {
            let bases = Set(platforms.compactMap { needed(for: $0)[first]?.base })
            guard bases.contains(where: { if case .stage = $0 { true } else { false } }) else { return chain }
            guard bases.count == 1, case .stage(let parent)? = bases.first else { return nil }
            chain.insert(parent, at: 0)
        }
        return chain
    }

    private func obstacle(in index: Int) -> String? {
        for platform in platforms {
            guard let resolution = needed(for: platform)[index] else { continue }
            if let found = AssemblyCheck().obstacle(in: dockerfile.stages[index], resolution) { return found }
        }
        return nil
    }

    // MARK: Stages that run nothing

    /// The stages that an assembled image copies from and that mixarch puts together itself too, each with those that it
    /// begins with; in the Dockerfile's order.
    func assembledSources(for final: BuildPlan.Final) -> [[Int]] {
        guard case .assembled(let last) = final else { return [] }
        var found: [Int: [Int]] = [:]
        var waiting = last
        while let user = waiting.popLast() {
            for platform in platforms {
                for copy in needed(for: platform)[user]?.copies ?? [] {
                    guard let source = source(of: copy, in: user), found[source] == nil, isAssembled(source),
                        let chain = chain(of: source)
                    else { continue }
                    found[source] = chain
                    waiting += chain
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The stage that a COPY takes from; nil for an image or the context.
    private func source(of copy: CopyOperation, in user: Int) -> Int? {
        copy.from.flatMap { dockerfile.stage($0, before: user)?.index }
    }

    /// Whether neither a stage nor what it needs asks for an engine.
    private func isAssembled(_ index: Int) -> Bool {
        var seen: Set<Int> = []
        var waiting = [index]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            guard !placements.running.contains(next), obstacle(in: next) == nil, chain(of: next) != nil else {
                return false
            }
            for platform in platforms { waiting += needed(for: platform)[next]?.needed ?? [] }
        }
        return true
    }

    // MARK: What engines make

    /// The platforms that are to be written into FROM: those of the stages that run on this machine.
    private func pins(among stages: Set<Int>) -> [Int: Platform] {
        var pins: [Int: Platform] = [:]
        for index in stages where placements.running.contains(index) && placements.placement(of: index) != .own {
            pins[index] = placements.runningPlatform(of: index, for: buildPlatform)
        }
        // What only such stages use has to be of the same platform; other bases are written into the stages (inlined).
        for index in stages.sorted().reversed() where pins[index] == nil && placements.placement(of: index) != .own {
            let users = stages.filter { user in
                resolutions.values.contains { $0[user]?.needed.contains(index) == true }
            }
            let wanted = Set(users.map { pins[$0] })
            if wanted.count == 1, let platform = wanted.first ?? nil { pins[index] = platform }
        }
        return pins
    }

    /// - Returns: what has to be built before the last stage is.
    func exports(for final: BuildPlan.Final) -> [StageExport] {
        let chain: [Int] = if case .assembled(let chain) = final { chain } else { [last.index] }
        var shared: [CopyOperation] = []
        var separate: [Platform: [CopyOperation]] = [:]
        let assembled = Set(assembledSources(for: final).compactMap(\.last))
        for platform in platforms {
            for copy in chain.flatMap({ needed(for: platform)[$0]?.copies ?? [] }) {
                guard let from = copy.from else { continue }
                // What images have is read from their layers.
                guard let source = dockerfile.stage(from, before: last.index), !assembled.contains(source.index)
                else { continue }
                if placements.isShared(source.index) {
                    if !shared.contains(copy) { shared.append(copy) }
                } else if case .assembled = final {
                    separate[platform, default: []].append(copy)
                }
            }
        }
        var exports: [StageExport] = []
        if !shared.isEmpty { exports.append(export(shared, as: buildPlatform, to: platforms)) }
        for platform in platforms {
            guard let copies = separate[platform] else { continue }
            exports.append(export(copies, as: platform, to: [platform]))
        }
        return exports
    }

    private func export(_ copies: [CopyOperation], as platform: Platform, to targets: [Platform]) -> StageExport {
        var stages: Set<Int> = []
        var waiting = copies.compactMap { copy in copy.from.flatMap { dockerfile.stage($0, before: last.index)?.index }
        }
        while let index = waiting.popLast() {
            guard stages.insert(index).inserted else { continue }
            waiting += (needed(for: platform)[index] ?? placements.resolution(of: index))?.needed ?? []
        }
        // What was made on this machine may be of this machine's architecture.
        let isForeign = targets.contains { $0.architecture != buildPlatform.architecture }
        return StageExport(
            platform: platform, targets: targets, pinned: pins(among: stages), copies: copies,
            isChecked: isForeign, stages: stages)
    }
}
