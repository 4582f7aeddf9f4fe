import ScanModel

/// Looks for one thing in the commands and addresses of one file.
protocol PassageCheck: Sendable {
    /// What it looks for.
    var rule: Rule { get }

    /// - Parameter source: a text, already taken apart.
    /// - Returns: what was found, in any order.
    func findings(in source: PassageSource) -> [Finding]
}
