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
        guard source.kind == .settings else { return source.dockerfile == nil ? machines(in: source) : [] }
        let conditions: [Finding] = Self.keys.flatMap { source.code.indices(of: $0, in: 0..<source.code.count) }
            .sorted()
            .compactMap { place in
                let value = source.code[place..<source.line(at: place).upperBound].drop { $0 != UInt8(ascii: "=") }
                let text = String(decoding: value, as: UTF8.self)
                guard ArchitectureWords.namesX86(text), !text.contains("!"),
                    !ArchitectureChoice.namesARM64(source.code)
                else { return nil }
                return Finding(rule, in: source.text, at: place, message: "this is for x86 only")
            }
        return conditions + programs(in: source) + machines(in: source)
    }

    private static let emulators = ["qemu-system-x86_64", "qemu-system-i386"]
    private static let accelerators = [
        "-enable-kvm", "accel=kvm", "accel kvm", "-cpu host", "virt-type kvm", "--enable-kvm",
    ]
    private static let alternatives = ["/dev/kvm", "tcg", "hvf"]

    /// `qemu-system-x86_64 -enable-kvm`: KVM runs guests of its own architecture only.
    private func machines(in source: PassageSource) -> [Finding] {
        let whole = 0..<source.code.count
        let places = Self.emulators.flatMap { source.code.indices(of: $0, in: whole) }.sorted()
        // Where there is another way to run the machine, it is taken.
        guard let place = places.first, !source.code.containsAny(Self.alternatives, in: whole),
            !ArchitectureChoice.namesARM64(source.code)
        else { return [] }
        let window = source.text.window(around: place, before: 8, after: 8)
        guard source.code.containsAny(Self.accelerators, in: window),
            !source.passages.contains(where: {
                $0.range.contains(place) && source.choosesArchitecture(at: place, in: $0)
            })
        else { return [] }
        return [
            Finding(
                rule, in: source.text, at: place,
                message: "a machine for x86 is run with KVM, which on arm64 runs arm64's machines only",
                remedy: "run a machine for arm64 there, or let QEMU emulate it (-accel tcg)")
        ]
    }

    private static let starts = ["ExecStart=", "ExecStartPre=", "ExecStartPost="]

    /// `ExecStart=/opt/app/app-linux-amd64 --port 80`
    private func programs(in source: PassageSource) -> [Finding] {
        Self.starts.flatMap { source.code.indices(of: $0, in: 0..<source.code.count) }.sorted().compactMap { place in
            let line = source.line(at: place)
            let value = source.code[place..<line.upperBound].drop { $0 != UInt8(ascii: "=") }.dropFirst()
            let word = value.drop { "-@:+!".utf8.contains($0) }.prefix { !$0.isASCIISpace }
            let text = String(decoding: word, as: UTF8.self)
            // A machine of x86 is emulated on every other one; `$` and `%` stand for what nobody knows here.
            guard place == line.lowerBound, ArchitectureWords.namesX86(text), !text.contains("$"), !text.contains("%"),
                !text.contains("qemu-"), !ArchitectureWords.namesX86(source.text.path)
            else { return nil }
            return Finding(rule, in: source.text, at: word.startIndex, message: "\(text) is for x86 by its name")
        }
    }
}
