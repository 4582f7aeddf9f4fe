import Reporting
import ScanModel

/// C#, F# and Visual Basic: x86's intrinsics, libraries and checks at run time.
enum DotNetCheck {
    static let words = LiteralSet([
        "Intrinsics.X86", "ProcessArchitecture", "OSArchitecture", "DllImport", "LibraryImport",
    ])
    private static let space = "System.Runtime.Intrinsics.X86"
    private static let alternatives = [
        "IsSupported", "Intrinsics.Arm", "AdvSimd", "Vector128.IsHardwareAccelerated", "Vector.IsHardwareAccelerated",
    ]
    private static let subjects = ["RuntimeInformation.ProcessArchitecture", "RuntimeInformation.OSArchitecture"]

    static func findings(in text: SourceText, _ file: FileName) -> [Finding] {
        let code = CommentBlanking.slashes(text.bytes)
        return intrinsics(text, code, file) + libraries(text, code, file) + checks(text, code, file)
    }

    private static func intrinsics(_ text: SourceText, _ code: [UInt8], _ file: FileName) -> [Finding] {
        let whole = 0..<code.count
        guard let offset = code.firstIndex(of: space, in: whole), !code.containsAny(alternatives, in: whole) else {
            return []
        }
        return [
            Finding(
                OtherNativeRules.dotNetIntrinsics, in: text, at: offset,
                severity: OtherNativeRules.dotNetIntrinsics.severity.lowered(in: file),
                message: "x86 instructions are called, and nothing in this file asks whether they are there")
        ]
    }

    private static func libraries(_ text: SourceText, _ code: [UInt8], _ file: FileName) -> [Finding] {
        let imports = ["DllImport(\"", "LibraryImport(\""].flatMap { start in
            code.indices(of: start, in: 0..<code.count).map { ($0, name(code, from: $0 + start.utf8.count)) }
        }
        // One entry for each architecture is a choice.
        guard !imports.contains(where: { ArchitectureWords.namesARM64($0.1) }) else { return [] }
        return imports.filter { ArchitectureWords.namesX86($0.1) && !$0.1.hasSuffix(".dll") }.sorted { $0.0 < $1.0 }.map
        {
            Finding(
                OtherNativeRules.dotNetLibrary, in: text, at: $0.0,
                severity: OtherNativeRules.dotNetLibrary.severity.lowered(in: file),
                message: "\($0.1) is a library for x86")
        }
    }

    private static func name(_ code: [UInt8], from start: Int) -> String {
        String(decoding: code[start...].prefix(128).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    private static func checks(_ text: SourceText, _ code: [UInt8], _ file: FileName) -> [Finding] {
        subjects.flatMap { subject in
            let refusal = ArchitectureRefusal(
                subject: subject, x86: ["Architecture.X64", "Architecture.X86", ".X64"], arm64: ["Arm64", "ARM64"],
                refusals: ["throw ", "Environment.Exit", "Environment.FailFast"], choices: ["switch"])
            return refusal.places(in: code).map { place in
                // C#'s programs without a class begin at the top of a file.
                let line = text.range(ofLine: text.line(at: place))
                let isFatal = file.name == "program.cs" && code.has("if", at: line.lowerBound)
                return Finding(
                    RuntimeArchitectureRule.rule, in: text, at: place,
                    severity: (isFatal ? .blocker : RuntimeArchitectureRule.rule.severity).lowered(in: file),
                    message: "this check accepts x64 and refuses arm64")
            }
        }
    }
}
