import DockerfileModel
import Platforms
import Reporting

/// What a stage is for one target platform, variables replaced.
struct StageResolution: Hashable {
    /// What a stage begins with.
    enum Base: Hashable {
        case scratch
        case stage(Int)
        case image(String)
    }

    /// What it begins with.
    let base: Base
    /// The platform that FROM asks for by name; nil for the target's.
    let namedPlatform: Platform?
    /// The stages that it copies or mounts from.
    let sources: Set<Int>
    /// COPY and ADD, in order.
    let copies: [CopyOperation]
    /// The values of its ARGs and ENVs at the end: two platforms with different ones need two runs.
    let variables: [String]

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(
        _ stage: DockerfileStage, of dockerfile: Dockerfile, global: GlobalScope, inherited: [String] = []
    ) throws(Failure) {
        let baseName = try global.base(of: stage)
        if baseName == "scratch" {
            base = .scratch
        } else if let parent = dockerfile.stage(baseName, before: stage.index), parent.name != nil {
            base = .stage(parent.index)
        } else {
            base = .image(baseName)
        }
        namedPlatform = try global.platform(of: stage)
        var scope = StageScope(of: dockerfile, global: global, environment: inherited)
        var copies: [CopyOperation] = []
        var sources: Set<Int> = []
        for instruction in stage.instructions {
            try scope.apply(instruction)
            switch instruction.keyword {
            case .copy, .add:
                let copy = try CopyOperation(instruction, scope: scope, of: dockerfile)
                copies.append(copy)
                if let from = copy.from {
                    try Self.checkName(from, of: instruction, in: dockerfile, at: stage)
                    if let source = dockerfile.stage(from, before: stage.index) { sources.insert(source.index) }
                }
            case .run:
                for name in try Self.mountSources(of: instruction, scope: scope) {
                    if let source = dockerfile.stage(name, before: stage.index) { sources.insert(source.index) }
                }
            default: break
            }
        }
        self.copies = copies
        self.sources = sources
        variables = scope.arguments.map { "\($0.key)=\($0.value)" }.sorted() + scope.environment
    }

    /// The stages that it can't be built without.
    var needed: Set<Int> {
        if case .stage(let index) = base { sources.union([index]) } else { sources }
    }

    private static func mountSources(of run: Instruction, scope: StageScope) throws(Failure) -> [String] {
        var names: [String] = []
        for flag in run.flags where flag.name == "mount" {
            for option in try scope.expand(flag).split(separator: ",") where option.hasPrefix("from=") {
                names.append(String(option.dropFirst("from=".count)))
            }
        }
        return names
    }

    private static func checkName(
        _ name: String, of instruction: Instruction, in dockerfile: Dockerfile, at stage: DockerfileStage
    ) throws(Failure) {
        let place = instruction.flag("from")?.position ?? instruction.position
        if name.isEmpty {
            throw dockerfile.failure(place, "--from is empty", hint: "name a stage or an image")
        }
        let later = dockerfile.stage(name)
        if let later, later.index >= stage.index, dockerfile.stage(name, before: stage.index) == nil {
            throw dockerfile.failure(
                place, "--from=\(name) names a stage that comes later", hint: "move that stage before this one")
        }
        if Int(name) != nil, later == nil {
            throw dockerfile.failure(place, "there is no stage \(name)", hint: "stages are counted from 0")
        }
    }
}
