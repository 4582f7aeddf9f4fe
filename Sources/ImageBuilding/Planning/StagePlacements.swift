import DockerfileModel
import Platforms

/// Which stages have to run on the target's architecture, and which can run on this machine.
struct StagePlacements {
    enum Placement: Hashable, Sendable {
        /// One run on one machine gives what all platforms need.
        case once
        /// It runs on one machine, for each target anew.
        case perTarget
        /// It runs on the target's architecture.
        case own
    }

    private let dockerfile: Dockerfile
    private let platforms: [Platform]
    private let buildPlatform: Platform
    private let resolutions: [Platform: [Int: StageResolution]]
    /// The last stage, and the stages that it begins with: the image's programs are of its own platform.
    let foundation: Set<Int>
    /// Stages that run programs, themselves or in the stages that they begin with.
    private(set) var running: Set<Int> = []
    /// What is presumed of each stage's own commands.
    private(set) var judgements: [Int: StageJudgement] = [:]
    /// The platform that FROM names, in the stage or where its base comes from; only where all targets agree.
    private(set) var named: [Int: Platform] = [:]
    private var movable: Set<Int> = []
    private var varying: Set<Int> = []
    /// Stages without programs of their own that stand on an image: their files are of the image's platform.
    private var taken: Set<Int> = []

    init(
        dockerfile: Dockerfile, platforms: [Platform], buildPlatform: Platform,
        resolutions: [Platform: [Int: StageResolution]], commands: [Int: StageCommands], revision: PlanRevision,
        last: Int
    ) {
        self.dockerfile = dockerfile
        self.platforms = platforms
        self.buildPlatform = buildPlatform
        self.resolutions = resolutions
        foundation = Self.foundation(of: last, resolutions)
        let paths = Self.takenPaths(dockerfile, resolutions)
        let copied = Set(foundation.flatMap { index in resolutions.values.flatMap { $0[index]?.sources ?? [] } })
        // Stages use earlier ones only, so that one pass is enough.
        for stage in dockerfile.stages {
            let index = stage.index
            guard let here = resolution(of: index) else { continue }
            let parent: Int? = if case .stage(let parent) = here.base { parent } else { nil }
            let own = commands[index]?.commands ?? []
            if !(commands[index]?.runs ?? []).isEmpty || parent.map(running.contains) == true { running.insert(index) }
            let judgement = StageJudgement(own, taken: paths[index] ?? [])
            judgements[index] = judgement
            place(stage, here, parent, judgement, copied, revision)
        }
    }

    private mutating func place(
        _ stage: DockerfileStage, _ here: StageResolution, _ parent: Int?, _ judgement: StageJudgement,
        _ copied: Set<Int>, _ revision: PlanRevision
    ) {
        let index = stage.index
        let users = self.users(of: index)
        let all = users.compactMap { resolutions[$0]?[index] } + [here]
        let isSame = all.allSatisfy { $0 == here }
        let names = Set(all.map(\.namedPlatform))
        let platform = parent == nil ? (names.count == 1 ? names.first ?? nil : nil) : parent.flatMap { named[$0] }
        named[index] = platform
        if !isSame || here.needed.contains(where: varying.contains) { varying.insert(index) }
        let isOnImage: Bool =
            switch here.base {
            case .image: true
            case .scratch: false
            case .stage(let parent): taken.contains(parent)
            }
        if isOnImage, !running.contains(index), platform == nil { taken.insert(index) }

        if platform == nil {
            guard names.count == 1 || parent != nil, revision.dependentStages[index] == nil else { return }
            if case .dependent = judgement { return }
        }
        if let parent, platform == nil, !movable.contains(parent) { return }
        for source in here.sources {
            guard movable.contains(source), !foundation.contains(source) else { return }
            // It can't be of two platforms at once.
            if taken.contains(source), copied.contains(source), platform == nil { return }
        }
        movable.insert(index)
    }

    // MARK: Answers

    /// - Parameter index: a stage's number.
    func placement(of index: Int) -> Placement {
        guard !foundation.contains(index), movable.contains(index) else { return .own }
        return varying.contains(index) ? .perTarget : .once
    }

    /// Whether one copy of a stage's files serves all platforms.
    func isShared(_ index: Int) -> Bool { placement(of: index) == .once && !taken.contains(index) }

    /// Whether a stage runs here because of what is presumed of it, and not of what its FROM says.
    func isPresumed(_ index: Int) -> Bool {
        placement(of: index) != .own && named[index] == nil && running.contains(index)
    }

    /// What a stage's programs are run as, for a target platform.
    func runningPlatform(of index: Int, for platform: Platform) -> Platform {
        if placement(of: index) != .own { return named[index] ?? buildPlatform }
        return named[index] ?? resolutions[platform]?[index]?.namedPlatform ?? platform
    }

    /// The platforms that need a stage.
    func users(of index: Int) -> [Platform] { platforms.filter { resolutions[$0]?[index] != nil } }

    /// The stage as it is on this machine, or else for the first platform that needs it.
    func resolution(of index: Int) -> StageResolution? {
        resolutions[buildPlatform]?[index] ?? platforms.lazy.compactMap { resolutions[$0]?[index] }.first
    }

    // MARK: Beginnings

    private static func foundation(of last: Int, _ resolutions: [Platform: [Int: StageResolution]]) -> Set<Int> {
        var found: Set<Int> = []
        var waiting = [last]
        while let index = waiting.popLast() {
            guard found.insert(index).inserted else { continue }
            for stages in resolutions.values {
                if case .stage(let parent)? = stages[index]?.base { waiting.append(parent) }
            }
        }
        return found
    }

    /// The paths that are copied from each stage, or from those built upon it.
    private static func takenPaths(
        _ dockerfile: Dockerfile, _ resolutions: [Platform: [Int: StageResolution]]
    ) -> [Int: [String]] {
        var paths: [Int: Set<String>] = [:]
        for stages in resolutions.values {
            for (index, resolution) in stages {
                for copy in resolution.copies {
                    guard let from = copy.from, let source = dockerfile.stage(from, before: index) else { continue }
                    paths[source.index, default: []].formUnion(copy.paths)
                }
            }
            for index in stages.keys.sorted().reversed() {
                if case .stage(let parent)? = stages[index]?.base, let own = paths[index] {
                    paths[parent, default: []].formUnion(own)
                }
            }
        }
        return paths.mapValues { $0.sorted() }
    }
}
