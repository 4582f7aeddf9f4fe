/// The least of ELF files: headers without code.
package enum ELF {
    package static let x86Library = header(type: 3, machine: 62)
    package static let x86Program = header(type: 2, machine: 62)
    package static let x86Object = header(type: 1, machine: 62)
    package static let i386Library = header(type: 3, machine: 3, bits: 1)
    package static let arm64Library = header(type: 3, machine: 183)
    package static let freeBSDLibrary = header(type: 3, machine: 62, abi: 9)

    /// A static library with one object file for x86.
    package static var x86StaticLibrary: [UInt8] { ar([("a.o/", x86Object)]) }

    package static func header(type: UInt8, machine: UInt8, bits: UInt8 = 2, abi: UInt8 = 0) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        bytes.replaceSubrange(0..<8, with: [0x7F, 0x45, 0x4C, 0x46, bits, 1, 1, abi])
        bytes[16] = type
        bytes[18] = machine
        return bytes
    }

    /// A program header.
    package struct Segment {
        let type: Int
        let content: [UInt8]
        let alignment: Int

        /// - Parameters:
        ///   - type: 1 loaded, 2 dynamic, 3 the loader's path.
        ///   - content: what it holds.
        ///   - alignment: its alignment in memory.
        package init(_ type: Int, _ content: [UInt8] = [], alignment: Int = 1) {
            self.type = type
            self.content = content
            self.alignment = alignment
        }
    }

    /// A 64-bit file with segments.
    package static func file(type: UInt8, machine: UInt8, _ segments: [Segment]) -> [UInt8] {
        var bytes = header(type: type, machine: machine)
        bytes.replaceSubrange(32..<40, with: number(64, 8))
        bytes.replaceSubrange(52..<58, with: number(64, 2) + number(56, 2) + number(segments.count, 2))
        var place = 64 + 56 * segments.count
        for segment in segments {
            bytes += number(segment.type, 4) + number(0, 4) + number(place, 8) + number(0, 16)
            bytes += number(segment.content.count, 8) + number(segment.content.count, 8) + number(segment.alignment, 8)
            place += segment.content.count
        }
        return bytes + segments.flatMap { $0.content }
    }

    /// An arm64 library whose segments are aligned so.
    package static func arm64Library(alignment: Int) -> [UInt8] {
        file(type: 3, machine: 183, [Segment(1, alignment: 1), Segment(1, alignment: alignment)])
    }

    /// A position-independent program that needs a loader.
    package static func program(machine: UInt8, loader: String) -> [UInt8] {
        file(type: 3, machine: machine, [Segment(3, Array(loader.utf8) + [0])])
    }
}

/// An `ar` archive: a static library, or a Debian package.
package func ar(_ members: [(String, [UInt8])]) -> [UInt8] {
    members.reduce(Array("!<arch>\n".utf8)) { archive, member in
        let head =
            member.0.padded(16) + "0".padded(12) + "0".padded(6) + "0".padded(6) + "644".padded(8)
            + String(member.1.count).padded(10) + "`\n"
        return archive + Array(head.utf8) + member.1 + [UInt8](repeating: 10, count: member.1.count % 2)
    }
}

extension String {
    fileprivate func padded(_ length: Int) -> String { self + String(repeating: " ", count: length - count) }
}
