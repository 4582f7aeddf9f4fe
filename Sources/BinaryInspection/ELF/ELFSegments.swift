/// What an ELF file's program headers say.
struct ELFSegments {
    /// PT_INTERP's text, when it stands within the bytes.
    private(set) var interpreter: String?
    /// Whether there is a PT_DYNAMIC.
    private(set) var isDynamic = false
    /// Whether the dynamic section, when it stands within the bytes, has the flag of position-independent programs.
    private(set) var saysProgram = false
    /// The largest alignment of the PT_LOADs.
    private(set) var alignment: UInt64?
    /// Whether all headers stand within the bytes.
    private(set) var areComplete = false

    /// Linkers write about ten.
    private static let most = 64
    private static let flags1: UInt64 = 0x6FFF_FFFB
    private static let positionIndependentProgram: UInt64 = 0x0800_0000

    private let bytes: Bytes
    private let is64: Bool
    private let bigEndian: Bool

    init(_ bytes: Bytes, is64: Bool, bigEndian: Bool) {
        self.bytes = bytes
        self.is64 = is64
        self.bigEndian = bigEndian
        guard let table = int(is64 ? 32 : 28, is64 ? 8 : 4), let size = int(is64 ? 54 : 42, 2),
            let count = int(is64 ? 56 : 44, 2), table > 0, size >= (is64 ? 56 : 32), table < bytes.count,
            count <= Self.most
        else { return }
        for index in 0..<count {
            guard let type = int(table + index * size, 4), read(type, at: table + index * size) else { return }
        }
        areComplete = true
    }

    /// - Returns: whether the header stands within the bytes.
    private mutating func read(_ type: Int, at header: Int) -> Bool {
        guard let offset = number(header + (is64 ? 8 : 4), is64 ? 8 : 4),
            let length = number(header + (is64 ? 32 : 16), is64 ? 8 : 4),
            let aligned = number(header + (is64 ? 48 : 28), is64 ? 8 : 4)
        else { return false }
        switch type {
        case 1: alignment = max(alignment ?? 0, aligned)
        case 2:
            isDynamic = true
            if let place = Int(exactly: offset), let length = Int(exactly: length) { readDynamic(place, length) }
        case 3:
            if let place = Int(exactly: offset), let length = Int(exactly: length) {
                interpreter = bytes.text(place, length: length)
            }
        default: break
        }
        return true
    }

    private mutating func readDynamic(_ place: Int, _ length: Int) {
        let word = is64 ? 8 : 4
        var offset = place
        while offset - place < min(length, bytes.count), let tag = number(offset, word), tag != 0,
            let value = number(offset + word, word)
        {
            if tag == Self.flags1 { saysProgram = value & Self.positionIndependentProgram != 0 }
            offset += 2 * word
        }
    }

    private func number(_ offset: Int, _ length: Int) -> UInt64? {
        bytes.number(offset, length: length, bigEndian: bigEndian)
    }

    private func int(_ offset: Int, _ length: Int) -> Int? { number(offset, length).flatMap { Int(exactly: $0) } }
}
