import Reporting
import ScanModel

/// Code that asks for `runtime.GOARCH` or embeds files, and is for x86 only.
enum GoRuntimeCheck {
    private static let refusal = ArchitectureRefusal(
        subject: "runtime.GOARCH", x86: ["\"amd64\"", "\"386\""], arm64: ["\"arm64\"", "\"aarch64\""],
        refusals: [
            "panic(", "log.Fatal", "log.Panic", "os.Exit", "errors.New", "fmt.Errorf", "return err", "Unsupported",
        ],
        choices: ["switch "])

    static func findings(in text: SourceText, code: [UInt8], _ file: FileName) -> [Finding] {
        refusal.places(in: code).map { offset in
            Finding(
                RuntimeArchitectureRule.rule, in: text, at: offset,
                severity: (isAtStart(offset, code) ? .blocker : RuntimeArchitectureRule.rule.severity).lowered(
                    in: file),
                message: "this check accepts amd64 and refuses arm64")
        }
    }

    /// Whether every start of the program gets there: right in `main` or `init`, under no other condition.
    private static func isAtStart(_ offset: Int, _ code: [UInt8]) -> Bool {
        let near = max(0, offset - SourceText.reach)..<offset
        guard let head = code.indices(of: "\nfunc ", in: near).last, let line = code[near].lastIndex(of: 10) else {
            return false
        }
        return ["main()", "init()"].contains { code.has($0, at: head + 6) } && code.has("\tif ", at: line + 1)
    }

    /// `//go:embed` of a file that is x86's by its name.
    static func embedded(in text: SourceText, _ file: FileName) -> [Finding] {
        let bytes = text.bytes
        let places = bytes.indices(of: "//go:embed ", in: 0..<bytes.count)
            .filter { $0 == 0 || bytes[$0 - 1] == UInt8(ascii: "\n") }
        let lines = places.map { offset in
            (offset, String(decoding: bytes[offset...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
        }
        guard !lines.contains(where: { ArchitectureWords.namesARM64($0.1) }) else { return [] }
        return lines.filter { ArchitectureWords.namesX86($0.1) && !ArchitectureWords.namesOtherSystem($0.1) }.map {
            Finding(
                GoRules.embedded, in: text, at: $0.0, severity: GoRules.embedded.severity.lowered(in: file),
                message: "a file for x86 is embedded in builds for arm64 too")
        }
    }
}
