import Reporting
import ScanModel

/// Services and machines that are said to be for x86: `ConditionArchitecture=x86-64`, a Vagrant box.
struct SettingCheck: PassageCheck {
    let rule = Rule(
        id: "service-architecture", title: "a service or machine for x86 only", area: .deployment, severity: .warning,
        effort: .minutes, why: "With this condition the service is passed over, or the machine not found, on arm64.",
        remedy: "leave the condition out when the program exists for arm64",
        before: "[Unit]\nConditionArchitecture=x86-64", after: "[Unit]\nDescription=app",
        reference: "https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html")

    private static let keys = ["ConditionArchitecture=", "AssertArchitecture=", "box_architecture"]

    func findings(in source: PassageSource) -> [Finding] {
        guard source.kind == .settings else { return [] }
        return Self.keys.flatMap { source.code.indices(of: $0, in: 0..<source.code.count) }.sorted().compactMap {
            place in
            let value = source.code[place..<source.line(at: place).upperBound].drop { $0 != UInt8(ascii: "=") }
            let text = String(decoding: value, as: UTF8.self)
            guard ArchitectureWords.namesX86(text), !text.contains("!"),
                !ArchitectureChoice.namesARM64(source.code)
            else { return nil }
            return Finding(rule, in: source.text, at: place, message: "this is for x86 only")
        }
    }
}
