/// Looks for one thing in one text.
protocol Check: Sendable {
    /// - Parameter source: a text, already taken apart.
    /// - Returns: what was found, in any order.
    func findings(in source: Source) -> [Finding]
}

/// All checks of texts.
enum Checks {
    static let all: [any Check] = [
        FixedPlatformCheck(), ImageArchitectureCheck(), DownloadCheck(), PackageSourceCheck(), GoArchitectureCheck(),
        JVMFlagCheck(), ArchitectureGuardCheck(),
    ]
}
