import Reporting
import ScanModel

/// A package of a conda channel.
struct CondaPackage {
    let name: String
    let place: Place

    init(name: some StringProtocol, at place: Place) {
        self.name = name.lowercased()
        self.place = place
    }

    /// What conda has for linux-64 and not for linux-aarch64, because it is Intel's own.
    var findings: [Finding] {
        guard let reference = CondaKnowledge.x86Only[name] else { return [] }
        return [
            Finding(
                PythonRules.conda, at: place, severity: .blocker,
                message: "\(name) is for x86 processors: conda has none for linux-aarch64", reference: reference)
        ]
    }
}
