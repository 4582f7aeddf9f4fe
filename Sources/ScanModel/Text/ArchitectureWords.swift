/// The words by which file names, image names and addresses say what they are for.
package enum ArchitectureWords {
    /// Longer words first: a word that contains another must be seen before it.
    private static let x86 = [
        "linux_64bit", "linux-64bit", "linux64", "linux32", "x86_64", "x86-64", "x86_32", "amd64", "i386", "i486",
        "i586", "i686", "x64", "x86",
    ]
    private static let arm64 = ["arm64-v8a", "arm64v8", "aarch_64", "aarch64", "arm64", "armv8"]
    private static let otherSystems = [
        "windows", "win32", "win64", "win", "darwin", "macos", "macosx", "osx", "mac", "freebsd", "openbsd", "netbsd",
        "dragonflybsd", "sunos", "solaris", "aix", "android", "exe", "msi", "dmg", "dll", "dylib", "jnilib",
    ]
    /// Systems whose programs are ELF files too, and are no Linux programs.
    private static let otherELFSystems = [
        "freebsd", "openbsd", "netbsd", "dragonflybsd", "sunos", "solaris", "android",
    ]
    private static let linux = Array("linux".utf8)

    private static let x86Search = WordSearch(x86)
    private static let arm64Search = WordSearch(arm64)
    private static let otherSearch = WordSearch(otherSystems)
    private static let otherELFSearch = WordSearch(otherELFSystems)

    /// Whether a text names x86.
    package static func namesX86(_ text: some StringProtocol) -> Bool { x86Search.finds(in: text) }

    /// Whether a text names arm64.
    package static func namesARM64(_ text: some StringProtocol) -> Bool { arm64Search.finds(in: text) }

    /// Whether a text names an operating system that is not Linux, Android included.
    package static func namesOtherSystem(_ text: some StringProtocol) -> Bool {
        // protoc for Linux is published as "protoc-linux-x86_64.exe".
        otherSearch.finds(in: text) && !text.lowercased().contains("linux")
    }

    /// Whether a path of an ELF file says that it is for another system than Linux.
    package static func namesOtherELFSystem(_ path: some StringProtocol) -> Bool { otherELFSearch.finds(in: path) }

    /// A text without its architecture words, for telling whether two files are the same thing for two architectures.
    package static func removing(from text: some StringProtocol) -> String {
        var bytes = Array(text.lowercased().utf8)
        for word in arm64 + x86 {
            while let range = range(of: word, in: bytes) {
                // "linux64" says two things, and one of them stays.
                bytes.replaceSubrange(range, with: word.hasPrefix("linux") ? linux : [])
            }
        }
        let parts = String(decoding: bytes, as: UTF8.self).split { "-_. ".contains($0) }
        return parts.joined(separator: "-")
    }

    /// A word between other characters than letters and digits; "linux" may stand right before it ("linuxx64").
    private static func range(of word: String, in bytes: [UInt8]) -> Range<Int>? {
        bytes.indices(of: word, in: 0..<bytes.count).lazy.map { $0..<($0 + word.utf8.count) }.first { range in
            let before = bytes[..<range.lowerBound]
            guard before.last?.isASCIILetterOrDigit != true || before.suffix(linux.count).elementsEqual(linux) else {
                return false
            }
            return range.upperBound == bytes.count || !bytes[range.upperBound].isASCIILetterOrDigit
        }
    }
}
