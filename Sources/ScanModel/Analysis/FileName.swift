/// A file by its path, taken apart once for all that ask. They share it: every file of a tree is shown to every analysis.
package final class FileName: Sendable {
    /// Relative to what is scanned, with `!/` before a member of an archive; bytes that are no UTF-8 are replaced.
    package let path: String
    /// The last part, in small letters.
    package let name: String
    /// The first and the last byte of ``name``; 0 where it is empty.
    package let first: UInt8
    private let last: UInt8
    /// What stands behind the last dot of ``name``; empty when there is none.
    package let ending: String
    /// Whether it is a source of C, C++, assembly or Go by its ending: the most frequent kinds in many trees, and never a
    /// file of a build tool, a package manager or a deployment.
    package let isPlainSource: Bool
    /// The program that a `#!` line names, without its folder, such as `bash` or `python3`.
    package let interpreter: String?

    /// - Parameters:
    ///   - path: relative to what is scanned.
    ///   - prefix: the file's first bytes, for its `#!` line.
    package convenience init(path: String, prefix: some Collection<UInt8> = []) {
        let interpreter =
            prefix.withContiguousStorageIfAvailable { Self.interpreter(UnsafeRawBufferPointer($0)) }
            ?? Array(prefix.prefix(Self.lineLimit)).withUnsafeBytes { Self.interpreter($0) }
        self.init(path: path, interpreter: interpreter)
    }

    /// The same for what is asked often: a collection of any type takes longer.
    package convenience init(path: String, prefix: UnsafeRawBufferPointer) {
        self.init(path: path, interpreter: Self.interpreter(prefix))
    }

    private init(path: String, interpreter: String?) {
        self.path = path
        name = Self.name(of: path)
        first = name.utf8.first ?? 0
        last = name.utf8.last ?? 0
        ending = Self.ending(of: name)
        isPlainSource = Self.plainSources.contains(ending)
        self.interpreter = interpreter
    }

    private static let plainSources: NameSet = ["c", "h", "cc", "cpp", "cxx", "hpp", "s", "asm", "go"]

    /// Names in ASCII, which nearly all are, need none of Unicode's rules.
    private static func name(of path: String) -> String {
        var path = path
        let plain = path.withUTF8 { bytes -> String? in
            let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
            let name = UnsafeBufferPointer(rebasing: bytes[start...])
            guard name.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: name.count) { small in
                for index in name.indices { small[index] = name[index].lowercasedASCII }
                return name.count
            }
        }
        if let plain { return plain }
        let slash = path.lastIndex(ofByte: UInt8(ascii: "/"))
        return path[(slash.map { path.utf8.index(after: $0) } ?? path.startIndex)...].lowercased()
    }

    private static func ending(of name: String) -> String {
        var name = name
        return name.withUTF8 { bytes in
            guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return "" }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[(dot + 1)...]), as: UTF8.self)
        }
    }

    /// Whether ``name`` begins with a text in small letters: every file is asked, and hardly one has its first letter.
    package func nameBegins(with text: StaticString) -> Bool {
        first == text.utf8Start.pointee && name.hasPrefix(text.description)
    }

    /// Whether ``name`` ends with a text in small letters.
    package func nameEnds(with text: StaticString) -> Bool {
        last == text.utf8Start[text.utf8CodeUnitCount - 1] && name.hasSuffix(text.description)
    }

    /// The folders on the way to the file, as they are written.
    package var folders: [Substring] { path.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { Substring($0) } }

    /// The path of the folder, empty at the top.
    package var folder: Substring { path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[..<$0] } ?? "" }

    /// What is longer than this is no `#!` line.
    private static let lineLimit = 258

    private static func interpreter(_ prefix: UnsafeRawBufferPointer) -> String? {
        guard prefix.count > 2, prefix[0] == UInt8(ascii: "#"), prefix[1] == UInt8(ascii: "!") else { return nil }
        let line = prefix.prefix(lineLimit).dropFirst(2).prefix {
            $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
        }
        let words = String(decoding: Array(line), as: UTF8.self).split { $0 == " " || $0 == "\t" }
        let programs = words.map { $0.split(separator: "/").last ?? $0 }
        // "#!/usr/bin/env -S VAR=1 python3 -u"
        let named =
            programs.first == "env"
            ? programs.dropFirst().first { !$0.hasPrefix("-") && !$0.contains("=") } : programs.first
        return named.map { String($0) }
    }
}
