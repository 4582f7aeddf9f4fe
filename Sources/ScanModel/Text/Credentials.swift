/// Passwords and tokens in addresses: a report is shown to more people than the file that it is about.
enum Credentials {
    private static let mark = Array("://".utf8)
    /// A name alone is no secret; what is longer may be a token.
    private static let longestName = 11

    /// Puts asterisks in their places, `https://me:***@host`, as many as there were bytes.
    static func masked(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var masked = bytes
        var index = bytes.startIndex
        while let colon = bytes[index...].firstIndex(of: mark[0]) {
            index = colon + 1
            guard bytes[colon...].starts(with: mark), let secret = secret(in: bytes[(colon + mark.count)...]) else {
                continue
            }
            for place in secret { masked[place] = UInt8(ascii: "*") }
        }
        return masked
    }

    /// The secret in front of a host's `@`; nil where there is none, or only the name of a variable.
    private static func secret(in rest: ArraySlice<UInt8>) -> Range<Int>? {
        let authority = rest.prefix { !$0.isASCIISpace && !"/?#\"'<>".utf8.contains($0) }
        guard let end = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let user = authority[..<end]
        let password = user.firstIndex(of: UInt8(ascii: ":")).map { user[($0 + 1)...] }
        let secret = password ?? (user.count > longestName ? user : user.prefix(0))
        guard let first = secret.first, first != UInt8(ascii: "$"), first != UInt8(ascii: "{") else { return nil }
        return secret.startIndex..<secret.endIndex
    }
}
