import Reporting
import ScanModel

/// A wheel that is named by an address or a path.
enum AddressedWheel {
    /// - Returns: nil when it can be installed on Linux on arm64, or is for another system than Linux.
    static func finding(_ wheel: WheelName, _ place: Place, _ use: PythonDependency.Use) -> Finding? {
        let machines = wheel.machines
        guard !machines.isEmpty, !machines.contains("aarch64"), !wheel.platforms.contains(.any) else { return nil }
        let machine = machines.contains("x86_64") ? "x86_64" : machines.sorted().first ?? ""
        return Finding(
            PythonRules.address, at: place, severity: use.severity(.blocker),
            message: "the wheel of \(wheel.name) \(wheel.version.text) is for \(machine): pip refuses it on arm64")
    }
}

extension PythonDependency.Use {
    /// What is not needed to run matters one step less.
    func severity(_ severity: Severity) -> Severity { self == .runtime ? severity : severity.lowered }
}

extension Finding {
    /// A finding at a place that was kept.
    init(
        _ rule: Rule, at place: Place, severity: Severity, message: String, remedy: String? = nil,
        reference: String? = nil
    ) {
        self.init(
            rule: rule.id, severity: severity, file: place.file, line: place.line, column: place.column,
            snippet: place.snippet, message: message, remedy: remedy ?? rule.remedy,
            reference: reference ?? rule.reference)
    }
}
