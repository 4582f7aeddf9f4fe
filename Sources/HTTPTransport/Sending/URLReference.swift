/// The little of RFC 3986 that redirects and upload locations need.
public enum URLReference {
    /// - Parameters:
    ///   - reference: an absolute URL, an absolute path, or a path relative to the base.
    ///   - base: an absolute URL.
    /// - Returns: the absolute URL; nil when the base is none.
    public static func resolve(_ reference: String, against base: String) -> String? {
        if reference.firstRange(of: "://") != nil { return reference }
        guard let origin = origin(of: base), let scheme = base.firstRange(of: "://") else { return nil }
        if reference.hasPrefix("//") { return base[..<scheme.lowerBound] + ":" + reference }
        if reference.hasPrefix("/") { return origin + reference }
        let path = base.dropFirst(origin.count).prefix { $0 != "?" && $0 != "#" }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return origin + folder + reference
    }

    /// - Parameter url: an absolute URL.
    /// - Returns: its scheme, host and port; nil when it has none.
    public static func origin(of url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return String(url[..<authority.endIndex])
    }

    /// - Returns: whether two URLs have the same origin (RFC 6454, section 5): the default port may be written or not.
    public static func haveSameOrigin(_ left: String, _ right: String) -> Bool {
        guard let left = normalisedOrigin(of: left), let right = normalisedOrigin(of: right) else { return false }
        return left == right
    }

    private static func normalisedOrigin(of url: String) -> String? {
        guard let origin = origin(of: url)?.lowercased() else { return nil }
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
        where origin.hasPrefix(scheme) && origin.hasSuffix(port) {
            return String(origin.dropLast(port.count))
        }
        return origin
    }

    /// - Parameter text: a part of a URL.
    /// - Returns: the text without percent-encoding; nil when that makes no sense.
    public static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// - Parameters:
    ///   - text: the text to put into a URL.
    ///   - keepingSlashes: whether slashes stay, as in a path.
    /// - Returns: the text with everything percent-encoded but unreserved characters (RFC 3986, section 2.3).
    public static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "/") where keepingSlashes:
                result += "/"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
