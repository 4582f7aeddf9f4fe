import Reporting
import ScanModel

/// A package of a conda channel.
struct CondaPackage {
    let name: String
    let place: Place
    /// The build that is asked for, when one is.
    let build: String?
    private(set) var version: Substring?

    init(name: some StringProtocol, build: String? = nil, at place: Place) {
        self.name = name.lowercased()
        self.build = build
        self.place = place
    }

    /// - Parameter spec: `channel::name=version=build`, `name>=1`, `name 1.2.*`.
    init(spec: Substring, at place: Place) {
        let package = spec.firstRange(of: "::").map { spec[$0.upperBound...] } ?? spec
        let name = package.prefix { !"=<>!~ [".contains($0) }
        let parts = package[name.endIndex...].split(separator: "=").map { $0.withoutOuterSpace }
        self.init(name: name, build: parts.count == 2 ? parts[1].lowercased() : nil, at: place)
        version = parts.first
    }

    /// What conda has for linux-64 and not for linux-aarch64, because it is Intel's own.
    var findings: [Finding] {
        let variant = CondaKnowledge.variant
        let isVariant = build.map { $0.contains(variant.word) && !$0.contains("no" + variant.word) } ?? false
        guard let reference = CondaKnowledge.x86Only[name] ?? (isVariant ? variant.reference : nil) else { return [] }
        let what = isVariant ? "\(name) built with \(variant.word)" : name
        return [
            Finding(
                PythonRules.conda, at: place, severity: .blocker,
                message: "\(what) is for x86 processors: conda has none for linux-aarch64", reference: reference)
        ]
    }
}
