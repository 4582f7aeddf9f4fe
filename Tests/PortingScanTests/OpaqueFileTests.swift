import ArchiveTestSupport
import PortingScan
import ScanModel
import Testing

/// What can't be judged is said, and the rest is judged all the same.
@Suite struct OpaqueFileTests {
    private static let digest = String(repeating: "ab", count: 32)
    private static let pointer = Array("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n".utf8)

    @Test(arguments: [
        ("libfoo.so", pointer, "Git LFS"), ("app.jar", pointer, "Git LFS"), ("lib/libfoo.so.1", pointer, "Git LFS"),
        ("app.snap", Array("hsqs".utf8) + [0], "not looked into"),
        ("out/oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), "container images"),
        ("Tool.AppImage", ELF.arm64Library, "not looked into"),
        ("install.run", Array("#!/bin/sh\n".utf8) + [UInt8](repeating: 0, count: 2 << 20), "payload"),
        ("image.tar", tar([(digest + "/layer.tar", tar([("bin/sh", ELF.x86Program)]))]), "container image"),
        ("image.tar", tar([("blobs/sha256/" + digest, tgz([("bin/sh", ELF.x86Program)]))]), "container image"),
    ])
    func gaps(name: String, bytes: [UInt8], why: String) async throws {
        let report = try await Tree.report(binaries: [name: bytes])
        #expect(report.gaps == [name])
        #expect(report.evidence.notJudged.first?.why.contains(why) == true)
        #expect(report.findings.isEmpty)
    }

    @Test(arguments: ["packages.rpm", "list.deb", "notes.jar", "a.tar", "b.whl"])
    func textsAreNoArchives(name: String) async throws {
        let report = try await Tree.report([name: "bash\ncurl\n", "A.java": "class A {}"])
        #expect(report.gaps.isEmpty)
        #expect(report.verdict == .ready)
    }

    @Test func scriptsWithoutAPayloadAreScripts() async throws {
        let report = try await Tree.report(["install.sh": "#!/bin/sh\nBZh=1\nPK=2\nBZh9 1AY\necho done\n"])
        #expect(report.evidence.archives == 0)
        #expect(report.verdict == .ready)
    }

    @Test func whatIsNotTextIsADamagedArchive() async throws {
        let bytes = Array("[Unit]\nDescription=a service\n".utf8) + [0, 1, 2]
        #expect(try await Tree.report(binaries: ["a.rpm": bytes]).gaps == ["a.rpm"])
    }

    @Test func archivesBehindTheirInterpreterAreRead() async throws {
        let zip = ZIPFixture([("c/_c.so", ELF.x86Library)]).bytes
        let report = try await Tree.report(binaries: ["dist/app.pex": Array("#!/usr/bin/env python3\n".utf8) + zip])
        #expect(report.findings.map { $0.rule } == ["native-binary"])
    }

    @Test func imagesOfTestsAreNoMatter() async throws {
        let image = tar([(Self.digest + "/layer.tar", tar([("bin/sh", ELF.x86Program)]))])
        let report = try await Tree.report(binaries: ["testdata/image.tar": image])
        #expect(report.evidence.notJudged.map { $0.matters } == [false])
    }

    @Test func packedProgramsOfTestsAreNoMatter() async throws {
        let report = try await Tree.report(binaries: ["autotests/samplefiles/Tool.AppImage": ELF.arm64Library])
        #expect(report.evidence.notJudged.map { $0.matters } == [false])
    }

    @Test func pointersToPicturesAreNoMatter() async throws {
        try await #expect(Tree.report(binaries: ["logo.png": Self.pointer]).gaps.isEmpty)
    }

    @Test func encryptedMembersDontHideTheOthers() async throws {
        var zip = ZIPFixture()
        zip.add("secret.so", [1], ZIPFixture.Oddity(flags: 0x801))
        zip.add("libfoo.so", ELF.x86Library)
        let report = try await Tree.report(binaries: ["a.zip": zip.bytes])
        #expect(report.summary == ["native-binary blocker"])
        #expect(report.gaps == ["a.zip!/secret.so"])
    }

    @Test func manyDamagedMembersAreSummedUp() async throws {
        var zip = ZIPFixture()
        for index in 0..<50 { zip.add("lib\(index).so", [1], ZIPFixture.Oddity(method: 8, size: 9)) }
        let report = try await Tree.report(binaries: ["a.zip": zip.bytes])
        #expect(report.gaps.count == 6)
        #expect(report.verdict == .inconclusive)
    }

    @Test func theRestOfAnArchiveIsCounted() async throws {
        let members = (0..<20).map { ("lib\(Character(UnicodeScalar(97 + UInt8($0)))).so", ELF.x86Library) }
        let report = try await Tree.report(binaries: ["a.jar": zip(members)])
        #expect(report.findings.count == 5)
        #expect(report.findings.last?.message.hasSuffix("15 more like it beside it") == true)
    }

    @Test(arguments: ["tgz", "tar", "deb", "rpm", "asar", "jar", "tar.zst", "whl"])
    func noiseIsNoCrash(ending: String) async throws {
        let noise = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
        let report = try await Tree.report(binaries: ["a." + ending: noise])
        #expect(report.gaps == ["a." + ending])
    }

    @Test(arguments: ["tests/bad.zip", "testdata/bad.tar.gz", "src/t/bad.jar", "data.bz2", "app.log.gz"])
    func brokenArchivesOfTestsAreNoMatter(name: String) async throws {
        let report = try await Tree.report(binaries: [name: [1, 2, 3], "A.java": Array("class A {}".utf8)])
        #expect(report.verdict == .ready)
    }
}
