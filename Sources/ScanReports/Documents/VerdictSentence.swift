import PortingScan
import Reporting
import ScanModel

extension ScanReport {
    /// The answer in one sentence.
    var sentence: String {
        let blockers = count(of: .blocker)
        let warnings = count(of: .warning)
        let hidden = evidence.baselined
        switch verdict {
        case .ready: return "Ready to run on \(target)."
        case .readyWithChanges where warnings == 0: return "Can run on \(target); what should change is known."
        case .readyWithChanges: return "Can run on \(target); \(Plural.of(warnings, "thing")) should change."
        case .blocked where blockers == 0:
            return "Does not run on \(target) yet; \(Plural.of(hidden, "finding")) known from the baseline."
        case .blocked: return "Does not run on \(target) yet: \(Plural.of(blockers, "thing")) must change first."
        case .inconclusive: return "It can't be said yet whether this runs on \(target)."
        }
    }

    /// What to do when findings of the baseline are gone.
    var baselineHint: String? {
        let fixed = evidence.fixed
        guard fixed > 0 else { return nil }
        return "\(Plural.of(fixed, "finding")) of the baseline \(fixed == 1 ? "is" : "are") gone: write it anew"
    }
}
