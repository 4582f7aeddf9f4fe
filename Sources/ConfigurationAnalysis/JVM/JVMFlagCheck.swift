import Reporting
import ScanModel

/// JVM flags that only exist on x86; elsewhere the JVM does not start with them.
struct JVMFlagCheck: PassageCheck {
    let rule = Rule(
        id: "jvm-flag", title: "a JVM flag that only x86 knows", area: .deployment, severity: .blocker,
        effort: .minutes,
        why: "A JVM for arm64 does not start with a flag that it does not know.",
        remedy: "leave it out, or set it only where the architecture is x86",
        before: "java -XX:UseAVX=2 -jar app.jar", after: "java -jar app.jar",
        reference: "https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html")

    /// From HotSpot's own list of flags for x86; its list for aarch64 has none of them.
    private static let flags = [
        "UseAVX", "UseSSE", "UseSSE42Intrinsics", "UseCLMUL", "UseIncDec", "UseAddressNop", "UseXmmLoadAndClearUpper",
        "UseXmmRegToRegMoveAll", "UseXmmI2D", "UseXmmI2F", "UseXMMForArrayCopy", "UseXMMForObjInit", "UseFastStosb",
        "UseCountLeadingZerosInstruction", "UseCountTrailingZerosInstruction", "UseBMI1Instructions",
        "UseBMI2Instructions", "UseStoreImmI16", "UseNewLongLShift", "AVX3Threshold",
    ]
    static let mark = "-XX:"
    /// With it the JVM passes over what it does not know.
    private static let forgiving = "IgnoreUnrecognizedVMOptions"

    func findings(in source: PassageSource) -> [Finding] {
        guard !source.code.contains(Self.forgiving, in: 0..<source.code.count) else { return [] }
        return source.passages.flatMap { passage in
            source.code.indices(of: Self.mark, in: passage.range).compactMap { offset in
                let rest = source.code[(offset + Self.mark.utf8.count)..<passage.range.upperBound]
                let name = rest.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.prefix {
                    $0.isASCIILetterOrDigit
                }
                let flag = String(decoding: name.prefix(64), as: UTF8.self)
                guard Self.flags.contains(flag), !source.isTold(at: offset),
                    !source.choosesArchitecture(at: offset, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: offset, severity: severity(in: passage, source),
                    message: "this JVM flag only exists on x86: a JVM for arm64 does not start with \(flag)",
                    reference: "https://github.com/openjdk/jdk/blob/master/src/hotspot/cpu/x86/globals_x86.hpp")
            }
        }
    }

    /// A JVM refuses to start, wherever it gets the flag from; only what may never reach one matters less.
    private func severity(in passage: PassageSource.Passage, _ source: PassageSource) -> Severity {
        if source.isPipeline { return .warning }
        guard source.kind == .dockerfile else { return .blocker }
        // An argument may be given otherwise.
        return passage.keyword == "ARG" ? .warning : passage.severity
    }
}
