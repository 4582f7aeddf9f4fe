/// cpio in the format that RPM and initramfs have.
package func cpio(_ members: [(String, [UInt8])]) -> [UInt8] {
    func hex(_ value: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - text.count) + text
    }
    func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4) }
    return (members + [("TRAILER!!!", [])]).flatMap { name, content -> [UInt8] in
        let fields = [1, 0o100644, 0, 0, 1, 0, content.count, 0, 0, 0, 0, name.utf8.count + 1, 0]
        let head = "070701" + fields.map { hex($0) }.joined()
        return padded(Array(head.utf8) + Array(name.utf8) + [0]) + padded(content)
    }
}

/// An RPM package: its lead, two empty headers, and the payload.
package func rpm(payload: [UInt8]) -> [UInt8] {
    let lead: [UInt8] = [0xED, 0xAB, 0xEE, 0xDB, 3, 0] + [UInt8](repeating: 0, count: 90)
    let header: [UInt8] = [0x8E, 0xAD, 0xE8, 1] + [UInt8](repeating: 0, count: 12)
    return lead + header + header + payload
}

/// Electron's archive of files, with the JSON of its header as it is given.
package func asar(header: String, _ content: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    let padding = (4 - text.count % 4) % 4
    let payload = text.count + padding + 4
    return number(4, 4) + number(payload + 4, 4) + number(payload, 4) + number(text.count, 4) + text
        + [UInt8](repeating: 0, count: padding) + content
}
