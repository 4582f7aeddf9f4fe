import Reporting

/// JVM flags that only exist on x86; elsewhere the JVM does not start with them.
struct JVMFlagCheck: Check {
    private static let flags = ["UseAVX", "UseSSE"]

    func findings(in source: Source) -> [Finding] {
        source.passages.flatMap { passage in
            Self.flags.flatMap { source.code.indices(of: $0, in: passage.range) }.compactMap { place in
                let before = source.code[passage.range.lowerBound..<place]
                let sign = before.last.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true ? 1 : 0
                guard before.dropLast(sign).suffix(4).elementsEqual("-XX:".utf8) else { return nil }
                let offset = place - sign - 4
                guard !source.choosesArchitecture(at: offset, in: passage) else { return nil }
                return source.finding(
                    "jvm-flag", .warning, at: offset, "this JVM flag only exists on x86",
                    remedy: "leave it out, or set it only where the architecture is x86",
                    reference: "https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html")
            }
        }
    }
}
