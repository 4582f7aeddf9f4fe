import DockerfileModel
import Reporting

/// What an image's ONBUILD wants to be done first in images that are built upon it.
struct BuildTriggers {
    let instructions: [Instruction]

    /// - Parameters:
    ///   - triggers: the instructions as the image has them.
    ///   - base: the image, for messages.
    /// - Throws: ``Failure`` with code `base-has-triggers` when an engine has to do them, or `invalid-dockerfile`.
    init(_ triggers: [String], of base: String) throws(Failure) {
        guard !triggers.isEmpty else {
            instructions = []
            return
        }
        let text = (["FROM scratch"] + triggers).joined(separator: "\n")
        let parsed = try Dockerfile(parsing: text, name: "ONBUILD of \(base)")
        guard parsed.stages.count == 1 else {
            throw Failure(.invalidDockerfile, "the ONBUILD instructions of \(base) have a FROM")
        }
        instructions = parsed.stages[0].instructions
        for instruction in instructions {
            let isCopyFrom = instruction.flag("from") != nil
            let isRemote = instruction.keyword == .add && instruction.words.contains { RemoteSource($0.text) != nil }
            guard instruction.keyword != .run, !isCopyFrom, !isRemote else {
                throw Failure(
                    .baseHasTriggers, "its base \(base) has ONBUILD \(instruction.keyword.rawValue)",
                    hint: "copy it into the Dockerfile, and use a base without it")
            }
        }
    }
    /// - Parameters:
    ///   - failure: what went wrong in one of the instructions; its place is one in the base's ONBUILD.
    ///   - instruction: which one.
    ///   - position: where the base is named.
    ///   - dockerfile: whose base it is.
    /// - Returns: the same with the place that the user knows.
    func failure(
        _ failure: Failure, of instruction: Instruction, at position: SourcePosition, in dockerfile: Dockerfile
    ) -> Failure {
        var message = failure.message[...]
        let name = dockerfile.name + ":"
        if message.hasPrefix(name), let end = message.dropFirst(name.count).firstRange(of: ": ")?.upperBound {
            message = message[end...]
        }
        let text = "ONBUILD \(instruction.keyword.rawValue) \(instruction.arguments)"
        return Failure(
            failure.code, "\(dockerfile.name):\(position): \(text) of the base: \(message)", hint: failure.hint,
            cause: failure.cause)
    }
}
