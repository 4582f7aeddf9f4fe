import DockerfileModel
import Reporting
import Testing

@Suite struct DockerfileTests {
    private func failure(_ text: String) -> Failure? {
        do {
            _ = try Dockerfile(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    @Test func stagesNamesAndPlaces() throws {
        let file = try Dockerfile(
            parsing: """
                # syntax=docker/dockerfile:1
                # A comment ends the directives.
                # escape=`
                ARG BASE=x

                from ${BASE} as Build
                  RUN one && \\
                    # a comment on the way

                    two
                FROM scratch
                COPY --from=build --chown=1:2 \\
                     /a /b
                """)
        #expect(file.syntax == "docker/dockerfile:1")
        #expect(file.escape == "\\")
        #expect(file.globalArguments.map(\.arguments) == ["BASE=x"])
        #expect(file.stages.map(\.title) == ["build", "1"])
        let run = file.stages[0].instructions[0]
        #expect(run.arguments.split(separator: " ").joined(separator: " ") == "one && two")
        #expect(run.position == SourcePosition(line: 7, column: 3))
        #expect(run.lines == 7...10)
        let copy = file.stages[1].instructions[0]
        #expect(copy.flags.map(\.name) == ["from", "chown"])
        #expect(copy.flag("chown")?.value == "1:2")
        #expect(copy.flag("chown")?.position == SourcePosition(line: 12, column: 19))
        #expect(copy.words.map(\.text) == ["/a", "/b"])
        #expect(copy.words[1].position == SourcePosition(line: 13, column: 9))
    }

    @Test func theEscapeDirective() throws {
        let file = try Dockerfile(parsing: "# escape=`\nFROM a\nRUN dir c:\\ `\n  /w\n")
        #expect(file.stages[0].instructions[0].words.map(\.text) == ["dir", "c:\\", "/w"])
    }

    @Test func windowsLineEndsAndByteOrderMark() throws {
        let file = try Dockerfile(parsing: "\u{FEFF}FROM a\r\nRUN b \\\r\n c\r\n")
        #expect(file.stages[0].instructions[0].words.map(\.text) == ["b", "c"])
    }

    @Test func hereDocuments() throws {
        let file = try Dockerfile(
            parsing: """
                FROM a
                RUN <<EOF cat > /x
                FROM is no instruction here
                # nor is this a comment
                EOF
                COPY <<-"one" <<two /dir/
                \ttabs go
                one
                second
                two
                CMD ["x"]
                """)
        let instructions = file.stages[0].instructions
        #expect(instructions.map(\.keyword) == [.run, .copy, .cmd])
        #expect(instructions[0].heredocs.map(\.content) == ["FROM is no instruction here\n# nor is this a comment\n"])
        #expect(instructions[1].heredocs.map(\.content) == ["tabs go\n", "second\n"])
        #expect(instructions[1].heredocs.map(\.isExpanded) == [false, true])
        #expect(instructions[2].position.line == 11)
        #expect(instructions[2].jsonArguments == ["x"])
    }

    @Test(arguments: [
        ("FROM a\n  COPPY x y\n", "Dockerfile:2:3", "COPY"),
        ("FROM a\nCOPY --form=b x y\n", "Dockerfile:2:6", "--from"),
        ("RUN x\nFROM a\n", "Dockerfile:1:1", "FROM"),
        ("FROM a b c\n", "Dockerfile:1:1", "AS NAME"),
        ("FROM a AS 1x\n", "Dockerfile:1:11", "letter"),
        ("FROM a\nRUN <<EOF\nx\n", "Dockerfile:2:5", ""),
        ("FROM a\nRUN\n", "Dockerfile:2:1", ""),
        ("# escape=x\nFROM a\n", "Dockerfile:1:1", "\\ or `"),
        ("# nothing\n", "Dockerfile", "FROM"),
    ])
    func mistakesAreNamedWithTheirPlace(_ text: String, _ place: String, _ hint: String) {
        let found = failure(text)
        #expect(found?.code == .invalidDockerfile)
        #expect(found?.message.contains(place) == true, "\(found?.message ?? "")")
        #expect(hint.isEmpty || found?.hint?.contains(hint) == true, "\(found?.hint ?? "")")
    }

    @Test func nothingCrashesTheParser() {
        for text in [
            "", "\\", "FROM", "FROM \\", "FROM a\nENV", "FROM a\nRUN [", "FROM a\nCOPY <<", "\u{0}",
            "FROM a\nRUN <<''\n",
        ] {
            _ = try? Dockerfile(parsing: text)
        }
    }
}
