/// The blocks that go before an entry's bytes in a tar archive.
///
/// Source: POSIX.1-2017, pax: ustar, with an extended header where a value doesn't fit. Written here and not by the
/// archive library, so that a layer's digest never depends on that library's version.
struct TarHeader {
    static let blockSize = 512
    private static let nameSize = 100
    private static let largestSize: Int64 = 0o77_777_777_777
    private static let largestID = 0o7_777_777

    /// How much the header says that follows.
    let size: Int64
    private let path: String
    private let link: String
    private let type: UInt8
    private let mode: UInt16
    private let owner: Int
    private let group: Int
    private let time: Int64
    private let capability: [UInt8]?

    init(_ entry: LayerEntry, time: Int64) {
        var path = entry.path
        var link = ""
        var size: Int64 = 0
        switch entry.content {
        case .directory:
            type = UInt8(ascii: "5")
            path += "/"
        case .bytes(let bytes):
            type = UInt8(ascii: "0")
            size = Int64(bytes.count)
        case .file(_, let count):
            type = UInt8(ascii: "0")
            size = count
        case .symbolicLink(let target):
            type = UInt8(ascii: "2")
            link = target
        case .hardLink(let target):
            type = UInt8(ascii: "1")
            link = target
        }
        self.path = path
        self.link = link
        self.size = size
        mode = entry.mode
        owner = entry.owner
        group = entry.group
        capability = entry.capability
        self.time = time
    }

    /// The header's blocks, an extended header first where one is needed.
    var blocks: [UInt8] {
        let records = extendedRecords
        guard !records.isEmpty else { return block(path: path, type: type, size: size) }
        // The extended header's own name is for readers that don't know such headers.
        let name = "PaxHeaders/" + String(path.split(separator: "/").last ?? "entry")
        return block(path: name, type: UInt8(ascii: "x"), size: Int64(records.count))
            + records + [UInt8](repeating: 0, count: Self.padding(after: Int64(records.count)))
            + block(path: path, type: type, size: size)
    }

    /// How many zero bytes fill up the last block.
    static func padding(after size: Int64) -> Int {
        Int((Int64(blockSize) - size % Int64(blockSize)) % Int64(blockSize))
    }

    private var extendedRecords: [UInt8] {
        var records: [UInt8] = []
        if !Self.fits(path) { records += Self.record("path", path.utf8) }
        if !Self.fits(link) { records += Self.record("linkpath", link.utf8) }
        if size > Self.largestSize { records += Self.record("size", "\(size)".utf8) }
        if owner > Self.largestID { records += Self.record("uid", "\(owner)".utf8) }
        if group > Self.largestID { records += Self.record("gid", "\(group)".utf8) }
        // The name that GNU tar, containerd and Docker give attributes.
        if let capability { records += Self.record("SCHILY.xattr.security.capability", capability) }
        return records
    }

    private static func fits(_ text: String) -> Bool {
        text.utf8.count <= nameSize && text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts its own digits too.
    private static func record(_ key: String, _ value: some Collection<UInt8>) -> [UInt8] {
        let rest = [UInt8](" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
        var length = rest.count
        while length != rest.count + "\(length)".utf8.count { length = rest.count + "\(length)".utf8.count }
        return Array("\(length)".utf8) + rest
    }

    private func block(path: String, type: UInt8, size: Int64) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ bytes: some Collection<UInt8>, at offset: Int, limit: Int) {
            for (index, byte) in bytes.prefix(limit).enumerated() { block[offset + index] = byte }
        }
        func put(octal value: Int64, at offset: Int, digits: Int) {
            let text = String(max(value, 0), radix: 8)
            put((String(repeating: "0", count: max(digits - text.count, 0)) + text).utf8, at: offset, limit: digits)
        }
        put(path.utf8, at: 0, limit: Self.nameSize)
        put(octal: Int64(mode), at: 100, digits: 7)
        put(octal: Int64(min(owner, Self.largestID)), at: 108, digits: 7)
        put(octal: Int64(min(group, Self.largestID)), at: 116, digits: 7)
        put(octal: min(size, Self.largestSize), at: 124, digits: 11)
        put(octal: min(time, Self.largestSize), at: 136, digits: 11)
        put("        ".utf8, at: 148, limit: 8)  // the checksum counts itself as spaces
        block[156] = type
        put(link.utf8, at: 157, limit: Self.nameSize)
        put("ustar\u{0}00".utf8, at: 257, limit: 8)
        put(octal: 0, at: 329, digits: 7)
        put(octal: 0, at: 337, digits: 7)
        put(octal: block.reduce(0) { $0 + Int64($1) }, at: 148, digits: 6)
        block[154] = 0
        return block
    }
}
