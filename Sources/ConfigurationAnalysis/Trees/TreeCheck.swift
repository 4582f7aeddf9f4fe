import Reporting
import ScanModel

/// Looks for one thing in the keys and values of one file.
protocol TreeCheck: Sendable {
    /// - Parameter source: a file, already taken apart.
    /// - Returns: what was found, in any order.
    func findings(in source: TreeSource) -> [Finding]
}
