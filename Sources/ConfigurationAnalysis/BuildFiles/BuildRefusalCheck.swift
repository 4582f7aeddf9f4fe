import Reporting
import ScanModel

/// Builds that end with an error on everything but x86.
enum BuildRefusalCheck {
    private static func refusals(_ system: BuildSystem) -> [String] {
        switch system {
        case .cmake: ["FATAL_ERROR", "SEND_ERROR"]
        case .make: ["$(error", "exit 1"]
        case .meson: ["error("]
        case .autoconf: ["AC_MSG_ERROR", "exit 1", "as_fn_error", "AC_MSG_FAILURE"]
        case .python: ["raise ", "sys.exit(", "exit("]
        case .qmake: ["error("]
        case .lua: ["error(", "os.raise(", "raise("]
        case .gradle: ["throw "]
        case .extconf: ["abort", "raise ", "exit 1", "exit(1)", "exit!"]
        default: []
        }
    }

    static func findings(in build: BuildFile) -> [Finding] {
        build.system == .bazel ? selections(in: build) : refusals(in: build)
    }

    /// `select({"@platforms//cpu:x86_64": […]})` without a default: Bazel stops where no key matches.
    private static func selections(in build: BuildFile) -> [Finding] {
        let code = build.code
        return BracketedField.all(named: "select", opening: "(", in: code, longest: 16_384).compactMap { field in
            guard let keys = field.keys(in: code), !keys.isEmpty else { return nil }
            // A key that says nothing of processors may be true on arm64.
            guard keys.allSatisfy({ isProcessorOfX86($0) }) else { return nil }
            return Finding(
                BuildRules.refusal, in: build.text, at: field.place, severity: Severity.blocker.lowered(in: build.file),
                message: "Bazel has no value for arm64 here: the select names x86 only, and has no default")
        }
    }

    /// `"@platforms//cpu:x86_64"`, `":linux_x86_64"`; on Windows and macOS nobody asks for arm64's Linux.
    private static func isProcessorOfX86(_ key: String) -> Bool {
        ArchitectureWords.namesX86(key) && !ArchitectureWords.namesOtherSystem(key)
    }

    private static func refusals(in build: BuildFile) -> [Finding] {
        let words = refusals(build.system)
        guard !words.isEmpty, !ArchitectureWords.namesX86(build.file.path) else { return [] }
        var places: Set<Int> = []
        return build.statements.compactMap { statement in
            let reach = statement.reach
            guard reach.isOffX86, reach.arm64 == .yes || reach.asksMachine, let place = reach.place,
                build.code.containsAny(words, in: statement.range), isAboutArchitecture(place, reach, build),
                !build.code.containsAny(["sys.exit(0)", "SKIP"], in: statement.range), places.insert(place).inserted
            else { return nil }
            return Finding(
                BuildRules.refusal, in: build.text, at: place,
                severity: (reach.arm64 == .yes ? Severity.blocker : .warning).lowered(in: build.file),
                message: "the build knows x86 and ends with an error on arm64")
        }
    }

    private static let subjects = [
        "arch", "machine", "cpu", "proc", "host", "target", "platform", "avx", "sse", "uname",
    ]

    /// A program may call many things x64.
    private static func isAboutArchitecture(_ place: Int, _ reach: Reach, _ build: BuildFile) -> Bool {
        if reach.asksMachine { return true }
        let line = build.text.near(place, in: build.text.range(ofLine: build.text.line(at: place)))
        let text = build.code.text(line).lowercased()
        return subjects.contains { text.contains($0) }
    }
}
