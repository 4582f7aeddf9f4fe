import DockerfileModel
import Reporting
import Testing

@Suite struct HeredocTests {
    private func heredocs(_ text: String) throws -> [Heredoc] { try instruction(text).heredocs }

    @Test(arguments: [
        ("RUN <<EOF\na\nb\nEOF\n", "EOF", "a\nb\n", true),
        ("RUN <<EOF\nEOF\n", "EOF", "", true),
        ("RUN <<EOF\nEOF", "EOF", "", true),
        ("run <<eof\nEOF\neof\n", "eof", "EOF\n", true),
        ("RUN <<'EOF'\n$x\nEOF\n", "EOF", "$x\n", false),
        ("RUN <<\"EOF\"\n$x\nEOF\n", "EOF", "$x\n", false),
        ("RUN <<E'O'F\nEOF\n", "EOF", "", false),
        ("RUN <<it\\'s\nx\nit's\n", "it's", "x\n", true),
        ("RUN <<'one two'\nx\none two\n", "one two", "x\n", false),
        ("RUN <<$x\n$x\n", "$x", "", true),
        ("RUN <<  EOF\nEOF\n", "EOF", "", true),
        ("RUN <<EOF cat > /x\na\nEOF\n", "EOF", "a\n", true),
        ("RUN cat <<EOF > /x\na\nEOF\n", "EOF", "a\n", true),
        ("RUN a \\\n <<EOF\nb \\\nEOF\n", "EOF", "b \\\n", true),
        ("RUN <<EOF\n# no comment\n\n  x\nEOF\n", "EOF", "# no comment\n\n  x\n", true),
        // Only a line that is the word and nothing else ends it.
        ("RUN <<EOF\n EOF\nEOF \nEOFF\nEOF\n", "EOF", " EOF\nEOF \nEOFF\n", true),
        ("RUN <<EOF\r\na\r\nEOF\r\n", "EOF", "a\r\n", true),
        ("RUN --mount=type=tmpfs,target=/t <<EOF\na\nEOF\n", "EOF", "a\n", true),
        ("COPY <<file.txt /d\nx\nfile.txt\n", "file.txt", "x\n", true),
        ("ADD --chown=1:1 <<f /d\nx\nf\n", "f", "x\n", true),
        ("ONBUILD RUN <<EOF\na\nEOF\n", "EOF", "a\n", true),
    ])
    func contentFollowsTheInstruction(_ text: String, _ name: String, _ content: String, _ isExpanded: Bool) throws {
        let heredoc = try #require(try heredocs(text).first)
        #expect(heredoc.name == name)
        #expect(heredoc.content == content)
        #expect(heredoc.isExpanded == isExpanded)
    }

    @Test(arguments: [
        ("RUN <<-EOF\n\ta\n\t\tb\n c\n\tEOF\n", "a\nb\n c\n"),
        ("RUN <<-'EOF'\n\ta\nEOF\n", "a\n"),
        ("RUN <<EOF\n\ta\nEOF\n", "\ta\n"),
    ])
    func tabsGoWhenTheyAreToGo(_ text: String, _ content: String) throws {
        let heredoc = try #require(try heredocs(text).first)
        #expect(heredoc.content == content)
        #expect(heredoc.dropsTabs == text.contains("<<-"))
    }

    @Test func severalFollowInTheirOrder() throws {
        let found = try heredocs("COPY <<A <<-B 3<<C /d\nB\nA\n\tx\n\tB\ny\nC\n")
        #expect(found.map(\.name) == ["A", "B", "C"])
        #expect(found.map(\.content) == ["B\n", "x\n", "y\n"])
        #expect(found.map(\.fileDescriptor) == [0, 0, 3])
    }

    @Test(arguments: [
        "RUN \"<<EOF\"\n", "RUN '<<EOF'\n", "RUN a <<<EOF\n", "RUN a << \n", "RUN a <EOF\n", "RUN a <<<<EOF\n",
        "RUN [\"<<EOF\"]\n", "COPY [\"<<EOF\", \"/x\"]\n", "ENV A=<<EOF\n", "USER <<EOF\n", "CMD <<EOF\n",
        "ENTRYPOINT <<EOF\n", "HEALTHCHECK CMD <<EOF\n", "RUN \\<<EOF\n",
        // The shell's own quoting is open: it is for the shell to say so.
        "RUN <<EOF echo it's\n",
    ])
    func whatOnlyLooksLikeOne(_ text: String) throws {
        let file = try Dockerfile(parsing: "FROM a\n" + text + "CMD [\"last\"]\n")
        #expect(file.stages[0].instructions.count == 2)
        #expect(file.stages[0].instructions[0].heredocs.isEmpty)
    }

    @Test(arguments: [
        ("FROM a\nRUN <<EOF\nx\n", "Dockerfile:2:5: the here-document \"EOF\" does not end"),
        ("FROM a\nRUN x <<A <<B\nA\nx\n", "Dockerfile:2:11: the here-document \"B\" does not end"),
        ("FROM a\nCOPY /x <<EOF\nEOF\n", "Dockerfile:2:9: a here-document can't be the destination"),
        ("FROM a\nCOPY << EOF /x\nEOF\n", "Dockerfile:2:1: the here-document \"EOF\" is no source"),
    ])
    func mistakes(_ text: String, _ message: String) {
        #expect(failure(text)?.message.hasPrefix(message) == true, "\(failure(text)?.message ?? "")")
    }

    @Test func nothingInItIsAnInstruction() throws {
        let file = try Dockerfile(parsing: "FROM a\nRUN <<EOF\nFROM b\nCOPY\nEOF\nFROM c\n")
        #expect(file.stages.map(\.base.text) == ["a", "c"])
        #expect(file.stages[0].instructions[0].lines == 2...5)
        #expect(file.stages[1].from.position.line == 6)
    }

    @Test(arguments: [
        ("$x \"$x\" '$x'\n", "1 \"1\" '1'\n"), ("\\$x \\\\ \\n\n", "$x \\ n\n"), ("${x:-2}${y:-2}\n", "12\n"),
        ("it's\n", "it's\n"),
    ])
    func variablesInContent(_ content: String, _ expanded: String) throws {
        #expect(try WordExpander.heredoc { ["x": "1"][$0] }.expand(content) == expanded)
    }

    @Test(
        arguments: [
            ("RUN <<EOF\necho a\nEOF\n", RunInstruction.Program.shell("echo a\n")),
            ("RUN <<EOF\n#!/bin/python3\nprint()\nEOF\n", .script(name: "EOF", content: "#!/bin/python3\nprint()\n")),
            ("RUN <<EOF sh -x\na\nEOF\n", .shell("<<EOF sh -x\na\nEOF")),
            ("RUN <<A cat <<B\na\nA\nb\nB\n", .shell("<<A cat <<B\na\nA\nb\nB")),
            ("RUN [\"a\", \"b\"]\n", .exec(["a", "b"])),
            ("RUN a && b\n", .shell("a && b")),
        ] as [(String, RunInstruction.Program)])
    func whatRunCarriesOut(_ text: String, _ program: RunInstruction.Program) throws {
        guard case .run(let run) = try instruction(text).command else {
            Issue.record("no RUN")
            return
        }
        #expect(run.program == program)
    }
}
