import Platforms
import Reporting

/// The form in which listings are kept: fields that end with a zero byte, which no path can hold. JSON would take
/// longer to read than the layer itself.
extension LayerListing {
    private static let header = "mixarch layer listing 2"

    /// The listing as bytes.
    var encoded: [UInt8] {
        var bytes = [UInt8](Self.header.utf8) + [0]
        func put(_ text: String) {
            bytes += text.utf8
            bytes.append(0)
        }
        for entry in entries {
            let (letter, extra) = Self.fields(of: entry.kind)
            put("\(letter) \(entry.mode) \(entry.owner) \(entry.group)")
            put(entry.path)
            put(extra)
        }
        return bytes
    }

    /// - Parameter bytes: what ``encoded`` gave; nil when they are anything else.
    init?(decoding bytes: [UInt8]) {
        var fields = bytes.split(separator: 0, omittingEmptySubsequences: false).makeIterator()
        func next() -> String? { fields.next().map { String(decoding: $0, as: UTF8.self) } }
        guard next() == Self.header else { return nil }
        var entries: [FileEntry] = []
        while let head = next() {
            if head.isEmpty { break }
            let parts = head.split(separator: " ")
            guard parts.count == 4, let mode = UInt16(parts[1]), let owner = Int(parts[2]), let group = Int(parts[3]),
                let path = next(), let extra = next(), let kind = Self.kind(parts[0], extra)
            else { return nil }
            entries.append(FileEntry(path: path, kind: kind, mode: mode, owner: owner, group: group))
        }
        self.init(entries: entries)
    }

    private static func fields(of kind: FileEntry.Kind) -> (letter: String, extra: String) {
        switch kind {
        case .directory: ("d", "")
        case .symbolicLink(let target): ("l", target)
        case .hardLink(let target): ("h", target)
        case .other: ("o", "")
        case .file(.plain): ("f", "")
        case .file(.script(let line)): ("s", line)
        // A zero byte would end the field: such a list of users names nobody.
        case .file(.text(let text)): ("t", text.utf8.contains(0) ? "" : text)
        case .file(.archive(let programs)):
            ("a", programs.map { "\($0.architecture) \($0.path)" }.joined(separator: "\n"))
        case .file(.program(let program)):
            (program.isLibrary ? "b" : "p", program.machine + "\n" + (program.interpreter ?? ""))
        }
    }

    private static func kind(_ letter: Substring, _ extra: String) -> FileEntry.Kind? {
        switch letter {
        case "d": return .directory
        case "l": return .symbolicLink(extra)
        case "h": return .hardLink(extra)
        case "o": return .other
        case "f": return .file(.plain)
        case "s": return .file(.script(extra))
        case "t": return .file(.text(extra))
        case "a":
            let programs = extra.split(separator: "\n").compactMap { line -> PackedProgram? in
                let parts = line.split(separator: " ", maxSplits: 1)
                guard parts.count == 2, let architecture = Architecture(parts[0]) else { return nil }
                return PackedProgram(path: String(parts[1]), architecture: architecture)
            }
            return .file(.archive(programs))
        case "b", "p":
            let parts = extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return nil }
            let interpreter = parts[1].isEmpty ? nil : parts[1]
            return .file(
                .program(ProgramFacts(machine: parts[0], isLibrary: letter == "b", interpreter: interpreter)))
        default: return nil
        }
    }
}
