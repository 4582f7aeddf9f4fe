import BinaryInspection
import FoundationEssentials
import ImageBuilding
import Platforms
import Reporting
import Testing

@Suite struct EmulatorPlanTests {
    static let foreign: Architecture = Architecture.host == .arm64 ? .riscv64 : .arm64
    private static let program = "/usr/bin/qemu-static"

    private static func entry() throws -> BinfmtEntry { try #require(BinfmtEntry(foreign, interpreter: program)) }

    private static func handler(_ status: String, flags: String) throws -> BinfmtHandler {
        let magic = foreign == .arm64 ? "b700" : "f300"
        return try #require(
            BinfmtHandler(
                name: "old",
                parsing:
                    "\(status)\ninterpreter /q\nflags: \(flags)\noffset 0\nmagic 7f454c460201010000000000000000000200\(magic)\n"
            ))
    }

    private static func plan(
        _ proof: EmulatorProof = .fails("no"), _ change: (inout EmulatorSystem.Facts) -> Void = { _ in }
    ) throws -> [EmulatorStep] {
        var facts = EmulatorSystem.Facts(proof: proof)
        facts.program = program
        change(&facts)
        return try EmulatorPlan.install(foreign, facts)
    }

    @Test func aHandlerCanBeRegisteredAsItWas() throws {
        let shown = "enabled\ninterpreter /q\nflags: POF\noffset 4\nmagic 0aff\nmask ff0f\n"
        #expect(
            BinfmtHandler(name: "old", parsing: shown)?.registration == #":old:M:4:\x0a\xff:\xff\x0f:/q:POF"#)
        #expect(
            BinfmtHandler(name: "jar", parsing: "enabled\ninterpreter /q\nflags: \nextension .jar\n")?.registration
                == nil)
    }

    @Test func whatWorksAndStaysIsLeftAlone() throws {
        #expect(try Self.plan(.runs) { $0.startupSetting = "/x.conf" } == [])
        #expect(try EmulatorPlan.install(.host, EmulatorSystem.Facts(proof: .fails("no"))) == [])
    }

    @Test func whatWorksUntilTheNextStartIsMadeToStay() throws {
        let entry = try Self.entry()
        #expect(try Self.plan(.runs) == [.keep(entry)])
    }

    @Test func theKernelComesFirst() throws {
        #expect(try Self.plan { $0.isMounted = false } == [.mount])
        #expect(try Self.plan { $0.isEnabled = false } == [.switchOn])
    }

    @Test func withoutQEMUThePackageIsInstalledWhereThatIsKnown() throws {
        #expect(try Self.plan { ($0.program, $0.hasAPT) = (nil, true) } == [.installPackage("qemu-user-static")])
        #expect(throws: EmulatorPlan.Obstacle.noProgram) { try Self.plan { $0.program = nil } }
    }

    @Test func aHandlerThatIsSwitchedOffIsSwitchedOn() throws {
        let handler = try Self.handler("disabled", flags: "F")
        #expect(try Self.plan { $0.handlers = [handler] } == [.enable(handler: "old")])
    }

    /// Flags without F, or an emulator that fails: ours takes its place.
    @Test(arguments: ["OC", "F", ""]) func aHandlerThatDoesNotWorkIsReplaced(flags: String) throws {
        let handler = try Self.handler("enabled", flags: flags)
        let entry = try Self.entry()
        #expect(
            try Self.plan { $0.handlers = [handler] }
                == [.unregister(handler: "old"), .register(entry), .keep(entry)])
    }

    @Test func whatTheDistributionRegistersAtTheStartIsNotWrittenAgain() throws {
        let entry = try Self.entry()
        #expect(try Self.plan() == [.register(entry), .keep(entry)])
        #expect(try Self.plan { $0.startupSetting = "/usr/lib/binfmt.d/x.conf" } == [.register(entry)])
    }

    @Test func removingTakesTheHandlersAndOurOwnFileAway() throws {
        var facts = EmulatorSystem.Facts(proof: .runs)
        #expect(EmulatorPlan.remove(facts, own: nil) == [])
        facts.handlers = [try Self.handler("enabled", flags: "F")]
        #expect(
            EmulatorPlan.remove(facts, own: "/etc/binfmt.d/x.conf")
                == [.unregister(handler: "old"), .forget(path: "/etc/binfmt.d/x.conf")])
    }

    /// The line that QEMU's own script writes, source: qemu, scripts/qemu-binfmt-conf.sh.
    @Test func theLineForARM64() throws {
        let entry = try #require(BinfmtEntry(.arm64, interpreter: "/usr/bin/qemu-aarch64-static"))
        let magic = #"\x7f\x45\x4c\x46\x02\x01\x01"# + String(repeating: #"\x00"#, count: 9) + #"\x02\x00\xb7\x00"#
        let mask =
            String(repeating: #"\xff"#, count: 7) + #"\x00"# + String(repeating: #"\xff"#, count: 8)
            + #"\xfe\xff\xff\xff"#
        #expect(entry.line == ":qemu-aarch64:M::\(magic):\(mask):/usr/bin/qemu-aarch64-static:F")
        let read = BinfmtEntry.parse(entry.line[...])
        #expect(read?.architecture == .arm64 && read?.worksInContainers == true)
    }

    @Test(arguments: ["/a:b", "relative", "/" + String(repeating: "x", count: 127)])
    func whatTheKernelDoesNotTakeIsNoEntry(interpreter: String) {
        #expect(BinfmtEntry(.arm64, interpreter: interpreter) == nil)
    }

    @Test(arguments: ["# :a:M::x:y:/z:F", "", ":python:M::\\xa7\\x0d\\x0d\\x0a::/usr/bin/python3:", ":a:E::jar::/x:F"])
    func otherLinesOfSettings(line: String) { #expect(BinfmtEntry.parse(line[...]) == nil) }

    @Test(arguments: [Architecture.amd64, .arm64, .i386, .arm, .riscv64, .ppc64le, .s390x])
    func theProgramToTryWithIsAStaticOneOfItsArchitecture(architecture: Architecture) throws {
        let bytes = try #require(ProbeProgram.bytes(for: architecture))
        let image = try #require(BinaryImage.inspect(bytes))
        #expect(image.machines == [.known(architecture)])
        #expect(image.kind == .executable && image.linkage == .static)
    }

    @Test func thisMachinesOwnProgramsRun() async {
        var proof = await EmulatorProof.run(.host)
        // The tests beside it may keep all threads for longer than it has patience.
        for _ in 0..<5 where proof != .runs && proof != .runsOutsideContainers {
            proof = await EmulatorProof.run(.host)
        }
        #expect(proof == .runs || proof == .runsOutsideContainers)
    }
}
