import ArchiveTestSupport
import PortingScan
import ScanModel
import Testing

@Suite struct NativeBinaryTests {
    @Test func anX86LibraryInANestedArchiveBlocks() async throws {
        let jar = ZIPFixture([("linux/x86_64/libfoo.so", ELF.x86Library), ("A.class", [0xCA, 0xFE])])
        let war = ZIPFixture([("WEB-INF/lib/b.jar", jar.bytes)])
        let report = try await Tree.report(binaries: ["out/a.war": war.bytes])
        #expect(report.verdict == .blocked)
        #expect(report.findings.map { $0.file } == ["out/a.war!/WEB-INF/lib/b.jar!/linux/x86_64/libfoo.so"])
        #expect(report.evidence.archives == 2)
        #expect(report.evidence.binaries == 1)
    }

    @Test(arguments: [
        ("linux/amd64/libz.so", "linux/aarch64/libz.so"),
        ("librocksdbjni-linux64.so", "librocksdbjni-linux-aarch64.so"),
        ("META-INF/native/libnetty_linux_x86_64.so", "META-INF/native/libnetty_linux_aarch_64.so"),
        ("com/sun/jna/linux-x86-64/libjnidispatch.so", "com/sun/jna/linux-aarch64/libjnidispatch.so"),
    ])
    func aTwinInTheSameJarIsEnough(x86: String, arm64: String) async throws {
        let both = ZIPFixture([(x86, ELF.x86Library), (arm64, ELF.arm64Library)])
        #expect(try await Tree.report(binaries: ["a.jar": both.bytes]).verdict == .ready)
        let other = ZIPFixture([(x86, ELF.x86Library), ("linux/aarch64/libother.so", ELF.arm64Library)])
        #expect(try await Tree.report(binaries: ["a.jar": other.bytes]).verdict == .blocked)
    }

    @Test func aTwinMustReallyBeForTheTarget() async throws {
        let lie = ZIPFixture([("linux/amd64/libz.so", ELF.x86Library), ("linux/aarch64/libz.so", ELF.x86Library)])
        #expect(try await Tree.report(binaries: ["a.jar": lie.bytes]).findings.count == 1)
        let android = ZIPFixture([
            ("Linux/x86_64/libz.so", ELF.x86Library), ("Linux-Android/aarch64/libz.so", ELF.arm64Library),
        ])
        #expect(try await Tree.report(binaries: ["a.jar": android.bytes]).verdict == .blocked)
    }

    @Test func twinsMayBeInJarsOfTheirOwn() async throws {
        let report = try await Tree.report(binaries: [
            "lib/netty-4.1-linux-x86_64.jar": ZIPFixture([("native/libe_x86_64.so", ELF.x86Library)]).bytes,
            "lib/netty-4.1-linux-aarch_64.jar": ZIPFixture([("native/libe_aarch_64.so", ELF.arm64Library)]).bytes,
        ])
        #expect(report.verdict == .ready)
    }

    @Test func looseFiles() async throws {
        #expect(try await Tree.report(binaries: ["bin/tool": ELF.x86Program]).summary == ["native-binary blocker"])
        #expect(try await Tree.report(binaries: ["lib.so": ELF.i386Library]).verdict == .blocked)
        #expect(try await Tree.report(binaries: ["a.a": ELF.x86StaticLibrary]).summary == ["static-library blocker"])
        #expect(try await Tree.report(binaries: ["a.o": ELF.x86Object]).summary == ["object-file note"])
        #expect(try await Tree.report(binaries: ["lib.so": ELF.arm64Library]).verdict == .ready)
    }

    @Test func looseTwins() async throws {
        let twins = ["bin/linux-amd64/tool": ELF.x86Program, "bin/linux-arm64/tool": ELF.arm64Library]
        #expect(try await Tree.report(binaries: twins).verdict == .ready)
        let elsewhere = ["a/libfoo.so": ELF.x86Library, "b/libfoo.so": ELF.arm64Library]
        #expect(try await Tree.report(binaries: elsewhere).verdict == .blocked)
    }

    @Test func otherSystemsAreNoConcern() async throws {
        let windows =
            Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + [64, 0, 0, 0] + Array("PE\0\0".utf8)
            + [0x64, 0x86] + [UInt8](repeating: 0, count: 40)
        let macOS: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1] + [UInt8](repeating: 0, count: 24)
        let jar = ZIPFixture([
            ("win/foo.dll", windows), ("mac/libfoo.dylib", macOS), ("native/libfoo.so", ELF.freeBSDLibrary),
        ])
        let report = try await Tree.report(binaries: ["a.jar": jar.bytes])
        #expect(report.findings.isEmpty)
        #expect(report.evidence.binaries == 3)
        #expect(report.verdict == .ready)
    }
}
