import BinaryInspection
import Platforms

/// What is known of a file's content: as much as building upon it and proving it needs.
enum FileFacts: Hashable, Sendable {
    /// Neither of the others.
    case plain
    /// An ELF program or shared library.
    case program(ProgramFacts)
    /// A script, and what stands after its `#!`.
    case script(String)
    /// The content of a small file that is needed itself: the lists of users and groups.
    case text(String)
    /// An archive that is loaded as it is, a JAR or a wheel, and the programs in it: one for each architecture.
    case archive([PackedProgram])

    /// The files whose content is kept.
    static let keptTexts: Set<String> = ["etc/passwd", "etc/group"]
    private static let longestScriptLine = 255

    /// - Parameter start: the file's first ``BinaryImage/prefixLength`` bytes.
    init(start: [UInt8]) {
        if start.starts(with: "#!".utf8) {
            let line = start.dropFirst(2).prefix(Self.longestScriptLine).prefix { $0 != UInt8(ascii: "\n") && $0 != 0 }
            self = .script(String(decoding: line, as: UTF8.self))
        } else if let image = BinaryImage.inspect(start), let program = ProgramFacts(image) {
            self = .program(program)
        } else {
            self = .plain
        }
    }
}

/// An ELF program or shared library.
struct ProgramFacts: Hashable, Sendable {
    /// The machine that it is for, by its OCI name; `machine NUMBER` when it has none.
    let machine: String
    /// Whether it can only be loaded by others.
    let isLibrary: Bool
    /// Its loader, when it needs one.
    let interpreter: String?

    /// The machine, when it has an OCI name.
    var architecture: Architecture? { Architecture(machine) }

    init(machine: String, isLibrary: Bool, interpreter: String?) {
        self.machine = machine
        self.isLibrary = isLibrary
        self.interpreter = interpreter
    }

    /// Object files and other formats are data to Linux: nil for them.
    init?(_ image: BinaryImage) {
        guard image.format == .elf, image.kind == .executable || image.kind == .sharedLibrary,
            let machine = image.machines.first
        else { return nil }
        self.init(
            machine: machine.description, isLibrary: image.kind == .sharedLibrary, interpreter: image.interpreter)
    }
}
