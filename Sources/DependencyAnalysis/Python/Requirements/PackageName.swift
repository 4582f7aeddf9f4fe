/// Names of Python packages (PEP 503).
package enum PackageName {
    /// The one spelling by which names are compared: small letters, and one hyphen for every run of `-`, `_` and `.`.
    package static func normalized(_ name: some StringProtocol) -> String {
        var result: [UInt8] = []
        for byte in name.utf8 {
            let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            if !isSeparator {
                result.append((65...90).contains(byte) ? byte + 32 : byte)
            } else if result.last != UInt8(ascii: "-") {
                result.append(UInt8(ascii: "-"))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
}
