import ScanModel

/// Names of Debian's multiarch folders and tools for x86: `/usr/lib/x86_64-linux-gnu`, `x86_64-linux-gnu-gcc`.
enum MultiarchPaths {
    /// A path or tool, and where it stands.
    struct Place {
        let offset: Int
        let text: String
    }

    /// Words of files that need a look.
    static let trigger = LiteralSet(["x86_64-linux-gnu", "i386-linux-gnu", "ld-linux-x86-64", "targets/x86_64-linux/"])

    /// CUDA's own folders have another name on arm64 too.
    private static let marks = ["x86_64-linux-gnu", "i386-linux-gnu", "targets/x86_64-linux/"]
    private static let loader = "ld-linux-x86-64"
    /// A file with more of them is read as far as this.
    private static let limit = 64
    /// Lines around a place in which one for arm64, or a choice, may stand.
    private static let reach = 8

    /// - Parameters:
    ///   - code: a text without comments.
    ///   - range: the part that is looked at.
    ///   - includesLoader: whether `/lib64/ld-linux-x86-64.so.2` counts too.
    /// - Returns: one for each line, where nothing for arm64 stands beside.
    static func places(in code: [UInt8], _ range: Range<Int>, of text: SourceText, includesLoader: Bool) -> [Place] {
        var lines: Set<Int> = []
        let words = includesLoader ? marks + [loader] : marks
        let all = words.flatMap { code.indices(of: $0, in: range) }.sorted()
        return all.filter { lines.insert(text.line(at: $0)).inserted }.prefix(limit).compactMap { place in
            let word = self.word(around: place, in: code, range)
            guard isPath(code.text(word), isLoader: code.has(loader, at: place)), !isChosen(place, code, text)
            else { return nil }
            return Place(offset: word.lowerBound, text: code.text(word))
        }
    }

    private static func word(around place: Int, in code: [UInt8], _ range: Range<Int>) -> Range<Int> {
        let isEnd: (UInt8) -> Bool = { $0.isASCIISpace || "\"'`=:;,()[]{}<>|&".utf8.contains($0) }
        let near = max(range.lowerBound, place - 256)..<min(range.upperBound, place + 256)
        let start = code[near.lowerBound..<place].lastIndex(where: isEnd).map { $0 + 1 } ?? near.lowerBound
        let end = code[place..<near.upperBound].firstIndex(where: isEnd) ?? near.upperBound
        return start..<end
    }

    private static let tools = [
        "-gcc", "-g++", "-ld", "-ar", "-strip", "-objcopy", "-cpp", "-as", "-ranlib", "-pkg-config",
    ]

    /// A folder or a tool; "--host=x86_64-linux-gnu" is a name of the machine.
    private static func isPath(_ word: String, isLoader: Bool) -> Bool {
        guard !word.contains("*"), !word.contains("://") else { return false }
        return isLoader || word.contains("/") || tools.contains { word.contains("linux-gnu" + $0) }
    }

    private static let choices = [
        "uname -m", "TARGETARCH", "--print-architecture", "dpkg-architecture", "DEB_HOST_MULTIARCH", "aarch64", "arm64",
        "-print-multiarch", "CMAKE_SYSTEM_PROCESSOR", "CMAKE_LIBRARY_ARCHITECTURE", "machine()", "powerpc", "s390x",
        "arm-linux-gnueabi", "armv7",
    ]
    private static let questions = [
        "if [", "[[", "for ", "test -", "if(EXISTS", "if (EXISTS", "os.path.exists", "wildcard", "isfile", "ls -",
    ]

    private static func isChosen(_ place: Int, _ code: [UInt8], _ text: SourceText) -> Bool {
        let line = text.near(place, in: text.range(ofLine: text.line(at: place)))
        if code.containsAny(questions, in: line) || isOneOfMany(place, line, code) || isCompared(place, line, code)
            || isInArmForX86(place, code, text)
        {
            return true
        }
        // "elif test -e /usr/lib/…; then", and in the next line what was found.
        let before = text.near(place, in: text.range(ofLine: text.line(at: place) - 1))
        let path = code.text(word(around: place, in: code, line)).filter { $0 != "?" }
        if code.containsAny(questions, in: before), code.contains(path, in: before) { return true }
        if isSetForAll(line, code, text) { return code.containsAny(choices, in: line) }
        return code.containsAny(choices, in: text.window(around: place, before: reach, after: reach))
    }

    /// What else makes or names the folder on arm64, or keeps a stage of an image for x86.
    private static let replacements = ["aarch64-linux-gnu", "ln -s", " AS amd64", " as amd64", "-amd64", "symlink"]

    /// `ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2` of an image: what other instructions choose does not
    /// change it.
    private static func isSetForAll(_ line: Range<Int>, _ code: [UInt8], _ text: SourceText) -> Bool {
        FileName(path: text.path).isDockerfile && code.has("ENV ", at: code.trimmed(line).lowerBound)
            && !code.containsAny(replacements, in: 0..<code.count)
    }

    /// Folders that every system may have, and other architectures' names for the same one.
    private static let others: Set<Substring> = [
        "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib",
    ]

    /// `"/usr/lib/x86_64-linux-gnu /usr/lib64 /usr/lib"`: a list of places that are tried.
    private static func isOneOfMany(_ place: Int, _ line: Range<Int>, _ code: [UInt8]) -> Bool {
        let words = code.text(line).split { " \t\"'`;,".contains($0) }
        let isOther = words.contains { others.contains($0) }
        let folders = words.filter { word in
            word.hasPrefix("/") && marks.contains { word.hasSuffix($0) || word.hasSuffix($0 + "/") }
        }
        // The folder itself is tried, not a file in it.
        return folders.contains { code.firstIndex(of: String($0), in: line).map { $0 <= place } ?? false }
            && (isOther || folders.count > 1)
    }

    /// `-o "$DIR" = /usr/lib/x86_64-linux-gnu`
    private static func isCompared(_ place: Int, _ line: Range<Int>, _ code: [UInt8]) -> Bool {
        let before = code.trimmed(line.lowerBound..<word(around: place, in: code, line).lowerBound)
        guard let sign = code[before].last, sign == UInt8(ascii: "=") else { return false }
        let subject = code.trimmed(before.lowerBound..<(before.upperBound - 1))
        return code[subject].last == UInt8(ascii: "\"") && code[subject].contains(UInt8(ascii: "$"))
    }

    private static let arms = [
        "x86_64", "x86-64", "amd64", "i386", "i686", "i*86", "i?86", "X64", "x64", "IA32", "_386",
    ]

    /// Whether the nearest arm of a `case` above is for x86.
    private static func isInArmForX86(_ place: Int, _ code: [UInt8], _ text: SourceText) -> Bool {
        let line = text.line(at: place)
        for other in stride(from: line, to: max(0, line - 2 * reach), by: -1) {
            let range = text.near(place, in: text.range(ofLine: other))
            guard !range.isEmpty else { continue }
            if other < line, code.contains(";;", in: range) { return false }
            guard let close = code[range].firstIndex(of: UInt8(ascii: ")")) else { continue }
            let pattern = code.trimmed(range.lowerBound..<close)
            let isArm = code[pattern].allSatisfy { Array.isNameByte($0) || "-|*?\"' \t.".utf8.contains($0) }
            if isArm, !pattern.isEmpty { return code.containsAny(arms, in: pattern) }
        }
        return false
    }
}
