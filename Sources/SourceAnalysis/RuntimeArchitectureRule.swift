import Reporting
import ScanModel

/// Programs that ask at run time for the architecture and refuse arm64: one rule for all languages.
enum RuntimeArchitectureRule {
    static let rule = Rule(
        id: "runtime-architecture-check", title: "A check at run time that refuses arm64", area: .source,
        severity: .warning, effort: .minutes,
        why: "The program asks for the machine's architecture, knows x86 only, and stops on everything else.",
        remedy: "accept arm64 too, or leave the check out where nothing depends on it",
        before: "if runtime.GOARCH != \"amd64\" {\n\tlog.Fatal(\"unsupported architecture\")\n}",
        after:
            "if runtime.GOARCH != \"amd64\" && runtime.GOARCH != \"arm64\" {\n\tlog.Fatal(\"unsupported architecture\")\n}"
    )
}
