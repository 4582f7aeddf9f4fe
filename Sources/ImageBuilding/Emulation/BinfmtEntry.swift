import Platforms

/// A handler to register: the line that the kernel and systemd's `binfmt.d` understand.
///
/// Source: binfmt-misc.rst, `:name:type:offset:magic:mask:interpreter:flags`; binfmt.d(5).
package struct BinfmtEntry: Hashable, Sendable {
    /// The handler's name.
    package let name: String
    /// The line.
    package let line: String

    /// The longest line that the kernel takes, and the longest interpreter.
    private static let longestLine = 1920
    private static let longestInterpreter = 127

    /// - Parameters:
    ///   - architecture: whose programs it starts.
    ///   - interpreter: the emulator's absolute path; a colon can't be in it. Nil comes of what the kernel won't take.
    package init?(_ architecture: Architecture, interpreter: String) {
        guard let magic = ELFMagic(architecture), let qemu = EmulatorProgram.qemuName(of: architecture),
            interpreter.hasPrefix("/"), !interpreter.contains(":"), !interpreter.contains("\n"),
            interpreter.utf8.count <= Self.longestInterpreter
        else { return nil }
        // Under this name Debian's QEMU expects the program's own name as well.
        let flags = interpreter.hasSuffix("-binfmt-P") ? "PF" : "F"
        name = "qemu-" + qemu
        line =
            ":\(name):M::\(ELFMagic.escaped(magic.bytes)):\(ELFMagic.escaped(magic.mask)):\(interpreter):\(flags)"
        guard line.utf8.count < Self.longestLine else { return nil }
    }

    /// - Parameter line: a line of a `binfmt.d` file.
    /// - Returns: the architecture, and whether the flag F is there; nil for other lines.
    package static func parse(_ line: Substring) -> (architecture: Architecture, worksInContainers: Bool)? {
        guard let separator = line.first, !"#; ".contains(separator) else { return nil }
        let fields = line.split(omittingEmptySubsequences: false) { $0 == separator }.map(String.init)
        guard fields.count >= 8, fields[2] == "M", fields[3].isEmpty || fields[3] == "0",
            let architecture = ELFMagic.architecture(of: unescaped(fields[4]))
        else { return nil }
        return (architecture, fields[7].contains("F"))
    }

    /// - Parameter text: plain characters and `\xNN`.
    static func unescaped(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"),
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
