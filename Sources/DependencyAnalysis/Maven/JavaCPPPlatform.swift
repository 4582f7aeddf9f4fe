import Reporting
import ScanModel
import XML

/// JavaCPP's own choice of platforms: `-platform` packages then bring the native code for these alone.
enum JavaCPPPlatform {
    /// The property of Maven, and the one of the plugin for Gradle.
    static let names: Set<String> = ["javacpp.platform", "javacppPlatform"]
    private static let reference =
        "https://github.com/bytedeco/javacpp-presets/wiki/Reducing-the-Number-of-Dependencies"

    /// Where a file chooses platforms.
    struct Choice: Sendable {
        let value: String
        let place: Place
    }

    /// `javacppPlatform=linux-x86_64`
    static func choices(inProperties text: SourceText) -> [Choice] {
        choices(in: text, separators: "=:")
    }

    /// `ext.javacppPlatform = 'linux-x86_64'`, `javacppPlatform = "linux-x86_64,macosx-x86_64"`
    static func choices(inScript text: SourceText) -> [Choice] {
        choices(in: text, separators: "=")
    }

    private static func choices(in text: SourceText, separators: String) -> [Choice] {
        names.flatMap { text.bytes.indices(of: $0, in: 0..<text.bytes.count) }.sorted().compactMap { offset in
            let range = text.range(ofLine: text.line(at: offset))
            let before = text.bytes[range.lowerBound..<offset]
            let line = String(decoding: text.bytes[offset..<range.upperBound].prefix(256), as: UTF8.self)
            guard !before.contains(UInt8(ascii: "#")), !before.contains(UInt8(ascii: "/")),
                let separator = line.firstIndex(where: { separators.contains($0) })
            else { return nil }
            let value = line[line.index(after: separator)...].filter { !" \t\r\"'".contains($0) }
            return Choice(value: value, place: Place(text, at: offset))
        }
    }

    /// The properties of a project that hold in every build.
    static func choices(in root: XMLElement, _ text: SourceText) -> [Choice] {
        root.elements("properties").flatMap { $0.children }.filter { names.contains($0.name) }.compactMap { property in
            property.trimmed.map { Choice(value: $0, place: Place(text, at: property.offset)) }
        }
    }

    static func finding(_ choice: Choice) -> Finding? {
        guard ArchitectureWords.namesX86(choice.value), !ArchitectureWords.namesARM64(choice.value),
            choice.value.lowercased().contains("linux"), !choice.value.contains("$")
        else { return nil }
        let rule = MavenDependencyCheck.classifierRule
        return Finding(
            rule: rule.id, severity: rule.severity.lowered(in: FileName(path: choice.place.file)),
            file: choice.place.file, line: choice.place.line, column: choice.place.column,
            snippet: choice.place.snippet,
            message: "JavaCPP's packages are taken for \(choice.value) only",
            remedy: "add linux-arm64, or leave it out",
            reference: reference)
    }
}
