import FoundationEssentials

/// Base64 as kubeconfig files and HTTP headers have it (RFC 4648, section 4).
enum Base64Text {
    /// - Returns: the bytes; nil when the text is no base64. Line breaks are allowed.
    static func decode(_ text: String) -> [UInt8]? {
        Data(base64Encoded: text.filter { !$0.isWhitespace }).map { [UInt8]($0) }
    }

    static func encode(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
