import DockerfileModel
import Reporting
import Testing

@Suite struct LogicalLineTests {
    @Test(arguments: [
        ("RUN a \\\n  b\n", "a   b"),
        ("RUN a\\\nb\n", "ab"),
        ("RUN a \\ \t\n b\n", "a  b"),
        ("RUN a \\\n\n b\n", "a  b"),
        ("RUN a \\\n# no\n   # no\\\n b\n", "a  b"),
        ("RUN a \\\n#\\\n b\n", "a  b"),
        ("RUN a \\\r\n b\r\n", "a  b"),
        ("RUN a \\", "a"),
        ("RUN a \\\n", "a"),
        ("RUN a \\\n\n# c", "a"),
        ("RUN a", "a"),
        // Two escapes are one character, and no continuation.
        ("RUN a \\\\\n", "a \\\\"),
        ("RUN a \\\\\\\n", "a \\\\\\"),
        ("RUN a \\b \\\n c", "a \\b  c"),
        ("RUN a # b\n", "a # b"),
        ("\\\nRUN a\n", "a"),
        ("R\\\nUN a\n", "a"),
        ("RUN \\\n a\n", "a"),
        ("RUN\ta\n", "a"),
        ("RUN\u{0B}\u{0C} a\n", "a"),
        ("  RUN   a  b  \n", "a  b"),
        ("RUN a \\\n\u{A0}\n b\n", "a  b"),
        ("RUN a\rb\n", "a\rb"),
        ("RUN 日本 \\\n 語\n", "日本  語"),
    ])
    func linesAreJoined(_ text: String, _ arguments: String) throws {
        #expect(try instruction(text).arguments == arguments)
    }

    @Test(arguments: [
        ("# escape=`\nFROM a\nRUN dir c:\\ `\n /w\n", "dir c:\\  /w"),
        ("# escape=`\nFROM a\nRUN a `` \n", "a ``"),
        ("# escape=`\nFROM a\nRUN a \\\n", "a \\"),
    ])
    func withTheOtherEscape(_ text: String, _ arguments: String) throws {
        #expect(try instructions(text)[1].arguments == arguments)
    }

    @Test func placesInJoinedLines() throws {
        let copy = try instruction("  COPY --chown=1 \\\n# comment\n\n  é日x \\\n\tb \\\n   c /d\n")
        #expect(copy.position == SourcePosition(line: 2, column: 3))
        #expect(copy.lines == 2...7)
        #expect(copy.emptyContinuations == [4])
        #expect(copy.flags[0].position == SourcePosition(line: 2, column: 8))
        #expect(
            copy.words.map(\.position) == [
                SourcePosition(line: 5, column: 3), SourcePosition(line: 6, column: 2),
                SourcePosition(line: 7, column: 4), SourcePosition(line: 7, column: 6),
            ])
    }

    @Test func columnsCountScalars() throws {
        // A letter with an accent of its own, and a flag of two scalars.
        let copy = try instruction("COPY e\u{301} \u{1F1E9}\u{1F1EA} /x\n")
        #expect(copy.words.map(\.position.column) == [6, 9, 12])
    }

    @Test func linesKeepTheirEnds() throws {
        let file = try Dockerfile(parsing: "FROM a\r\nRUN b\nRUN c")
        #expect(file.lines == ["FROM a\r", "RUN b", "RUN c"])
    }

    @Test func whatIsNotText() {
        let bytes = Array("FROM a\nRUN é".utf8) + [0xFF, 0x0A]
        do {
            _ = try Dockerfile(parsing: bytes)
            Issue.record("it was taken for text")
        } catch {
            #expect(error.code == .invalidDockerfile)
            #expect(error.message.hasPrefix("Dockerfile:2:6: "), "\(error.message)")
        }
    }

    @Test func bytesThatAreText() throws {
        #expect(try Dockerfile(parsing: Array("FROM a\n".utf8), name: "D").name == "D")
    }
}
