import FoundationEssentials
import Glibc
import Platforms
import Processes
import Reporting

/// This machine, as far as emulators go: what the kernel and the settings for its next start say, and the changes to them.
public struct EmulatorSystem: Sendable {
    private let root: String
    /// How a program is proven to run; another one in tests.
    private let proof: @Sendable (Architecture) async -> EmulatorProof

    /// What is known of one architecture before anything is changed.
    package struct Facts: Sendable {
        /// Whether the kernel's binfmt_misc can be seen.
        package var isMounted = true
        /// Whether binfmt_misc as a whole is switched on.
        package var isEnabled = true
        /// The kernel's handlers, the best one first.
        package var handlers: [BinfmtHandler] = []
        /// A QEMU that works in containers.
        package var program: String?
        /// The setting that registers a handler, with the flag F, when the machine starts.
        package var startupSetting: String?
        /// A setting of the distribution that registers one without the flag F.
        package var weakSetting: String?
        /// Whether programs run.
        package var proof: EmulatorProof
        /// Whether Debian's packages can be installed.
        package var hasAPT = false

        /// - Parameter proof: whether programs run.
        package init(proof: EmulatorProof) { self.proof = proof }
    }

    /// - Parameter root: the folder that paths begin at; empty for this machine's own.
    public init(root: String = "") {
        self.init(root: root) { await EmulatorProof.run($0) }
    }

    package init(root: String, proof: @escaping @Sendable (Architecture) async -> EmulatorProof) {
        self.root = root
        self.proof = proof
    }

    private static let kernel = "/proc/sys/fs/binfmt_misc"
    private static let debian = "/var/lib/binfmts"
    private var emulators: Emulators { Emulators(folder: root + Self.kernel) }

    /// systemd's folders; a file in an earlier one hides a file of the same name in a later one.
    private static let settings = ["/etc/binfmt.d", "/run/binfmt.d", "/usr/local/lib/binfmt.d", "/usr/lib/binfmt.d"]

    /// Every architecture that this machine has a handler for.
    var registered: [Architecture] {
        Set(emulators.handlers.compactMap(\.architecture)).sorted()
    }

    func facts(_ architecture: Architecture) async -> Facts {
        var facts = Facts(proof: await proof(architecture))
        facts.isMounted = exists(Self.kernel + "/register")
        facts.isEnabled = text(Self.kernel + "/status")?.hasPrefix("disabled") != true
        facts.handlers = emulators.handlers(for: architecture)
        facts.program = EmulatorProgram.find(architecture, root: root)
        for (path, works) in startupSettings(architecture) {
            if works, facts.startupSetting == nil { facts.startupSetting = path }
            if !works, facts.weakSetting == nil { facts.weakSetting = path }
        }
        facts.hasAPT = exists("/usr/bin/apt-get")
        return facts
    }

    private func startupSettings(_ architecture: Architecture) -> [(path: String, works: Bool)] {
        var found: [(String, Bool)] = []
        var seen: Set<String> = []
        for folder in Self.settings {
            for name in names(in: folder) where name.hasSuffix(".conf") && seen.insert(name).inserted {
                for line in (text(folder + "/" + name) ?? "").split(separator: "\n") {
                    guard let entry = BinfmtEntry.parse(line), entry.architecture == architecture else { continue }
                    found.append((folder + "/" + name, entry.worksInContainers))
                }
            }
        }
        for name in names(in: Self.debian) {
            // binfmt-support's own list: package, type, offset, magic, mask, interpreter, detector, credentials, preserve, fix_binary.
            let lines = (text(Self.debian + "/" + name) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count > 5, lines[1] == "magic",
                ELFMagic.architecture(of: BinfmtEntry.unescaped(String(lines[3]))) == architecture
            else { continue }
            found.append((Self.debian + "/" + name, lines.count > 9 && lines[9] == "yes"))
        }
        return found
    }

    private func exists(_ path: String) -> Bool { access(root + path, F_OK) == 0 }

    private func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []).sorted()
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: root + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The file that mixarch wrote for an architecture.
    func ownSetting(_ architecture: Architecture) -> String? {
        guard let qemu = EmulatorProgram.qemuName(of: architecture) else { return nil }
        let path = EmulatorStep.path(of: "qemu-" + qemu)
        return text(path).map(EmulatorStep.isOurs) == true ? path : nil
    }

    // MARK: Changes

    /// - Throws: ``Failure`` naming the step that can't be done.
    func perform(_ step: EmulatorStep) async throws {
        switch step {
        case .mount:
            // Where it is a module, mounting does not load it everywhere.
            _ = try? await Program("modprobe", ["binfmt_misc"], deadline: .seconds(20)).run()
            try await Program("mount", ["-t", "binfmt_misc", "binfmt_misc", Self.kernel], deadline: .seconds(20))
                .runChecked(to: "mount binfmt_misc")
        case .switchOn: try write("1", to: Self.kernel + "/status")
        case .enable(let handler): try write("1", to: Self.kernel + "/" + handler)
        case .unregister(let handler): try write("-1", to: Self.kernel + "/" + handler)
        case .register(let entry): try write(entry.line, to: Self.kernel + "/register")
        case .restore(let handler):
            guard let line = handler.registration else { return }
            try write(line, to: Self.kernel + "/register")
            if !handler.isEnabled { try write("0", to: Self.kernel + "/" + handler.name) }
        case .installPackage(let package):
            try await Program(
                "apt-get", ["install", "-y", "--no-install-recommends", package],
                environment: ["DEBIAN_FRONTEND": "noninteractive"], deadline: .seconds(600)
            ).runChecked(to: "install \(package)")
        case .keep(let entry):
            try TextFile.makeFolder(root + EmulatorStep.folder)
            try TextFile.write(EmulatorStep.file(entry), to: root + EmulatorStep.path(of: entry.name))
        case .forget(let path):
            guard unlink(root + path) == 0 else { throw Self.failure("remove", path) }
        }
    }

    /// The kernel wants its lines in one write.
    private func write(_ text: String, to path: String) throws(Failure) {
        let descriptor = open(root + path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("write to", path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Self.failure("write to", path) }
    }

    private static func failure(_ action: String, _ path: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(
            .emulatorChange, "can't \(action) \(path): \(reason)",
            hint: geteuid() == 0
                ? "inside a container the kernel's settings are often read-only: run it on the machine itself"
                : "run it as root: sudo mixarch emulator …")
    }
}

extension Failure.Code {
    /// An emulator could not be registered or removed.
    static let emulatorChange = Self("emulator-not-changed", .remote)
}
