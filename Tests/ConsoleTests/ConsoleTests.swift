import Console
import Reporting
import Testing

private let plain = Terminal(isInteractive: false, environment: [:])

@Suite struct TableTests {
    @Test func alignsColumnsAndMarksEmptyCells() {
        var table = Table(["name", "architecture", "ready"])
        table.add(["node-amd64", "amd64", "True"])
        table.add(["n2", "", "False"])
        #expect(
            table.text == """
                NAME         ARCHITECTURE   READY
                node-amd64   amd64          True
                n2           -              False

                """)
    }
}

@Suite struct HarmlessTextTests {
    @Test(
        arguments: [
            ("plain é 日本\n\tx", "plain é 日本\n\tx"), ("", ""), ("£ ¬ \u{A0}", "£ ¬ \u{A0}"),
            ("a\u{1B}[2Jb", "a\\u001B[2Jb"), ("\u{1B}]0;title\u{7}", "\\u001B]0;title\\u0007"),
            ("over\rwritten", "over\\u000Dwritten"), ("\u{9B}31m", "\\u009B31m"), ("\u{7F}\0", "\\u007F\\u0000"),
            // mixarch's own styles, and nothing that looks like them.
            ("\u{1B}[31mbad\u{1B}[0m", "\u{1B}[31mbad\u{1B}[0m"), ("\u{1B}[8mhidden", "\\u001B[8mhidden"),
            ("\u{1B}", "\\u001B"), ("a,b\r\nc\r\n", "a,b\r\nc\r\n"), ("a\r\r\n", "a\\u000D\r\n"),
        ])
    func otherPeoplesNamesCommandNoTerminal(_ text: String, _ expected: String) { #expect(text.harmless == expected) }
}

@Suite struct MeasuresTests {
    @Test(arguments: [(0, "0B"), (999, "999B"), (75_500_000, "75.5MB"), (1_250_000_000, "1.3GB"), (123_456, "123kB")])
    func sizes(bytes: Int64, text: String) { #expect(Measures.size(bytes) == text) }

    @Test func times() {
        #expect(Measures.time(.milliseconds(420)) == "0.4s")
        #expect(Measures.time(.seconds(42)) == "42s")
        #expect(Measures.time(.seconds(185)) == "3m05s")
    }
}

@Suite struct ProgressLinesTests {
    @Test func showsStepsOnlyWhenTheyEndOrTakeLong() {
        var lines = ProgressLines(terminal: plain, isVerbose: false)
        #expect(lines.lines(for: .started(id: "a", title: "scan"), at: .zero).isEmpty)
        #expect(lines.waiting(at: .milliseconds(900)).isEmpty)
        #expect(lines.waiting(at: .milliseconds(1100)) == ["… scan"])
        #expect(lines.waiting(at: .milliseconds(1400)).isEmpty)
        #expect(lines.lines(for: .finished(id: "a", detail: "ready"), at: .seconds(2)) == ["✓ scan: ready  2.0s"])
        #expect(lines.waiting(at: .seconds(9)).isEmpty)
    }

    @Test func aFailedStepShowsWhatItsProgramPrinted() {
        var lines = ProgressLines(terminal: plain, isVerbose: false)
        _ = lines.lines(for: .started(id: "b", title: "build"), at: .zero)
        #expect(lines.lines(for: .output(id: "b", line: "error: no javac"), at: .zero).isEmpty)
        #expect(
            lines.lines(for: .failed(id: "b", detail: "exit status 1"), at: .seconds(1))
                == ["    error: no javac", "✗ build: exit status 1"])
    }

    @Test func verboseShowsProgramsAsTheyPrint() {
        var lines = ProgressLines(terminal: plain, isVerbose: true)
        _ = lines.lines(for: .started(id: "b", title: "build"), at: .zero)
        #expect(lines.lines(for: .output(id: "b", line: "STEP 1"), at: .zero) == ["    STEP 1"])
        #expect(lines.lines(for: .failed(id: "b", detail: ""), at: .zero) == ["✗ build"])
    }
}

@Suite struct TerminalTests {
    @Test func coloursOnlyForPeopleWhoWantThem() {
        #expect(plain.styled("x", .bad) == "x")
        #expect(Terminal(isInteractive: true, environment: [:]).styled("x", .bad) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Terminal(isInteractive: true, environment: ["NO_COLOR": "1"]).styled("x", .bad) == "x")
        #expect(Terminal(isInteractive: true, environment: ["TERM": "dumb"]).styled("x", .bad) == "x")
    }
}

@Suite struct RenderingTests {
    @Test func errorsInJSONHaveCodeMessageAndHint() {
        let text = ResultFormat.json(error: Failure(.unreachable, "can't reach h", hint: "start it"))
        #expect(text.contains("\"code\" : \"unreachable\"") && text.contains("\"hint\" : \"start it\""))
    }
}
