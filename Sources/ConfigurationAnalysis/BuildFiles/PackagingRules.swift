import Reporting
import ScanModel

/// What is looked for in files that say how programs are packed and published.
enum PackagingRules {
    static let package = Rule(
        id: "package-declares-x86", title: "a package that is declared for x86 only", area: .build, severity: .blocker,
        effort: .minutes,
        why: "The package says itself that it is for x86; on arm64 it is neither built nor installed.",
        remedy: "add arm64 (aarch64) to the architectures, or leave the line out when nothing depends on it",
        before: "Architecture: amd64", after: "Architecture: any",
        reference: "https://www.debian.org/doc/debian-policy/ch-controlfields.html#architecture")
    static let release = Rule(
        id: "release-architecture", title: "releases for x86 only", area: .build, severity: .warning, effort: .minutes,
        why: "Programs or images are published for x86 only; there is nothing to install on arm64.",
        remedy: "add arm64 to the list of architectures",
        before: "goarch:\n  - amd64", after: "goarch:\n  - amd64\n  - arm64",
        reference: "https://goreleaser.com/customization/builds/go/")
}
