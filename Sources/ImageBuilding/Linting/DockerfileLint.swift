import DockerfileModel
import Reporting

/// Looks for what goes wrong when a Dockerfile is built for several platforms.
public struct DockerfileLint: Sendable {
    private static let checks: [any LintCheck] = [
        FromPlatformCheck(), BaseImageCheck(), FixedArchitectureCheck(), PlatformArgumentCheck(), PinnedStageCheck(),
        CacheMountCheck(), EmulationCheck(),
    ]

    private let planner: BuildPlanner
    /// What is known of base images, by the name that the Dockerfile gives them.
    public var baseImages: [String: BaseImageFacts] = [:]

    /// What is left out of the build context, where it is known.
    public var ignored: IgnoreRules = .none

    /// - Parameter planner: what the image is for.
    public init(planner: BuildPlanner) { self.planner = planner }

    /// - Parameter dockerfile: what to look at; all of its stages, also those that the image does not need.
    /// - Returns: what was found, in the order of its places.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    public func findings(in dockerfile: Dockerfile) throws(Failure) -> [LintFinding] {
        var found: Set<LintFinding> = []
        var seen: Set<Int> = []
        let first = try planner.plan(dockerfile)
        for stage in [dockerfile.stages[first.target]] + dockerfile.stages.reversed() where !seen.contains(stage.index)
        {
            // A stage that nothing uses may be somebody's --target.
            var planner = planner
            planner.target = "\(stage.index)"
            let plan = stage.index == first.target ? first : try planner.plan(dockerfile)
            seen.formUnion(plan.commands.keys)
            let subject = LintSubject(plan: plan, baseImages: baseImages)
            for check in Self.checks { found.formUnion(check.findings(in: subject)) }
        }
        let surroundings = Dockerfile.Surroundings(ignored: ignored)
        // That a platform's variable is empty is said once, with the reason.
        let explained = Set(
            found.filter { [LintRule.undeclaredArgument, .globalArgument].map(\.rawValue).contains($0.rule) }.map(
                \.line))
        for warning in dockerfile.warnings(surroundings) {
            if warning.rule == .undefinedVar, explained.contains(warning.position.line) { continue }
            if let finding = LintFinding(warning, file: dockerfile.name) { found.insert(finding) }
        }
        return found.sorted { left, right in
            (left.line, left.column, left.rule, left.message) < (right.line, right.column, right.rule, right.message)
        }
    }
}

extension BuildPlan {
    /// The images that stages begin with.
    public var baseImages: Set<String> {
        Set(
            commands.keys.compactMap { index in
                guard case .image(let name)? = placements.resolution(of: index)?.base else { return nil }
                return name
            })
    }
}
