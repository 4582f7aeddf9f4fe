import DockerfileModel
import Platforms

/// The variables that every build has: what it runs on, and what it builds for.
///
/// Source: Dockerfile reference, "Automatic platform ARGs in the global scope".
struct PlatformVariables {
    let values: [String: String]

    /// Each variable stands for itself: `$TARGETARCH`.
    /// - Parameters:
    ///   - stage: the stage that is asked for by name; nil for the last one.
    ///   - dockerfile: where it stands.
    static func symbolic(stage: String?, of dockerfile: Dockerfile) -> Self {
        var values = ["TARGETSTAGE": stageName(stage, dockerfile)]
        for prefix in ["BUILD", "TARGET"] {
            for suffix in ["PLATFORM", "OS", "ARCH", "VARIANT"] { values[prefix + suffix] = "$" + prefix + suffix }
        }
        return Self(values: values)
    }

    private init(values: [String: String]) { self.values = values }

    /// - Parameters:
    ///   - build: what the build runs on.
    ///   - target: what it builds for.
    ///   - stage: the stage that is asked for by name; nil for the last one.
    ///   - dockerfile: where it stands.
    init(build: Platform, target: Platform, stage: String?, of dockerfile: Dockerfile) {
        var values = ["TARGETSTAGE": Self.stageName(stage, dockerfile)]
        for (prefix, platform) in [("BUILD", build), ("TARGET", target)] {
            values[prefix + "PLATFORM"] = platform.description
            values[prefix + "OS"] = platform.os
            values[prefix + "ARCH"] = platform.architecture.name
            values[prefix + "VARIANT"] = platform.variant ?? ""
        }
        self.values = values
    }

    /// What BuildKit calls the stage: as it was asked for, else as the last one is called.
    private static func stageName(_ stage: String?, _ dockerfile: Dockerfile) -> String {
        stage ?? dockerfile.stages.last?.name ?? "default"
    }
}
