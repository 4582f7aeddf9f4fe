import Platforms
import Reporting
import ScanModel

/// `FROM --platform=linux/amd64`.
struct FixedPlatformCheck: PassageCheck {
    let rule = Rule(
        id: "dockerfile-platform", title: "a build stage for x86 only", area: .deployment, severity: .blocker,
        effort: .minutes,
        why:
            "A stage with a fixed platform is built for x86 whatever the image is for; the image for arm64 then holds x86 programs.",
        remedy: "leave --platform out, or use --platform=$BUILDPLATFORM for a stage that cross-compiles",
        before: "FROM --platform=linux/amd64 debian:12", after: "FROM debian:12",
        reference: "https://docs.docker.com/build/building/multi-platform/")

    func findings(in source: PassageSource) -> [Finding] {
        (source.dockerfile?.stages ?? []).compactMap { stage in
            guard let word = stage.platform, !stage.hasTwin, let platform = try? Platform(parsing: word.text),
                platform.os == "linux", platform.architecture == .amd64 || platform.architecture == .i386
            else { return nil }
            return Finding(
                rule, in: source.text, at: word.offset, severity: stage.isShipped ? .blocker : .warning,
                message: stage.isShipped
                    ? "the final image is always built on \(platform)"
                    : "this stage is always built on \(platform); what is copied from it may be for x86")
        }
    }
}
