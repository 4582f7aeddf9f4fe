/// The releases of packages with native code, as ``WheelData`` has them: read only for the names that occur.
///
/// The first line holds every content that a release can have, as five hexadecimal numbers: the versions of Python
/// with a wheel for arm64 (glibc, musl) and for x86 (glibc, musl), and 1 for a wheel for every system plus 2 for
/// sources. Every other line is a package: its name, and runs of versions with the same content, `number:1.0,.1,1.2`,
/// where `.1` stands for the version before with another last number. `~` before the runs says that there are more
/// versions than these.
struct WheelTable: Sendable {
    private let contents: [ReleaseContent]
    private let lines: [Substring: Substring]

    static let shipped = WheelTable(WheelData.text)

    init(_ text: String) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        contents = lines.first?.split(separator: UInt8(ascii: " ")).map { Self.content(Substring($0)) } ?? []
        self.lines = lines.dropFirst().reduce(into: [:]) { result, line in
            guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { return }
            result[Substring(line[..<blank])] = Substring(line[line.index(after: blank)...])
        }
    }

    var names: [String] { lines.keys.map { String($0) }.sorted() }

    /// - Parameter name: normalised.
    /// - Returns: the stable releases; nil when the table does not have the package.
    func releases(of name: String) -> ReleaseList? {
        guard let line = lines[Substring(name)] else { return nil }
        let isPart = line.hasPrefix("~")
        return ReleaseList(releases(line.dropFirst(isPart ? 1 : 0)), isPart ? .seen : .asOfADay)
    }

    private func releases(_ runs: Substring) -> [Release] {
        var last = ""
        return runs.split(separator: ";").flatMap { run -> [Release] in
            let parts = run.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0], radix: 36), contents.indices.contains(number) else {
                return []
            }
            return parts[1].split(separator: ",").compactMap { version in
                last = version.hasPrefix(".") ? Self.stem(of: last) + version : String(version)
                return PythonVersion(last).map { Release(version: $0, content: contents[number]) }
            }
        }
    }

    private static func stem(of version: String) -> String {
        version.lastIndex(of: ".").map { String(version[..<$0]) } ?? version
    }

    private static func content(_ text: Substring) -> ReleaseContent {
        let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let numbers = parts.map { UInt64(Substring($0), radix: 16) ?? 0 }
        var content = ReleaseContent()
        guard numbers.count == 5 else { return content }
        content.arm64 = PythonTags(bits: numbers[0])
        content.arm64Musl = PythonTags(bits: numbers[1])
        content.x86 = PythonTags(bits: numbers[2])
        content.x86Musl = PythonTags(bits: numbers[3])
        content.isPure = numbers[4] & 1 != 0
        content.hasSources = numbers[4] & 2 != 0
        return content
    }
}
