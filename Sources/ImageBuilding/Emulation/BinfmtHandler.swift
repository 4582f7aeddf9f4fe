import Platforms

/// One handler of binfmt_misc as the kernel shows it.
///
/// Source: Linux, Documentation/admin-guide/binfmt-misc.rst.
package struct BinfmtHandler: Hashable, Sendable {
    /// The name that it was registered by.
    package let name: String
    package let isEnabled: Bool
    /// The flags' letters, such as `PF`.
    package let flags: String
    /// The program that is started; empty when the kernel does not tell.
    package let interpreter: String
    /// The architecture whose programs its magic asks for; nil when it is about something else.
    package let architecture: Architecture?
    /// The line that registers it once more; nil when it is not told by a file's first bytes.
    package let registration: String?

    /// Whether the interpreter was opened when it was registered, and so is found from inside any container.
    var worksInContainers: Bool { flags.contains("F") }

    /// - Parameters:
    ///   - name: the handler's name.
    ///   - text: what its file in `/proc/sys/fs/binfmt_misc` says; nil comes of text that is no handler's.
    package init?(name: String, parsing text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        guard let first = lines.first else { return nil }
        func value(_ key: String) -> String? {
            lines.first { $0.hasPrefix(key + " ") }.map { String($0.dropFirst(key.count + 1)) }
        }
        self.name = name
        isEnabled = first == "enabled"
        interpreter = value("interpreter") ?? ""
        flags = lines.first { $0.hasPrefix("flags:") }.map { String($0.dropFirst(6).filter { $0 != " " }) } ?? ""
        let offset = value("offset") ?? "0"
        let magic = Self.bytes(value("magic") ?? "")
        architecture = offset == "0" ? ELFMagic.architecture(of: magic) : nil
        registration =
            magic.isEmpty
            ? nil
            : ":\(name):M:\(offset):\(ELFMagic.escaped(magic)):"
                + "\(ELFMagic.escaped(Self.bytes(value("mask") ?? ""))):\(interpreter):\(flags)"
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
    }
}
