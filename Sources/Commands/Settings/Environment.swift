import FoundationEssentials

/// The process's environment, read once: making a dictionary of it takes a fifth of a short command's own work.
enum Environment {
    /// The variables.
    static let variables = ProcessInfo.processInfo.environment
}
