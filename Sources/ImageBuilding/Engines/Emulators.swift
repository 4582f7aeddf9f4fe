import FoundationEssentials
import Platforms
import Reporting

/// The emulators that this machine's kernel starts for foreign programs (binfmt_misc).
///
/// Source: Linux, Documentation/admin-guide/binfmt-misc.rst.
public struct Emulators: Sendable {
    private let folder: String

    /// - Parameter folder: where the kernel shows its handlers.
    public init(folder: String = "/proc/sys/fs/binfmt_misc") { self.folder = folder }

    /// What the kernel has for an architecture.
    public enum State: Sendable, Equatable {
        case missing
        case disabled(handler: String)
        /// The emulator is looked up inside the container, where it isn't: the flag F is missing.
        case outsideContainersOnly(handler: String)
        case ready(handler: String)
    }

    /// - Parameter architecture: whose programs shall run.
    /// - Returns: the best handler's state.
    public func state(for architecture: Architecture) -> State {
        guard let machine = Self.machines[architecture] else { return .missing }
        var best = State.missing
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name != "status" && name != "register" {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name),
                let handler = BinfmtHandler(parsing: String(decoding: data, as: UTF8.self)), handler.machine == machine
            else { continue }
            if handler.isEnabled && handler.flags.contains("F") { return .ready(handler: name) }
            best = handler.isEnabled ? .outsideContainersOnly(handler: name) : .disabled(handler: name)
        }
        return best
    }

    /// - Parameter architecture: whose programs have to run.
    /// - Throws: ``Failure`` with code `emulator-missing`, saying how to get it.
    public func require(_ architecture: Architecture) throws(Failure) {
        let problem: String
        switch state(for: architecture) {
        case .ready: return
        case .missing: problem = "this machine has no emulator for \(architecture) programs"
        case .disabled(let handler): problem = "the emulator \(handler) for \(architecture) programs is switched off"
        case .outsideContainersOnly(let handler):
            problem = "the emulator \(handler) does not work inside containers (it lacks the flag F)"
        }
        throw Failure(
            .emulatorMissing, problem, hint: "install it: apt-get install qemu-user-static binfmt-support")
    }

    /// ELF's numbers of the architectures, source: gABI's registry of e_machine.
    private static let machines: [Architecture: UInt16] = [
        .amd64: 62, .arm64: 183, .i386: 3, .arm: 40, .ppc64le: 21, .s390x: 22, .riscv64: 243, .loong64: 258,
        .mips64le: 8,
    ]
}

/// One handler as the kernel shows it.
struct BinfmtHandler {
    let isEnabled: Bool
    let flags: String
    /// The ELF machine that its magic asks for; nil when it is about something else.
    let machine: UInt16?

    init?(parsing text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        guard let first = lines.first else { return nil }
        isEnabled = first == "enabled"
        func value(_ key: String) -> String? {
            lines.first { $0.hasPrefix(key + " ") }.map { String($0.dropFirst(key.count + 1)) }
        }
        flags = lines.first { $0.hasPrefix("flags:") }.map { String($0.dropFirst(6).filter { $0 != " " }) } ?? ""
        let magic = Self.bytes(value("magic") ?? "")
        guard magic.count >= 20, magic.starts(with: [0x7F, 0x45, 0x4C, 0x46]), value("offset") ?? "0" == "0" else {
            machine = nil
            return
        }
        // e_ident's sixth byte tells the order of the bytes.
        machine =
            magic[5] == 2 ? UInt16(magic[18]) << 8 | UInt16(magic[19]) : UInt16(magic[19]) << 8 | UInt16(magic[18])
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
    }
}

extension Failure.Code {
    /// Programs of another architecture can't run here.
    public static let emulatorMissing = Self("emulator-missing", .remote)
}
