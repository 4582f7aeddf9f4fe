import DockerfileModel
import Reporting

/// The variables of a stage, instruction by instruction.
struct StageScope {
    private let global: GlobalScope
    private let dockerfile: Dockerfile
    /// The ARGs that were declared so far.
    private(set) var arguments: [String: String] = [:]
    /// The ENVs so far, the base image's among them, as `NAME=value` in order.
    private(set) var environment: [String]

    init(of dockerfile: Dockerfile, global: GlobalScope, environment: [String] = []) {
        self.dockerfile = dockerfile
        self.global = global
        self.environment = environment
    }

    /// A stage that goes on where another ended: ENV stays, ARG doesn't.
    func next() -> StageScope {
        StageScope(of: dockerfile, global: global, environment: environment)
    }

    func value(_ name: String) -> String? {
        let prefix = name + "="
        if let entry = environment.last(where: { $0.hasPrefix(prefix) }) {
            return String(entry.dropFirst(prefix.count))
        }
        return arguments[name]
    }

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func expand(_ word: Instruction.Word) throws(Failure) -> String {
        try dockerfile.expand(word, value)
    }

    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    func expand(_ flag: Instruction.Flag) throws(Failure) -> String {
        try expand(Instruction.Word(text: flag.value ?? "", position: flag.position))
    }

    /// Takes in what ARG or ENV says; nothing for other instructions.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`.
    mutating func apply(_ instruction: Instruction) throws(Failure) {
        switch instruction.command {
        case .arg(let declared):
            for argument in declared {
                let name = argument.name.text
                let byDefault = try argument.value.map { word throws(Failure) in try expand(word) }
                arguments[name] =
                    global.buildArguments[name] ?? byDefault ?? global.arguments[name] ?? global.platformVariables[name]
            }
        case .env(let pairs):
            // All values of one instruction see the variables as they were before it.
            let before = self
            for pair in pairs {
                set(try before.expand(pair.name), to: try before.expand(pair.value))
            }
        default: break
        }
    }

    private mutating func set(_ name: String, to value: String) {
        let entry = "\(name)=\(value)"
        if let place = environment.firstIndex(where: { $0.hasPrefix("\(name)=") }) {
            environment[place] = entry
        } else {
            environment.append(entry)
        }
    }
}
