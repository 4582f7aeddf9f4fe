import DockerfileModel
import Platforms
import Reporting

/// Decides what runs where. Pure: the same Dockerfile and options give the same plan on every machine of one platform.
public struct BuildPlanner: Sendable {
    /// What the image is for.
    public var platforms: [Platform]
    /// What this machine is.
    public var buildPlatform: Platform
    /// The stage that is the image, by name or number; nil for the last one.
    public var target: String?
    /// Values for ARGs.
    public var buildArguments: [String: String]
    /// The architectures that have builders of their own elsewhere: nothing is emulated for them.
    public var nativeArchitectures: Set<Architecture> = []
    /// The scripts that RUN starts, where they can be read.
    public var scripts: any ScriptSource = NoScripts()

    /// - Parameters:
    ///   - platforms: what the image is for.
    ///   - buildPlatform: what this machine is.
    ///   - target: the stage that is the image, by name or number; nil for the last one.
    ///   - buildArguments: values for ARGs.
    public init(
        platforms: [Platform], buildPlatform: Platform = Platform(architecture: .host), target: String? = nil,
        buildArguments: [String: String] = [:]
    ) {
        self.platforms = platforms
        self.buildPlatform = buildPlatform
        self.target = target
        self.buildArguments = buildArguments
    }

    /// - Parameter dockerfile: what to build.
    /// - Returns: what has to be done.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`, or `usage` when there is no such target stage.
    public func plan(_ dockerfile: Dockerfile) throws(Failure) -> BuildPlan {
        try plan(dockerfile, PlanRevision())
    }

    func plan(_ dockerfile: Dockerfile, _ revision: PlanRevision) throws(Failure) -> BuildPlan {
        guard !platforms.isEmpty else {
            throw Failure(.usage, "no platform to build for", hint: "such as --platform linux/amd64,linux/arm64")
        }
        let last = try targetStage(of: dockerfile)
        var resolutions: [Platform: [Int: StageResolution]] = [:]
        // The build platform's is there to compare with: a stage may run once when it is the same for all.
        for platform in platforms + [buildPlatform] where resolutions[platform] == nil {
            resolutions[platform] = try resolve(last, of: dockerfile, for: platform)
        }
        let commands = try commands(of: dockerfile, resolutions)
        let placements = StagePlacements(
            dockerfile: dockerfile, platforms: platforms, buildPlatform: buildPlatform, resolutions: resolutions,
            commands: commands, revision: revision, last: last.index)
        let analysis = PlanAnalysis(
            dockerfile: dockerfile, platforms: platforms, buildPlatform: buildPlatform, resolutions: resolutions,
            placements: placements, revision: revision, last: last)
        let final = analysis.final
        let crossCompilation = CrossCompilation(dockerfile: dockerfile, commands: commands, placements: placements)
        let proposals = Dictionary(
            uniqueKeysWithValues: crossCompilation.proposals.map { ($0.stage, $0.proposal.summary) })
        let text = PlanRows(
            analysis: analysis, final: final, nativeArchitectures: nativeArchitectures,
            proposals: proposals)
        let rows = text.rows
        return BuildPlan(
            dockerfile: dockerfile, target: last.index, targetName: target, platforms: platforms,
            buildPlatform: buildPlatform,
            buildArguments: buildArguments, stages: rows, final: final,
            assembledSources: analysis.assembledSources(for: final), exports: analysis.exports(for: final),
            emulated: text.emulated(in: rows), warnings: warnings(dockerfile, last, resolutions),
            resolutions: resolutions, commands: commands, placements: placements)
    }

    /// What the stages that are needed run, with the platform's variables standing for themselves.
    private func commands(
        of dockerfile: Dockerfile, _ resolutions: [Platform: [Int: StageResolution]]
    ) throws(Failure) -> [Int: StageCommands] {
        let global = try GlobalScope(
            of: dockerfile, .symbolic(stage: target, of: dockerfile), buildArguments: buildArguments)
        var commands: [Int: StageCommands] = [:]
        var scopes: [Int: StageScope] = [:]
        for stage in dockerfile.stages {
            guard let base = resolutions.values.lazy.compactMap({ $0[stage.index]?.base }).first else { continue }
            let parent: Int? = if case .stage(let parent) = base { parent } else { nil }
            let scope = parent.flatMap { scopes[$0] } ?? StageScope(of: dockerfile, global: global)
            let found = try StageCommands(
                stage, of: dockerfile, scope: scope, parent: parent.flatMap { commands[$0] }, scripts: scripts)
            commands[stage.index] = found
            scopes[stage.index] = found.scope
        }
        return commands
    }

    private func targetStage(of dockerfile: Dockerfile) throws(Failure) -> DockerfileStage {
        guard let target else { return dockerfile.stages[dockerfile.stages.count - 1] }
        guard let stage = dockerfile.stage(target) else {
            let names = dockerfile.stages.map(\.title).joined(separator: ", ")
            throw Failure(.usage, "\(dockerfile.name) has no stage \"\(target)\"", hint: "it has: \(names)")
        }
        return stage
    }

    /// The stages that the last one needs, and itself.
    private func resolve(
        _ last: DockerfileStage, of dockerfile: Dockerfile, for platform: Platform
    ) throws(Failure) -> [Int: StageResolution] {
        let global = try GlobalScope(
            of: dockerfile, PlatformVariables(build: buildPlatform, target: platform, stage: target, of: dockerfile),
            buildArguments: buildArguments)
        var result: [Int: StageResolution] = [:]
        var waiting = [last.index]
        while let index = waiting.popLast() {
            guard result[index] == nil else { continue }
            let stage = dockerfile.stages[index]
            let resolution = try StageResolution(
                stage, of: dockerfile, global: global, scope: try scope(below: stage, in: dockerfile, global))
            result[index] = resolution
            waiting += resolution.needed
        }
        return result
    }

    /// What the stages below set with ARG and ENV; a base image's own variables are not known before it is fetched.
    private func scope(
        below stage: DockerfileStage, in dockerfile: Dockerfile, _ global: GlobalScope
    ) throws(Failure) -> StageScope {
        guard let parent = dockerfile.stage(below: stage, called: try global.base(of: stage)) else {
            return StageScope(of: dockerfile, global: global)
        }
        var scope = try scope(below: parent, in: dockerfile, global)
        for instruction in parent.instructions { try scope.apply(instruction) }
        return scope
    }

    private func warnings(
        _ dockerfile: Dockerfile, _ last: DockerfileStage, _ resolutions: [Platform: [Int: StageResolution]]
    ) -> [String] {
        var warnings: [String] = []
        let names = dockerfile.declaredArguments
        let unused = buildArguments.keys.filter { !names.contains($0) && !PredefinedArguments.include($0) }.sorted()
        if !unused.isEmpty {
            warnings.append("no ARG takes \(unused.joined(separator: ", "))")
        }
        for platform in platforms {
            guard let named = resolutions[platform]?[last.index]?.namedPlatform, named != platform else { continue }
            warnings.append(
                "\(dockerfile.name):\(last.from.position): FROM --platform=\(named) makes the image for \(platform) hold"
                    + " \(named)'s programs; leave --platform out of the last FROM")
        }
        return warnings
    }
}
