import FoundationEssentials
import ImageBuilding
import Platforms
import Reporting
import Testing

@Suite struct EmulatorSystemTests {
    private static let foreign = EmulatorPlanTests.foreign

    /// A machine in a folder; what runs on it is said, not tried.
    private func report(
        _ files: [String: String], _ proof: EmulatorProof
    ) async throws -> EmulatorStatus {
        try await Workbench.with { bench in
            for (path, text) in files { try bench.write(path, text) }
            let report = await EmulatorSystem(root: bench.context) { _ in proof }.report([Self.foreign])
            return try #require(report.architectures.first)
        }
    }

    private static var machine: String { foreign == .arm64 ? "b700" : "f300" }

    private static func kernel(_ status: String, flags: String) -> [String: String] {
        [
            "proc/sys/fs/binfmt_misc/qemu-x":
                "\(status)\ninterpreter /usr/bin/q\nflags: \(flags)\noffset 0\nmagic 7f454c460201010000000000000000000200\(machine)\n",
            "proc/sys/fs/binfmt_misc/status": "enabled\n", "proc/sys/fs/binfmt_misc/register": "",
        ]
    }

    private static func line(_ flags: String) throws -> String {
        let entry = try #require(BinfmtEntry(foreign, interpreter: "/usr/bin/q"))
        return String(entry.line.dropLast()) + flags + "\n"
    }

    @Test func emulatedAndStays() async throws {
        var files = Self.kernel("enabled", flags: "PF")
        files["usr/lib/binfmt.d/q.conf"] = "# a comment\n" + (try Self.line("OPF"))
        let status = try await report(files, .runs)
        #expect(status.state == .emulated && status.works && status.handler == "qemu-x" && status.flags == "PF")
        #expect(status.interpreter == "/usr/bin/q" && status.startupSetting == "/usr/lib/binfmt.d/q.conf")
        #expect(status.notes.isEmpty)
    }

    @Test func emulatedUntilTheNextStart() async throws {
        let status = try await report(Self.kernel("enabled", flags: "F"), .runs)
        #expect(status.state == .emulated && status.startupSetting == nil)
        #expect(status.notes.contains { $0.contains("gone when the machine starts again") })
    }

    /// A file of the administrator's hides one of the same name that the distribution brings.
    @Test func aHiddenSettingDoesNotCount() async throws {
        var files = Self.kernel("enabled", flags: "F")
        files["usr/lib/binfmt.d/q.conf"] = try Self.line("F")
        files["etc/binfmt.d/q.conf"] = ""
        #expect(try await report(files, .runs).startupSetting == nil)
    }

    @Test func twoSettingsThatDisagree() async throws {
        var files = Self.kernel("enabled", flags: "F")
        files["etc/binfmt.d/a.conf"] = try Self.line("F")
        files["var/lib/binfmts/qemu-x"] =
            "qemu-user\nmagic\n0\n\\x7f\\x45\\x4c\\x46\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00"
            + (Self.foreign == .arm64 ? "\\xb7\\x00" : "\\xf3\\x00") + "\n\\xff\n/usr/bin/q\n\nno\nyes\nno\n"
        let status = try await report(files, .runs)
        #expect(status.startupSetting == "/etc/binfmt.d/a.conf")
        #expect(status.notes.contains { $0.contains("/var/lib/binfmts/qemu-x") })
    }

    @Test func whatFails() async throws {
        #expect(try await report([:], .fails("no")).state == .missing)
        let off = try await report(Self.kernel("disabled", flags: "F"), .fails("no"))
        #expect(off.state == .broken && off.notes == ["it is switched off"])
        let outside = try await report(
            Self.kernel("enabled", flags: "OC"), .fails("it runs outside of containers only"))
        #expect(outside.state == .broken && outside.notes.first?.contains("flag F") == true)
        let crash = try await report(Self.kernel("enabled", flags: "F"), .fails("it ended with status 139"))
        #expect(crash.state == .broken && crash.notes.first?.contains("139") == true)
    }

    @Test func theJSONNamesWhatIsSupported() async throws {
        let text = try await Workbench.with { bench in
            for (path, text) in Self.kernel("enabled", flags: "F") { try bench.write(path, text) }
            let report = await EmulatorSystem(root: bench.context) {
                $0 == Self.foreign || $0 == .host ? .runs : .fails("no")
            }
            .report()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(report), as: UTF8.self)
        }
        #expect(text.contains(#""emulators":["qemu-x"]"#))
        #expect(text.contains("linux/\(Self.foreign)") && text.contains("linux/\(Architecture.host)"))
    }

    @Test func thisMachinesOwnArchitectureHasNoEmulator() async {
        do {
            _ = try await EmulatorSystem().remove(.host, isRehearsal: true)
            Issue.record("no failure")
        } catch {
            #expect((error as? Failure)?.code == .usage)
        }
    }
}
