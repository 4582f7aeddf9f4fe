import DockerfileModel
import Reporting

/// The variables of a stage, instruction by instruction.
///
/// There is one set of them, whatever the reference says of ENV's precedence: ARG and ENV change it in the order in which
/// they stand, and a stage that is built upon another one begins with all that the other one ended with.
struct StageScope {
    private let global: GlobalScope
    private let dockerfile: Dockerfile
    /// What the names stand for at this place.
    private(set) var values: [String: String] = [:]
    /// The ENVs so far, the base image's among them, as `NAME=value` in order: what the image is given.
    private(set) var environment: [String]

    /// - Parameters:
    ///   - dockerfile: where the stage stands.
    ///   - global: what ARG finds when nothing else is said.
    ///   - environment: the base image's variables, as `NAME=value`.
    init(of dockerfile: Dockerfile, global: GlobalScope, environment: [String] = []) {
        self.dockerfile = dockerfile
        self.global = global
        self.environment = environment
        for entry in environment {
            guard let equals = entry.firstIndex(of: "=") else { continue }
            values[String(entry[..<equals])] = String(entry[entry.index(after: equals)...])
        }
    }

    func value(_ name: String) -> String? { values[name] }

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
                let value =
                    global.buildArguments[name] ?? byDefault ?? global.arguments[name] ?? global.platformVariables[name]
                // Where nobody has a value, an earlier one stays.
                if let value { values[name] = value }
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
        values[name] = value
        let entry = "\(name)=\(value)"
        if let place = environment.firstIndex(where: { $0.hasPrefix("\(name)=") }) {
            environment[place] = entry
        } else {
            environment.append(entry)
        }
    }
}
