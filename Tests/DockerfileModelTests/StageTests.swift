import DockerfileModel
import Testing

@Suite struct StageTests {
    private let file = try? Dockerfile(
        parsing: """
            ARG V=1
            ARG W
            FROM a:$V AS Base
            FROM --platform=$BUILDPLATFORM base as b.2_x-y
            FROM scratch
            FROM b AS base
            COPY --from=base x y
            """)

    @Test func namesAndNumbers() throws {
        let file = try #require(file)
        #expect(file.globalArguments.map(\.arguments) == ["V=1", "W"])
        #expect(file.stages.map(\.title) == ["base", "b.2_x-y", "2", "base"])
        #expect(file.stages.map(\.base.text) == ["a:$V", "base", "scratch", "b"])
        #expect(file.stages[1].from.flag("platform")?.value == "$BUILDPLATFORM")
        #expect(file.stages[0].base.position == SourcePosition(line: 3, column: 6))
    }

    @Test(
        arguments: [
            ("base", Int.max, 3), ("BASE", .max, 3), ("base", 3, 0), ("base", 0, nil), ("2", .max, 2), ("2", 2, nil),
            ("9", .max, nil),
            ("-1", .max, nil), ("alpine", .max, nil), ("B.2_X-Y", .max, 1), ("", .max, nil),
        ] as [(String, Int, Int?)])
    func references(_ name: String, _ index: Int, _ found: Int?) throws {
        #expect(try #require(file).stage(name, before: index)?.index == found)
    }

    /// FROM takes a name as it is written, and AS puts it into small letters.
    @Test(arguments: [("base", 1, 0), ("Base", 1, nil), ("base", 0, nil), ("0", 2, nil), ("b.2_x-y", 3, 1)])
    func basesOfStages(_ name: String, _ stage: Int, _ found: Int?) throws {
        let file = try #require(file)
        #expect(file.stage(below: file.stages[stage], called: name)?.index == found)
    }
}
