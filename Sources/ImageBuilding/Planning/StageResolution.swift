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
    /// The images that `RUN --mount` lends files of.
    let mountedImages: [String]
    /// COPY and ADD, in order.
    let copies: [CopyOperation]
    /// The values of its ARGs and ENVs at the end: two platforms with different ones need two runs.
    let variables: [String]

    /// - Parameters:
    ///   - stage: the stage.
    ///   - dockerfile: where it stands.
    ///   - global: the variables of its FROM.
    ///   - scope: its own variables at the beginning.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(
        _ stage: DockerfileStage, of dockerfile: Dockerfile, global: GlobalScope, scope: StageScope
    ) throws(Failure) {
        let baseName = try global.base(of: stage)
        if baseName == "scratch" {
            base = .scratch
        } else if let parent = dockerfile.stage(below: stage, called: baseName) {
            base = .stage(parent.index)
        } else if let meant = dockerfile.stage(named: baseName, before: stage.index)?.name {
            throw dockerfile.failure(
                stage.base.position, "\"\(baseName)\" is no image's name, and FROM knows the stage as \(meant) alone",
                hint: "write FROM \(meant)")
        } else {
            base = .image(baseName)
        }
        namedPlatform = try global.platform(of: stage)
        var scope = scope
        var copies: [CopyOperation] = []
        var sources: Set<Int> = []
        var mounted: [String] = []
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
                for name in try Self.mountSources(of: instruction, scope: scope, in: dockerfile) {
                    if let source = dockerfile.stage(named: name, before: stage.index) {
                        sources.insert(source.index)
                    } else {
                        mounted.append(name)
                    }
                }
            default: break
            }
        }
        self.copies = copies
        mountedImages = mounted
        self.sources = sources
        variables = scope.values.map { "\($0.key)=\($0.value)" }.sorted()
    }

    /// The stages that it can't be built without.
    var needed: Set<Int> {
        if case .stage(let index) = base { sources.union([index]) } else { sources }
    }

    private static func mountSources(
        of instruction: Instruction, scope: StageScope, in dockerfile: Dockerfile
    ) throws(Failure) -> [String] {
        guard case .run(let run) = instruction.command else { return [] }
        var names: [String] = []
        for word in run.mounts {
            do throws(Failure) {
                let expander = WordExpander(escape: dockerfile.escape, value: scope.value)
                let mount = try RunMount(parsing: word.text) { text throws(Failure) in try expander.expand(text) }
                if let from = mount.from { names.append(from) }
            } catch {
                throw dockerfile.failure(word.position, error.message, hint: error.hint)
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
        if let later, later.index == stage.index, dockerfile.stage(name, before: stage.index) == nil {
            throw dockerfile.failure(
                place, "--from=\(name) names the stage that it stands in", hint: "leave --from out, or name another one"
            )
        }
        if let later, later.index >= stage.index, dockerfile.stage(name, before: stage.index) == nil {
            throw dockerfile.failure(
                place, "--from=\(name) names a stage that comes later", hint: "move that stage before this one")
        }
        if Int(name) != nil, later == nil {
            throw dockerfile.failure(place, "there is no stage \(name)", hint: "stages are counted from 0")
        }
    }
}
