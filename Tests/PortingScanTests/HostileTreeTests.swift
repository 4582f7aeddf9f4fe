import ArchiveTestSupport
import FoundationEssentials
import Glibc
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct HostileTreeTests {
    private static let jar = ZIPFixture([("A.class", [1]), ("linux/libfoo.so", ELF.x86Library)]).bytes

    @Test(arguments: [0, 1, 30, 100, jar.count / 2, jar.count - 1])
    func truncatedJARsAreNeverReady(length: Int) async throws {
        let report = try await Tree.report(binaries: ["a.jar": Array(Self.jar.prefix(length))])
        #expect(report.verdict == .inconclusive)
        #expect(report.gaps == ["a.jar"])
    }

    @Test func aDamagedMemberLeavesTheRestJudged() async throws {
        let outer = ZIPFixture([("lib/bad.jar", [1, 2, 3]), ("lib/good.jar", Self.jar)])
        let report = try await Tree.report(binaries: ["app.war": outer.bytes])
        #expect(report.gaps == ["app.war!/lib/bad.jar"])
        #expect(report.findings.map { $0.file } == ["app.war!/lib/good.jar!/linux/libfoo.so"])
    }

    @Test func archivesNestedTooDeep() async throws {
        var bytes = Self.jar
        for _ in 0..<20 { bytes = ZIPFixture([("n.zip", bytes)]).bytes }
        let report = try await Tree.report(binaries: ["deep.zip": bytes])
        #expect(report.verdict == .inconclusive)
        #expect(report.evidence.notJudged.first?.why.contains("nested too deep") == true)
    }

    @Test func linksAndSpecialFiles() async throws {
        try await Tree.with { tree in
            try tree.write("src/A.java", "class A {}")
            #expect(symlink("..", tree.path + "/src/loop") == 0)
            #expect(symlink("/usr/bin", tree.path + "/out") == 0)
            #expect(symlink("gone", tree.path + "/dangling") == 0)
            #expect(mkfifo(tree.path + "/pipe", 0o600) == 0)
            let report = try await tree.scan()
            #expect(report.verdict == .ready)
            #expect(report.evidence.files == 1)
            #expect(report.gaps == ["out", "pipe"])
            await #expect(throws: Failure.self) { try await tree.scan("pipe") }
        }
    }

    @Test func historyIsSkipped() async throws {
        let report = try await Tree.report(binaries: [".git/lib.so": ELF.x86Library, "A.java": [0x63]])
        #expect(report.verdict == .ready)
        #expect(report.evidence.files == 1)
    }

    @Test func aSingleFile() async throws {
        try await Tree.with { tree in
            try tree.write("lib/a.jar", Self.jar)
            let report = try await tree.scan("lib/a.jar")
            #expect(report.findings.map { $0.file } == ["a.jar!/linux/libfoo.so"])
        }
    }

    @Test func sparseFilesAreBounded() async throws {
        try await Tree.with { tree in
            for name in ["huge.bin", "Huge.java"] {
                try tree.write(name, "class A {}")
                #expect(truncate(tree.path + "/" + name, 1 << 40) == 0)
            }
            let report = try await tree.scan()
            #expect(report.gaps == ["Huge.java"])
            #expect(report.verdict == .inconclusive)
        }
    }

    /// They are read when something of x86 was found, some for one analysis only.
    @Test(arguments: ["Makefile", "Kconfig", "configure.ac"])
    func buildFilesThatAreNotReadToTheirEnd(name: String) async throws {
        try await Tree.with { tree in
            try tree.write("fast.c", "#include <immintrin.h>\n__m128i a;\n")
            try tree.write(name, "obj-y += fast.o\n")
            #expect(try await tree.scan().gaps == [])
            #expect(truncate(tree.path + "/" + name, 1 << 30) == 0)
            #expect(try await tree.scan().gaps == [name])
        }
    }

    /// Files for machines have lines that no one counts columns in.
    @Test func endlessLines() async throws {
        let line = "RUN " + String(repeating: "https://e.com/linux-amd64 ", count: 200)
        let report = try await Tree.report(["Dockerfile": "FROM a\n" + line])
        #expect(report.findings.count == 200)
        #expect(report.findings.allSatisfy { $0.line == 2 && ($0.snippet?.count ?? 999) <= 160 })
        #expect(report.findings.contains { $0.column == 31 })
        #expect(report.findings.contains { $0.column == nil })
    }

    @Test func manyStages() async throws {
        let stages = String(repeating: "FROM amd64/a AS b-amd64\n", count: 500) + "FROM b-amd64 AS b-arm64\n"
        #expect(try await Tree.report(["Dockerfile": stages]).findings.isEmpty)
    }

    @Test func namesThatAreNoUTF8() async throws {
        try await Tree.with { tree in
            let name = Array(tree.path.utf8CString.dropLast()) + [47, -1, 0]
            let descriptor = open(name, O_WRONLY | O_CREAT, 0o600)
            #expect(write(descriptor, ELF.x86Library, 64) == 64)
            close(descriptor)
            let report = try await tree.scan()
            #expect(report.findings.map { $0.file } == ["\u{FFFD}"])
        }
    }

    @Test func theSameTreeGivesTheSameReport() async throws {
        try await Tree.with { tree in
            for index in 0..<60 { try tree.write("d\(index % 7)/Dockerfile.\(index)", "FROM amd64/debian\n") }
            let first = try await tree.scan()
            let second = try await tree.scan()
            #expect(first.findings.count == 60)
            #expect(first.findings == second.findings)
        }
    }
}
