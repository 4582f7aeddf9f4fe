import ArchiveIO
import FoundationEssentials
import Glibc
import ImageBuilding
import OCIModel
import Platforms
import Reporting
import Testing

private let above = ["755 0:0 opt/"]
private let tree = [
    "755 0:0 opt/a/", "755 0:0 opt/a/b/", "600 0:0 opt/a/b/deep.txt", "644 0:0 opt/a/note.md", "700 0:0 opt/run.sh",
    "777 0:0 opt/to -> run.sh", "700 0:0 opt/same.sh",
]

/// An instruction, and the layer that it makes.
private let cases: [(String, [String])] = [
    ("COPY tree /opt/", above + tree),
    ("COPY tree/ /opt", above + tree),
    (
        "COPY tree/* /opt/",
        [
            "755 0:0 opt/", "755 0:0 opt/b/", "600 0:0 opt/b/deep.txt", "644 0:0 opt/note.md",
            "700 0:0 opt/run.sh", "700 0:0 opt/same.sh", "700 0:0 opt/to",
        ]
    ),
    ("COPY nothing* /opt/", []),
    ("COPY one.txt nothing* /opt/", above + ["644 0:0 opt/one.txt"]),
    ("COPY tree/to /opt", ["700 0:0 opt"]),
    ("COPY --chown=:staff one.txt /opt", ["644 0:50 opt"]),
    (
        "COPY one.txt tree/a/note.md /srv/data",
        ["755 0:0 srv/", "755 0:0 srv/data/", "644 0:0 srv/data/note.md", "644 0:0 srv/data/one.txt"]
    ),
    (
        "COPY tree/a one.txt /opt",
        above + ["755 0:0 opt/b/", "600 0:0 opt/b/deep.txt", "644 0:0 opt/note.md"]
            + ["644 0:0 opt/one.txt"]
    ),
    (
        "COPY --exclude=*.md --exclude=**/*.sh --exclude=to tree /opt/",
        above + ["755 0:0 opt/a/", "755 0:0 opt/a/b/", "600 0:0 opt/a/b/deep.txt", "644 0:0 opt/a/note.md"]
    ),
    (
        "COPY --exclude=a/b tree/a /opt/",
        above + ["755 0:0 opt/b/", "600 0:0 opt/b/deep.txt", "644 0:0 opt/note.md"]
    ),
    (
        "COPY --exclude=a --exclude=!a/note.md --exclude=*.sh tree /opt/",
        above + ["755 0:0 opt/a/", "644 0:0 opt/a/note.md", "777 0:0 opt/to -> run.sh"]
    ),
    (
        "COPY --parents tree/a/note.md one.txt /opt/",
        above + [
            "644 0:0 opt/one.txt", "755 0:0 opt/tree/", "755 0:0 opt/tree/a/", "644 0:0 opt/tree/a/note.md",
        ]
    ),
    (
        "COPY --parents ./tree/./**/*.txt /opt/",
        above + ["755 0:0 opt/a/", "755 0:0 opt/a/b/", "600 0:0 opt/a/b/deep.txt"]
    ),
    (
        "COPY --parents tree/./a /opt/",
        above + ["755 0:0 opt/a/", "755 0:0 opt/a/b/", "600 0:0 opt/a/b/deep.txt", "644 0:0 opt/a/note.md"]
    ),
    (
        "COPY --chmod=u=rwX,go=rX tree/a /opt/",
        above + ["755 0:0 opt/b/", "644 0:0 opt/b/deep.txt", "644 0:0 opt/note.md"]
    ),
    ("COPY --chmod=4711 one.txt /opt/", above + ["4711 0:0 opt/one.txt"]),
    ("COPY --link one.txt /bin/x", ["755 0:0 bin/", "644 0:0 bin/x"]),
    ("COPY --link=false one.txt /bin/x", ["755 0:0 usr/", "755 0:0 usr/bin/", "644 0:0 usr/bin/x"]),
    ("COPY --from=base:base /bin/sh /etc/pass* /opt/", above + ["644 0:0 opt/passwd", "755 0:0 opt/sh"]),
    ("COPY --from=base:base --exclude=old /srv /opt/", above + ["755 0:0 opt/data/", "644 0:0 opt/data/old"]),
    ("COPY --from=base:base --exclude=data/old /srv /opt/", above + ["755 0:0 opt/data/"]),
    ("COPY --from=base:base /bin /opt", above + ["755 0:0 opt/sh"]),
]

/// What COPY and ADD put into a layer. Where BuildKit is in the lab, `AssembleTests` compares with it.
@Suite struct CopyTests {
    /// The context and the base of each case: ``Workbench/makeBase()``, and these files.
    private func fill(_ bench: Workbench) async throws {
        try await bench.makeBase()
        try bench.write("one.txt", "1")
        try bench.write("tree/a/b/deep.txt", "d", mode: 0o600)
        try bench.write("tree/a/note.md", "n")
        try bench.write("tree/run.sh", "#!/bin/sh\n", mode: 0o700)
        try FileManager.default.linkItem(
            atPath: bench.context + "/tree/run.sh", toPath: bench.context + "/tree/same.sh")
        try bench.link("tree/to", to: "run.sh")
    }

    @Test(arguments: cases)
    func whatIsInTheLayer(_ instruction: String, _ expected: [String]) async throws {
        try await Workbench.with { bench in
            try await fill(bench)
            let image = try await bench.build("FROM base:base\n\(instruction)\n", platforms: [.linuxAMD64])
            #expect(try await image.layers(skipping: 1) == [expected])
        }
    }

    @Test func namesOfOneFileAreHardLinks() async throws {
        try await Workbench.with { bench in
            try await fill(bench)
            try bench.write("second/run.sh", "other")
            let image = try await bench.build(
                "FROM scratch\nCOPY tree second /opt/\nCOPY --from=built:first /opt/same.sh /x\n".replacing(
                    "COPY --from=built:first /opt/same.sh /x\n", with: ""), tag: "first", platforms: [.linuxAMD64])
            // What the second source brings takes the first one's name, not its other name's content.
            #expect(try await image.text("opt/run.sh") == "other")
            #expect(try await image.text("opt/same.sh") == "#!/bin/sh\n")
        }
    }

    /// Archives by their content, made by the layer writer itself; tar's other dialects are `ArchiveIOTests`' matter.
    @Test(arguments: [
        ("ADD", LayerEncoding.none, true), ("ADD", .gzip(level: 6), true), ("ADD", .zstd(level: 3), true),
        ("ADD --unpack=false", .gzip(level: 6), false), ("ADD --unpack=true", .none, true), ("COPY", .none, false),
    ])
    func archivesAreUnpacked(_ instruction: String, _ encoding: LayerEncoding, _ isUnpacked: Bool) async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            let entries = [
                try LayerEntry(path: "bin", content: .directory, mode: 0o700, owner: 3, group: 4),
                try LayerEntry(path: "bin/tool", content: .bytes([1]), mode: 0o4755, owner: 3, group: 4),
                try LayerEntry(
                    path: "bin/twin", content: .hardLink(target: "bin/tool"), mode: 0o4755, owner: 3, group: 4),
                try LayerEntry(path: "srv/data", content: .bytes([2]), mode: 0o644),
            ]
            _ = try await LayerWriter(encoding: encoding).write(entries, to: bench.context + "/files")
            let image = try await bench.build(
                "FROM base:base\n\(instruction) files /\n", platforms: [.linuxAMD64])
            let unpacked = [
                // As docker does it, an archive's folder takes the place of a link, and its file that of a folder.
                "700 3:4 bin/", "4755 3:4 bin/tool", "755 0:0 srv/", "644 0:0 srv/data", "4755 3:4 bin/twin",
            ]
            #expect(try await image.layers(skipping: 1) == [isUnpacked ? unpacked : ["644 0:0 files"]])
        }
    }

    @Test(arguments: [
        ("../out", Failure.Code.unsafeArchive), ("a/../../out", .unsafeArchive), ("/inside", nil),
        ("./a/../inside", nil),
    ])
    func archivesStayInside(_ path: String, _ code: Failure.Code?) async throws {
        try await Workbench.with { bench in
            // The layer writer refuses such paths: its header is patched.
            let placeholder = String(repeating: "p", count: path.utf8.count)
            _ = try await LayerWriter(encoding: .none).write(
                [try LayerEntry(path: placeholder, content: .bytes([1]), mode: 0o644)], to: bench.context + "/files")
            var bytes = try [UInt8](Data(contentsOf: URL(filePath: bench.context + "/files")))
            bytes.replaceSubrange(0..<path.utf8.count, with: path.utf8)
            bytes.replaceSubrange(148..<156, with: repeatElement(32, count: 8))
            let sum = String(bytes[..<512].reduce(0) { $0 + Int($1) }, radix: 8)
            bytes.replaceSubrange(148..<(148 + sum.utf8.count + 1), with: Array(sum.utf8) + [0])
            try bench.write("files", bytes)
            do {
                let image = try await bench.build("FROM scratch\nADD files /opt\n", platforms: [.linuxAMD64])
                #expect(code == nil)
                #expect(try await image.layers()[0].last == "644 0:0 opt/inside")
            } catch let failure as Failure {
                #expect(failure.code == code)
            }
        }
    }

    @Test(arguments: [
        (String(repeating: "n", count: 255), true), (String(repeating: "n", count: 256), false),
        (String(repeating: "d/", count: 2047) + "x", true), (String(repeating: "d/", count: 2048) + "x", false),
    ])
    func pathsInArchivesAreNoLongerThanLinuxTakesThem(_ path: String, _ isTaken: Bool) async throws {
        try await Workbench.with { bench in
            _ = try await LayerWriter(encoding: .none).write(
                [try LayerEntry(path: path, content: .bytes([1]), mode: 0o644)], to: bench.context + "/files")
            do {
                _ = try await bench.build("FROM scratch\nADD files /opt\n", platforms: [.linuxAMD64])
                #expect(isTaken)
            } catch let failure as Failure {
                #expect(!isTaken && failure.code == .unsafeArchive, "\(failure.message.prefix(200))")
            }
        }
    }

    @Test(arguments: [
        ("COPY pipe /x", "named pipe"), ("COPY . /x", "named pipe"),
        ("COPY --link=maybe one.txt /x", "--link can't be \"maybe\""),
        ("COPY --from=base:base /nothing /x", "there is no \"/nothing\""),
        ("ADD --checksum=sha256:\(String(repeating: "0", count: 64)) one.txt /x", "sources that are fetched"),
        ("COPY marks /x", "takes a file away"),
        ("COPY one.txt tree/run.sh /x", "several sources need a folder"),
    ])
    func whatIsRefused(_ instruction: String, _ reason: String) async throws {
        try await Workbench.with { bench in
            try await fill(bench)
            try bench.write("marks/.wh.x", "")
            #expect(mkfifo(bench.context + "/pipe", 0o600) == 0)
            do {
                try await bench.build("FROM scratch\n\(instruction)\n", platforms: [.linuxAMD64])
                Issue.record("no failure")
            } catch let failure as Failure {
                #expect(failure.message.contains(reason), "\(failure.message)")
            }
        }
    }

    @Test func aTriggerThatCannotBeDoneIsTheBases() async throws {
        try await Workbench.with { bench in
            try await bench.build("FROM scratch\nONBUILD COPY one.txt ./\n", tag: "base")
            await #expect {
                try await bench.build("FROM scratch\nFROM base:base\nENV A=b\n")
            } throws: { error in
                (error as? Failure)?.message
                    == #"Dockerfile:2:6: ONBUILD COPY one.txt ./ of the base: there is no "one.txt" in \#(bench.context)"#
            }
        }
    }

    @Test func flagsOfNothingAreNone() async throws {
        try await Workbench.with { bench in
            try bench.write("one.txt", "1")
            let image = try await bench.build(
                "FROM scratch\nARG NOBODY\nCOPY --chown= --chmod=$NOBODY one.txt /a\nADD --chown=$NOBODY one.txt /b\n")
            #expect(try await image.layers() == [["644 0:0 a"], ["644 0:0 b"]])
        }
    }

    @Test func theBasesTriggersAreDone() async throws {
        try await Workbench.with { bench in
            try bench.write("one.txt", "1")
            try await bench.build(
                "FROM scratch\nWORKDIR /w\nCMD [\"x\"]\nONBUILD COPY one.txt ./\nONBUILD ENV A=b\n", tag: "base")
            let image = try await bench.build("FROM base:base\nENV B=$A\n")
            #expect(try await image.layers(skipping: 1) == [["755 0:0 w/", "644 0:0 w/one.txt"]])
            let (_, configuration) = try await image.manifest()
            #expect(configuration.settings.environment.suffix(2) == ["A=b", "B=b"])
            #expect(configuration.settings.onBuild.isEmpty)
            #expect(
                configuration.history.suffix(3).map(\.createdBy) == [
                    "COPY one.txt ./ # buildkit", "ENV A=b", "ENV B=b",
                ])
        }
    }

    /// Stages that run nothing need no engine, whatever they begin with.
    @Test func stagesThatRunNothingArePutTogether() async throws {
        try await Workbench.with { bench in
            try await bench.makeBase()
            try bench.write("one.txt", "one")
            try bench.write("late.txt", "late")
            let image = try await bench.build(
                """
                FROM base:base AS files
                COPY --chown=shop --chmod=640 one.txt /kept/one.txt
                COPY <<TEXT /kept/text
                words
                TEXT
                COPY --link late.txt /bin/linked
                FROM scratch AS more
                COPY --from=files /kept /m
                COPY late.txt /m/text
                FROM base:base
                COPY --from=files /kept /srv/data/old /bin/linked /first/
                COPY --from=1 /m/ /second/
                """, platforms: [.linuxAMD64])
            let base = try await image.layers().count - 2
            #expect(
                try await image.layers(skipping: base) == [
                    [
                        "755 0:0 first/", "644 0:0 first/linked", "644 0:0 first/old", "640 100:101 first/one.txt",
                        "644 0:0 first/text",
                    ],
                    ["755 0:0 second/", "640 100:101 second/one.txt", "644 0:0 second/text"],
                ])
            let texts = [
                ("first/text", "words\n"), ("first/old", "old"), ("first/linked", "late"), ("first/one.txt", "one"),
                ("second/text", "late"), ("second/one.txt", "one"),
            ]
            for (path, text) in texts { #expect(try await image.text(path) == text) }
            await #expect {
                try await bench.build(
                    "FROM base:base AS files\nFROM base:base\nCOPY --from=files /nothing /\n", platforms: [.linuxAMD64])
            } throws: { error in
                (error as? Failure)?.message.hasSuffix("there is no \"/nothing\" in stage files") == true
            }
        }
    }
}
