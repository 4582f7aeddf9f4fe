import DockerfileModel
import Platforms
import Reporting

/// The variables that FROM sees: the ARGs before the first stage, and the platform's.
struct GlobalScope {
    let platformVariables: [String: String]
    /// What was given on the command line.
    let buildArguments: [String: String]
    private(set) var arguments: [String: String] = [:]
    private let dockerfile: Dockerfile

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    init(
        of dockerfile: Dockerfile, _ variables: PlatformVariables, buildArguments: [String: String]
    ) throws(Failure) {
        self.dockerfile = dockerfile
        self.buildArguments = buildArguments
        platformVariables = variables.values
        for case .arg(let declared) in dockerfile.globalArguments.map(\.command) {
            for argument in declared {
                let name = argument.name.text
                let byDefault = try argument.value.map { word throws(Failure) in try expand(word) }
                let value = buildArguments[name] ?? byDefault ?? arguments[name] ?? platformVariables[name]
                if let value { arguments[name] = value }
            }
        }
    }

    /// - Parameter word: a word of FROM, or of an ARG before it.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func expand(_ word: Instruction.Word) throws(Failure) -> String {
        try dockerfile.expand(word) { arguments[$0] ?? platformVariables[$0] }
    }

    /// The base of a stage, variables replaced.
    /// - Throws: ``Failure`` with code `invalid-dockerfile` when nothing is left of it.
    func base(of stage: DockerfileStage) throws(Failure) -> String {
        let base = try expand(stage.base)
        guard !base.isEmpty else {
            throw dockerfile.failure(
                stage.base.position, "the base \"\(stage.base.text)\" is empty",
                hint: "give its variables a default, or a value with --build-arg")
        }
        return base
    }

    /// The platform that `FROM --platform` asks for; nil when it doesn't.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func platform(of stage: DockerfileStage) throws(Failure) -> Platform? {
        guard let flag = stage.from.flag("platform") else { return nil }
        let text = try expand(Instruction.Word(text: flag.value ?? "", position: flag.position))
        do {
            return try Platform(parsing: text)
        } catch {
            throw dockerfile.failure(flag.position, error.message, hint: error.hint)
        }
    }
}
