import Platforms
import Reporting

/// `FROM --platform=linux/amd64`.
struct FixedPlatformCheck: Check {
    func findings(in source: Source) -> [Finding] {
        (source.dockerfile?.stages ?? []).compactMap { stage in
            guard let word = stage.platform, !stage.hasTwin, let platform = try? Platform(parsing: word.text),
                platform.os == "linux", platform.architecture == .amd64 || platform.architecture == .i386
            else { return nil }
            return source.finding(
                "dockerfile-platform", stage.isShipped ? .blocker : .warning, at: word.offset,
                stage.isShipped
                    ? "the final image is always built on \(platform)"
                    : "this stage is always built on \(platform); what is copied from it may be for x86",
                remedy: "leave --platform out, or use --platform=$BUILDPLATFORM for a stage that cross-compiles",
                reference: "https://docs.docker.com/build/building/multi-platform/")
        }
    }
}
