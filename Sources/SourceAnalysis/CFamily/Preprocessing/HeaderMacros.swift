/// Macros of configurations that say whether a header is there: `HAVE_EMMINTRIN_H`.
enum HeaderMacros {
    private static let ending = Array("_H".utf8)
    private static let question = Array("HAVE_".utf8)

    /// Whether a macro asks for a header that only x86 has, or only Windows.
    static func asksForX86(_ name: String) -> Bool {
        // Most names of macros are none of headers.
        guard name.utf8.count > 8, name.utf8.suffix(2).elementsEqual(ending) else { return false }
        let name = Array(name.utf8)
        guard let start = name.indices.first(where: { name[$0...].starts(with: question) })
        else { return false }
        let header = String(decoding: name[(start + question.count)...], as: UTF8.self)
        return headers.contains(header) || header.hasSuffix("MMINTRIN_H")
            || header.hasPrefix("AVX") && header.hasSuffix("INTRIN_H")
            || header.hasPrefix("AMX") && header.hasSuffix("INTRIN_H")
    }

    /// The headers' names as configurations write them.
    private static let headers: Set<String> = Set(
        X86Headers.names.map { name in
            String(name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
        } + ["INTRIN_H"])
}
