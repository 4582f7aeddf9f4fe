import Reporting
import ScanModel

/// `build.rs`: flags for C compilers, and checks of the architecture.
enum RustBuildScriptCheck {
    private static let architectures = [
        "target_arch", "CARGO_CFG_TARGET_ARCH", "\"TARGET\"", "x86", "x64", "aarch64", "target.contains", "is_x86",
    ]
    private static let setters = [".flag(\"", ".flag_if_supported(\"", ".arg(\"", ".cflag(\"", ".cxxflag(\""]
    private static let subjects = ["CARGO_CFG_TARGET_ARCH", "target_arch", "target"]

    static func findings(in text: SourceText, code: [UInt8]) -> [Finding] {
        flags(text, code) + refusals(text, code)
    }

    private static func flags(_ text: SourceText, _ code: [UInt8]) -> [Finding] {
        let whole = 0..<code.count
        // A script that knows architectures asks before it sets a flag, but for what stands under no condition at all.
        let knowsArchitectures = code.containsAny(architectures, in: whole)
        return setters.filter { !$0.contains("if_supported") }.flatMap { setter in
            code.indices(of: setter, in: whole).compactMap { offset -> Finding? in
                let start = offset + setter.utf8.count
                let flag = String(
                    decoding: code[start...].prefix { $0 != UInt8(ascii: "\"") }.prefix(64), as: UTF8.self)
                guard X86Flags.contains(flag), !knowsArchitectures || isUnconditional(offset, code) else { return nil }
                return Finding(
                    RustRules.build, in: text, at: offset, severity: .blocker,
                    message: "the C compiler for arm64 refuses \(flag)")
            }
        }
        .sorted()
    }

    /// A longer script is not looked through for each of its flags.
    private static let longest = 1 << 14
    private static let leaving = ["return", "exit(", "panic!"]

    /// Whether a place is in a statement of `main` itself that does not ask, behind nothing that leaves early.
    private static func isUnconditional(_ offset: Int, _ code: [UInt8]) -> Bool {
        guard let main = code.indices(of: "fn main()", in: max(0, offset - longest)..<offset).last,
            let open = code[main..<offset].firstIndex(of: UInt8(ascii: "{")),
            !code.containsAny(leaving, in: open..<offset)
        else { return false }
        var depth = 0
        var start = open
        for index in open..<offset {
            switch code[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ";"): break
            default: continue
            }
            start = index
        }
        let limit = min(code.count, offset + longest)
        let end = code[offset..<limit].firstIndex(of: UInt8(ascii: ";")) ?? limit
        return depth == 1 && !code.containsAny(architectures, in: start..<end)
    }

    private static func refusals(_ text: SourceText, _ code: [UInt8]) -> [Finding] {
        var known: Set<Int> = []
        return subjects.flatMap { subject -> [Finding] in
            let refusal = ArchitectureRefusal(
                subject: subject, x86: ["\"x86_64\"", "\"x86_64", "\"x86\""], arm64: ["aarch64", "arm64"],
                refusals: ["panic!", "exit(", "unimplemented!", "compile_error"], choices: ["match "])
            return refusal.places(in: code).filter { known.insert(text.line(at: $0)).inserted }.map {
                Finding(
                    RustRules.build, in: text, at: $0, severity: .blocker,
                    message: "the build stops on everything but x86", remedy: "let the build go on for aarch64")
            }
        }
        .sorted()
    }
}
