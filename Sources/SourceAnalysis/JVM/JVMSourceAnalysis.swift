import Reporting
import ScanModel

/// Sources that ask for `os.arch`, know only x86 and refuse everything else.
struct JVMSourceAnalysis: Analysis {
    private static let endings: Set<String> = ["java", "kt", "kts", "groovy", "scala"]
    private static let trigger = LiteralSet(["os.arch"])
    private static let rule = Rule(
        id: "java-os-arch", title: "Java code that refuses arm64", area: .source, severity: .warning, effort: .minutes,
        why: "The code asks the JVM for the architecture, knows x86 only and refuses everything else.",
        remedy: "accept \"aarch64\" too, which is what os.arch is on arm64",
        before: "if (!System.getProperty(\"os.arch\").equals(\"amd64\")) throw new Error();",
        after: "if (!Set.of(\"amd64\", \"aarch64\").contains(System.getProperty(\"os.arch\"))) throw new Error();")

    private static let x86 = ["\"amd64\"", "\"x86_64\"", "\"x86\"", "\"i386\"", "\"x86-64\""]
    private static let refusals = ["throw ", "System.exit", "UnsupportedOperationException", "exitProcess"]
    private static let arm64 = ["aarch64", "arm64", "AARCH64", "ARM64"]

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest {
        Self.endings.contains(file.ending) ? .containing(Self.trigger) : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let code = CommentBlanking.slashes(text.bytes)
        return code.indices(of: "os.arch", in: 0..<code.count).compactMap { offset in
            let window = text.window(around: offset, before: 3, after: 15)
            guard code.containsAny(Self.x86, in: window), code.containsAny(Self.refusals, in: window),
                !code.containsAny(Self.arm64, in: window)
            else { return nil }
            return Finding(
                Self.rule, in: text, at: offset, message: "this code accepts x86 and refuses other architectures")
        }
    }
}
