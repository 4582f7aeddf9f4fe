import Platforms

/// The variables that every build has: what it runs on, and what it builds for.
///
/// Source: Dockerfile reference, "Automatic platform ARGs in the global scope".
struct PlatformVariables {
    let values: [String: String]

    /// Each variable stands for itself: `$TARGETARCH`.
    static let symbolic = Self(
        values: Dictionary(
            uniqueKeysWithValues: ["BUILD", "TARGET"].flatMap { prefix in
                ["PLATFORM", "OS", "ARCH", "VARIANT"].map { (prefix + $0, "$" + prefix + $0) }
            }))

    private init(values: [String: String]) { self.values = values }

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
