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

    /// From HotSpot's own list of flags for x86; its list for aarch64 has none of them.
    private static let flags = [
        "UseAVX", "UseSSE", "UseSSE42Intrinsics", "UseCLMUL", "UseIncDec", "UseAddressNop", "UseXmmLoadAndClearUpper",
        "UseXmmRegToRegMoveAll", "UseXmmI2D", "UseXmmI2F", "UseXMMForArrayCopy", "UseXMMForObjInit", "UseFastStosb",
        "UseCountLeadingZerosInstruction", "UseCountTrailingZerosInstruction", "UseBMI1Instructions",
        "UseBMI2Instructions", "UseStoreImmI16", "UseNewLongLShift", "AVX3Threshold",
    ]
    private static let mark = "-XX:"
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
                // Only the final image's settings surely reach a JVM.
                let isFatal = ["ENV", "CMD", "ENTRYPOINT"].contains(passage.keyword ?? "")
                let severity = reachesJVM(offset, source) ? .blocker : isFatal ? passage.severity : .warning
                return Finding(
                    rule, in: source.text, at: offset, severity: severity,
                    message: "this JVM flag only exists on x86: a JVM for arm64 does not start with \(flag)",
                    reference: "https://github.com/openjdk/jdk/blob/master/src/hotspot/cpu/x86/globals_x86.hpp")
            }
        }
    }

    private static let variables = ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"]

    /// Whether every start of the program hands the flag to a JVM: files that JVMs and Maven read themselves, variables
    /// that JVMs read, and a script that ends in `java`.
    private func reachesJVM(_ offset: Int, _ source: PassageSource) -> Bool {
        guard !source.isPipeline, !FileName(path: source.text.path).isAside else { return false }
        switch source.kind {
        case .settings:
            let name = FileName(path: source.text.path)
            return ["jvm.config", "jvm.options"].contains(name.name) || name.ending == "vmoptions"
        case .yaml:
            return source.code.containsAny(
                Self.variables, in: source.text.window(around: offset, before: 1, after: 0))
        case .shellScript:
            let line = source.line(at: offset)
            let isExported = source.code.containsAny(Self.variables, in: line)
            return isExported || isCommandOfScript(source)
        default: return false
        }
    }

    /// `exec java …`, `java -jar …` in a line of its own, outside of branches and functions.
    private func isCommandOfScript(_ source: PassageSource) -> Bool {
        (1...max(1, source.text.lineCount)).contains { number in
            let line = source.text.range(ofLine: number)
            return [
                "java ", "exec java ", "\"$JAVA_HOME/bin/java\" ", "$JAVA_HOME/bin/java ", "exec $JAVA_HOME/bin/java ",
            ]
            .contains { source.code.has($0, at: line.lowerBound) }
        }
    }
}
