import FoundationEssentials
import ImageBuilding
import Platforms
import Reporting
import Testing

@Suite struct EmulatorTests {
    private static let magic = "7f454c460201010000000000000000000200b700"

    private func state(_ handlers: [String: String]) async throws -> Emulators.State {
        try await Workbench.with { bench in
            for (name, text) in handlers { try bench.write(name, text) }
            return Emulators(folder: bench.context).state(for: .arm64)
        }
    }

    private func handler(_ status: String, flags: String, magic: String = magic) -> String {
        "\(status)\ninterpreter /usr/bin/qemu\nflags: \(flags)\noffset 0\nmagic \(magic)\nmask ffffffffffffff00ffff\n"
    }

    @Test func whatTheKernelHas() async throws {
        #expect(
            try await state(["qemu": handler("enabled", flags: "PF"), "status": "enabled"]) == .ready(handler: "qemu"))
        #expect(try await state(["qemu": handler("disabled", flags: "F")]) == .disabled(handler: "qemu"))
        #expect(try await state(["qemu": handler("enabled", flags: "OC")]) == .outsideContainersOnly(handler: "qemu"))
        let other = "7f454c4602010100000000000000000002003e00"
        #expect(
            try await state(["x": handler("enabled", flags: "F", magic: other), "python": "enabled\nmagic cafe"])
                == .missing)
        #expect(Emulators(folder: "/nowhere").state(for: .arm64) == .missing)
    }

    @Test func whatToInstall() {
        do {
            try Emulators(folder: "/nowhere").require(.arm64)
            Issue.record("no failure")
        } catch {
            #expect(error.code == .emulatorMissing && error.code.kind == .remote)
            #expect(error.hint?.contains("mixarch emulator install") == true)
        }
    }
}
