import Reporting
import ScanModel

/// JVM flags that only exist on x86; elsewhere the JVM does not start with them.
struct JVMFlagCheck: PassageCheck {
    let rule = Rule(
        id: "jvm-flag", title: "a JVM flag that only x86 knows", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "A JVM for arm64 does not start with a flag that it does not know.",
        remedy: "leave it out, or set it only where the architecture is x86",
        before: "java -XX:UseAVX=2 -jar app.jar", after: "java -jar app.jar",
        reference: "https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html")

    private static let flags = ["UseAVX", "UseSSE"]

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            Self.flags.flatMap { source.code.indices(of: $0, in: passage.range) }.compactMap { place in
                let before = source.code[passage.range.lowerBound..<place]
                let sign = before.last.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true ? 1 : 0
                guard before.dropLast(sign).suffix(4).elementsEqual("-XX:".utf8) else { return nil }
                let offset = place - sign - 4
                guard !source.choosesArchitecture(at: offset, in: passage) else { return nil }
                return Finding(
                    rule, in: source.text, at: offset, severity: .warning,
                    message: "this JVM flag only exists on x86")
            }
        }
    }
}
