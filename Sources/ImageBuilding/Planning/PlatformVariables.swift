import Platforms

/// The variables that every build has: what it runs on, and what it builds for.
///
/// Source: Dockerfile reference, "Automatic platform ARGs in the global scope".
struct PlatformVariables {
    let values: [String: String]

    init(build: Platform, target: Platform) {
        var values: [String: String] = [:]
        for (prefix, platform) in [("BUILD", build), ("TARGET", target)] {
            values[prefix + "PLATFORM"] = platform.description
            values[prefix + "OS"] = platform.os
            values[prefix + "ARCH"] = platform.architecture.name
            values[prefix + "VARIANT"] = platform.variant ?? ""
        }
        self.values = values
    }
}
