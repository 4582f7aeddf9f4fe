import Reporting

/// Sources that ask for `os.arch`, know only x86 and refuse everything else.
struct ArchitectureGuardCheck: Check {
    private static let x86 = ["\"amd64\"", "\"x86_64\"", "\"x86\"", "\"i386\"", "\"x86-64\""]
    private static let refusals = ["throw ", "System.exit", "UnsupportedOperationException", "exitProcess"]
    private static let arm64 = ["aarch64", "arm64", "AARCH64", "ARM64"]

    func findings(in source: Source) -> [Finding] {
        guard source.kind == .jvmSource else { return [] }
        return source.code.indices(of: "os.arch", in: 0..<source.code.count).compactMap { offset in
            let window = source.text.window(around: offset, before: 3, after: 15)
            guard source.code.containsAny(Self.x86, in: window), source.code.containsAny(Self.refusals, in: window),
                !source.code.containsAny(Self.arm64, in: window)
            else { return nil }
            return source.finding(
                "java-os-arch", .warning, at: offset, "this code accepts x86 and refuses other architectures",
                remedy: "accept \"aarch64\" too, which is what os.arch is on arm64")
        }
    }
}
