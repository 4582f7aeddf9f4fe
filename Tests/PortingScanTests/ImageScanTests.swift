import ArchiveTestSupport
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct ImageScanTests {
    typealias Layer = [(String, [UInt8])]
    private static let x86 = ELF.x86Library
    private static let arm = ELF.arm64Library

    /// The report of an image that `docker save` wrote.
    private static func report(_ architecture: String, _ layers: Layer...) async throws -> ScanReport {
        var report: ScanReport?
        try await Tree.with { tree in
            try tree.write("image.tar", SavedImages.docker(architecture, layers))
            let image = try SavedImageSource(archive: tree.path + "/image.tar")
            report = try await PortingScanner().scan(image: image, progress: SilentProgress())
        }
        guard let report else { throw Failure(.bug, "no report") }
        return report
    }

    private static func files(_ report: ScanReport) -> [String] {
        report.findings.map { $0.file }.filter { !$0.hasPrefix("docker") }
    }

    @Test func anImageForX86Only() async throws {
        let report = try await Self.report(
            "amd64",
            [
                ("usr/lib/x86_64-linux-gnu/libc.so.6", Self.x86), ("usr/bin/bash", ELF.x86Program),
                ("var/lib/dpkg/info/libc6.list", Array("/.\n/lib/x86_64-linux-gnu/libc.so.6\n/bin/bash\n".utf8)),
                ("usr/local/bin/python3.11", ELF.x86Program), ("usr/local/lib/python3.11/lib-dynload/_a.so", Self.x86),
                ("opt/java/openjdk/lib/libjava.so", Self.x86), ("usr/local/go/bin/go", ELF.x86Program),
            ],
            [
                ("usr/local/bin/tool", ELF.x86Program), ("app/lib/a.so", Self.x86), ("app/lib/b.so", Self.x86),
                ("usr/local/lib/python3.11/site-packages/numpy/a.so", Self.x86),
                ("usr/local/lib/python3.11/site-packages/pandas/a.so", Self.x86),
            ])
        #expect(report.verdict == .blocked)
        #expect(report.findings.first?.rule == "image-platform")
        #expect(report.findings.first?.message.contains("linux/amd64 only") == true)
        #expect(report.findings.dropFirst().allSatisfy { $0.rule == "image-program" && $0.severity == .warning })
        #expect(
            Self.files(report) == [
                "app/lib/a.so", "usr/local/bin/tool", "usr/local/lib/python3.11/site-packages/numpy/a.so",
            ])
        #expect(report.findings[1].message.contains("1 more beside it"))
        #expect(report.evidence.binaries == 11)
    }

    @Test(arguments: [
        [("lib/apk/db/installed", "P:musl\nF:lib\nR:libc.musl-x86_64.so.1\nF:usr/bin\nR:curl\n")],
        [("var/lib/dpkg/status.d/musl.md5sums", "abc  lib/libc.musl-x86_64.so.1\nabc  usr/bin/curl\n")],
        [("var/lib/rpm/rpmdb.sqlite", "SQLite")],
    ])
    func packagesAreTheDistributions(lists: [(String, String)]) async throws {
        let report = try await Self.report(
            "amd64", lists.map { ($0.0, Array($0.1.utf8)) },
            [("usr/lib/libc.musl-x86_64.so.1", Self.x86), ("usr/bin/curl", ELF.x86Program), ("app", ELF.x86Program)])
        #expect(Self.files(report) == ["app"])
    }

    @Test func anImageForARM64() async throws {
        let ready = try await Self.report("arm64", [("usr/bin/a", Self.arm), ("app/A.java", Array("class A {}".utf8))])
        #expect(ready.verdict == .ready)
        let foreign = try await Self.report("arm64", [("usr/local/bin/tool", ELF.x86Program), ("usr/bin/a", Self.arm)])
        #expect(foreign.summary == ["native-binary blocker"])
        let installed = try await Self.report("arm64", [("app/node_modules/f/f.node", Self.x86)])
        #expect(installed.summary == ["native-binary blocker"])
        let twins = try await Self.report(
            "arm64",
            [
                ("app/f.jar", zip([("x86_64/f.so", Self.x86), ("aarch64/f.so", Self.arm)])),
                ("app/prebuilds/linux-x64/f.node", Self.x86), ("app/prebuilds/linux-arm64/f.node", Self.arm),
            ])
        #expect(twins.verdict == .ready)
    }

    @Test func archivesInImagesAreThoseOfAnyPlatform() async throws {
        let jar = zip([("linux64/libf.so", Self.x86)])
        for architecture in ["amd64", "arm64"] {
            let report = try await Self.report(architecture, [("app/f.jar", jar)])
            #expect(report.findings.contains { $0.file == "app/f.jar!/linux64/libf.so" && $0.severity == .blocker })
        }
    }

    @Test(
        arguments: [
            ([("app/.wh.tool", [])], []), ([(".wh.app", [])], []), ([("app/.wh..wh..opq", [])], []),
            ([("app", [1])], []), ([("app/tool", [1])], []), ([("app/other", [1])], ["app/tool"]),
            ([("app/tool", ELF.arm64Library)], []), ([(".wh.ap", [])], ["app/tool"]),
            ([("./app/.wh.tool", [])], []), ([("app/.wh..wh..opq", []), ("app/new", ELF.x86Program)], ["app/new"]),
        ] as [(Layer, [String])])
    func whatIsAboveHides(above: Layer, expected: [String]) async throws {
        let report = try await Self.report("arm64", [("app/tool", ELF.x86Program)], above)
        #expect(Self.files(report) == expected)
    }

    @Test func textsOfTheApplicationAreRead() async throws {
        let script = Array("#!/bin/sh\n".utf8)
        let report = try await Self.report(
            "arm64",
            [
                ("app/run.sh", script), ("usr/bin/run.sh", script), ("usr/share/a/run.sh", script),
                ("usr/src/app/A.java", Array("class A {}".utf8)),
            ])
        #expect(report.languages.map { $0.files } == [1, 1])
    }

    /// Nothing in an image is read a second time: build files are read with everything else.
    @Test func buildFilesOfTheApplicationAreRead() async throws {
        let makefile = "OBJS = main.o\nifeq ($(ARCH),x86_64)\nOBJS += quick.o\nendif\n"
        let files = [
            ("app/quick.c", Array("#include <immintrin.h>\n".utf8)), ("app/main.c", Array("int main() {}\n".utf8)),
        ]
        let alone = try await Self.report("arm64", files)
        #expect(alone.findings.map { $0.rule } == ["x86-header"])
        let built = try await Self.report("arm64", files + [("app/Makefile", Array(makefile.utf8))])
        #expect(built.findings.map { $0.severity } == [.note])
    }

    @Test func layouts() async throws {
        let images: [(String, [Layer])] = [
            ("amd64", [[("bin/a", ELF.x86Program)]]), ("arm64", [[("bin/a", Self.arm)], [("app/b", ELF.x86Program)]]),
        ]
        try await Tree.with { tree in
            for (name, bytes) in SavedImages.layout(images) { try tree.write("layout/" + name, bytes) }
            try tree.write("image.tar", tar(SavedImages.layout(images)))
            for image in [
                try SavedImageSource(layout: tree.path + "/layout", tag: "1"),
                try SavedImageSource(archive: tree.path + "/image.tar"),
            ] {
                let report = try await PortingScanner().scan(image: image, progress: SilentProgress())
                #expect(report.findings.map { $0.file } == ["app/b"])
            }
            #expect(throws: Failure.self) { try SavedImageSource(layout: tree.path + "/layout", tag: "2") }
            #expect(throws: Failure.self) { try SavedImageSource(layout: tree.path) }
        }
    }

    @Test func oneOfSeveralImagesHasToBeNamed() async throws {
        try await Tree.with { tree in
            var files = SavedImages.layout([("arm64", [[("app/a", ELF.x86Program)]])])
            let entries = ["a", "b"].map {
                #"{"digest":"sha256:index","annotations":{"org.opencontainers.image.ref.name":"\#($0)"}}"#
            }
            files[files.count - 1].1 = Array(#"{"manifests":[\#(entries.joined(separator: ","))]}"#.utf8)
            for (name, bytes) in files { try tree.write(name, bytes) }
            #expect(throws: Failure.self) { try SavedImageSource(layout: tree.path) }
            let image = try SavedImageSource(layout: tree.path, tag: "b")
            try await #expect(image.platforms().count == 1)
        }
    }

    @Test func damagedLayersAreGaps() async throws {
        try await Tree.with { tree in
            var files = SavedImages.layout([("arm64", [[("bin/a", Self.arm)]])])
            for index in files.indices where files[index].0.contains("layer") { files[index].1 = [1, 2, 3] }
            for (name, bytes) in files { try tree.write(name, bytes) }
            let report = try await PortingScanner()
                .scan(image: try SavedImageSource(layout: tree.path), progress: SilentProgress())
            #expect(report.verdict == .inconclusive)
            #expect(report.gaps.count == 1)
        }
    }

    @Test func imagesWithoutLinux() async throws {
        let report = try await Self.report("s390x", [("bin/a", [1])])
        #expect(report.summary == ["image-platform blocker"])
    }
}
