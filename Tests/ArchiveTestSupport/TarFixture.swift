/// A tar built by hand (POSIX ustar, PAX, and GNU's own types).
package struct TarFixture {
    private var blocks: [UInt8] = []

    package init() {}

    /// With files as they are.
    package init(_ members: [(String, [UInt8])]) {
        for (name, content) in members { add(name, content) }
    }

    /// The whole archive with its two zero blocks.
    package var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 1024) }

    /// Adds a member with the fields as they are given.
    package mutating func add(
        _ name: String, type: Character = "0", _ content: [UInt8] = [], link: String = "", mode: Int = 0o644,
        size: Int? = nil, sparse: (offset: Int, realSize: Int)? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put(octal(mode, 7), at: 100)
        put(octal(1000, 7), at: 108)
        put(octal(1001, 7), at: 116)
        put(octal(size ?? content.count, 11), at: 124)
        put(octal(1_600_000_000, 11), at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        if let sparse {
            put("ustar  ", at: 257)
            put(octal(sparse.offset, 11), at: 386)
            put(octal(content.count, 11), at: 398)
            put(octal(sparse.realSize, 11), at: 410)
            put(octal(0, 11), at: 422)
            put(octal(sparse.realSize, 11), at: 483)
        } else {
            put("ustar\0" + "00", at: 257)
        }
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
        blocks += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// Adds a PAX record that belongs to the next member.
    package mutating func add(pax key: String, _ value: String) {
        let rest = " \(key)=\(value)\n".utf8.count
        let digits = String(rest + 2).utf8.count
        add("PaxHeaders/x", type: "x", Array("\(rest + digits) \(key)=\(value)\n".utf8))
    }
}
