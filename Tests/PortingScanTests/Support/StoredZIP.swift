/// Writes a ZIP file without compression: enough for a JAR in a test.
struct StoredZIP {
    private var content: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    init(_ members: [(String, [UInt8])]) {
        for (name, bytes) in members { add(name, bytes) }
    }

    /// The whole file.
    var bytes: [UInt8] {
        var end = number(0x0605_4B50, 4) + [UInt8](repeating: 0, count: 4)
        end += number(count, 2) + number(count, 2) + number(directory.count, 4) + number(content.count, 4)
        return content + directory + end + number(0, 2)
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) {
        let name = Array(name.utf8)
        let date = number(0, 2) + number(0x21, 2)
        let sizes = number(Int(Self.checksum(bytes)), 4) + number(bytes.count, 4) + number(bytes.count, 4)
        let common = number(0x800, 2) + number(0, 2) + date + sizes + number(name.count, 2) + number(0, 2)
        directory += number(0x0201_4B50, 4) + number(0x0314, 2) + number(20, 2) + common
        directory += number(0, 6) + number(0o100644 << 16, 4) + number(content.count, 4) + name
        content += number(0x0403_4B50, 4) + number(20, 2) + common + name + bytes
        count += 1
    }

    private func number(_ value: Int, _ length: Int) -> [UInt8] {
        (0..<length).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { value, byte in
            (0..<8).reduce(value ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
