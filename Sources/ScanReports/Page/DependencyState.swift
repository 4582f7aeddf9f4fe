import ScanModel

/// A dependency's state in words, the one that wants most attention first.
enum DependencyState: CaseIterable {
    case unsupported, upgrade, unknown, ok

    var status: DependencyResult.Status {
        switch self {
        case .unsupported: .unsupported
        case .upgrade: .upgrade
        case .unknown: .unknown
        case .ok: .ok
        }
    }

    var title: String {
        switch self {
        case .unsupported: "Unsupported"
        case .upgrade: "Upgrade"
        case .unknown: "Unknown"
        case .ok: "Works"
        }
    }

    /// The class that gives the colour.
    var kind: String {
        switch self {
        case .unsupported: "blocker"
        case .upgrade: "warning"
        case .unknown: "unknown"
        case .ok: "good"
        }
    }
}
