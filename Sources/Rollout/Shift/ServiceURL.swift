import HTTPTransport
import Reporting

/// The address of a server that the user names, without a login in it: addresses are shown.
enum ServiceURL {
    /// - Parameters:
    ///   - text: what the user wrote.
    ///   - option: where.
    ///   - example: how it is written.
    ///   - advice: where a login goes instead.
    /// - Throws: ``Failure`` with code `usage`, which repeats no login.
    static func validate(_ text: String, of option: String, example: String, advice: String) throws(Failure) {
        let authority = URLReference.origin(of: text) ?? String(text.prefix { !"/?#".contains($0) })
        guard !authority.contains("@") else {
            throw Failure(.usage, "the address of \(option) has a login in it, which would be shown", hint: advice)
        }
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !authority.hasSuffix("/") else {
            throw Failure(
                .usage, "\"\(text)\" is no address that can be called", hint: "give \(option) a whole one: \(example)")
        }
    }
}
