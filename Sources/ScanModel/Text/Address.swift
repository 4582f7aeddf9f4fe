/// An address of a file in a text.
package struct Address {
    package let range: Range<Int>
    /// Behind the host, with its slash.
    package let path: String

    private static let schemes = ["https", "http", "ftp", "s3", "gs"]
    /// Pages about something, not the thing.
    private static let pageParts = ["/issues/", "/pull/", "/wiki/", "/blob/", "/tree/", "/commit/", "/discussions/"]
    private static let pageEndings = [".html", ".htm", ".md", ".pdf", ".txt", ".asc", ".gpg", ".git", ".cmake"]
    /// Names by which vendors mean x86 in addresses and nowhere else.
    private static let vendorWords = [
        "_64bit", "-64bit", "/linux-64/", "linux_64", "linux-64", "64-bit", "/alpine-pkg-glibc/releases/",
    ]

    /// Where addresses stand within a range.
    package static func all(in code: [UInt8], _ range: Range<Int>) -> [Address] {
        var found: [Address] = []
        for mark in code.indices(of: "://", in: range) where mark >= found.last?.range.upperBound ?? 0 {
            let before = code[range.lowerBound..<mark]
            guard let scheme = schemes.first(where: { before.suffix($0.utf8.count).elementsEqual($0.utf8) }) else {
                continue
            }
            let rest = code[mark..<range.upperBound].prefix(SourceText.reach)
            let end = endOfAddress(rest)
            let host = code[min(mark + 3, end)..<end]
            guard let slash = host.firstIndex(of: UInt8(ascii: "/")) else { continue }
            found.append(
                Address(
                    range: (mark - scheme.utf8.count)..<end,
                    path: String(decoding: code[slash..<end], as: UTF8.self)))
        }
        return found
    }

    /// Up to a space, but not to one in `{{ version }}`, nor to the parenthesis of `$(VERSION)`.
    private static func endOfAddress(_ rest: ArraySlice<UInt8>) -> Int {
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index...].starts(with: "{{".utf8),
                let close = rest[index...].prefix(128).firstIndex(of: UInt8(ascii: "}"))
            {
                index = close + 1
                continue
            }
            if let end = endOfVariable(rest[index...]) {
                index = end
                continue
            }
            if rest[index].isASCIISpace || "\"'`<>|;,)\\".utf8.contains(rest[index]) { return index }
            index += 1
        }
        return rest.endIndex
    }

    /// The index behind `$(NAME)` of a makefile.
    private static func endOfVariable(_ rest: ArraySlice<UInt8>) -> Int? {
        guard rest.starts(with: "$(".utf8) else { return nil }
        let name = rest.dropFirst(2).prefix { Array.isNameByte($0) }
        guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == UInt8(ascii: ")") else { return nil }
        return name.endIndex + 1
    }

    /// Whether the file that is fetched is for Linux on x86 by its name, and no page about one.
    package var isForLinuxOnX86: Bool {
        let small = path.lowercased()
        guard ArchitectureWords.namesX86(path) || Self.vendorWords.contains(where: { small.contains($0) }) else {
            return false
        }
        return !ArchitectureWords.namesOtherSystem(path) && !ArchitectureWords.namesARM64(path) && !isPage
    }

    /// The last part, which is the file's name once it is fetched.
    package var fileName: Substring { path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last ?? "" }

    private var isPage: Bool {
        Self.pageParts.contains { path.contains($0) } || Self.pageEndings.contains { path.lowercased().hasSuffix($0) }
    }
}
