import DockerfileModel
import Testing

@Suite struct WordExpanderTests {
    private static let values = [
        "HOME": "/root", "EMPTY": "", "X": "x", "PATH": "/a/b/c.tar.gz", "STAR": "a*b", "SPACED": " one  two ",
        "名前": "値", "Q": "'\"\\", "_1": "under",
    ]

    @Test(
        arguments: [
            // Plain text, quotes and escapes.
            ("plain", "plain"), ("", ""), ("a b", "a b"), ("'a b'c", "a bc"), ("\"a b\"c", "a bc"), ("'a\"b'", "a\"b"),
            ("\"a'b\"", "a'b"), ("\\a", "a"), ("\\\\", "\\"), ("\\'", "'"), ("\\\"", "\""), ("a\\ b", "a b"),
            ("'\\n'", "\\n"), ("\"\\n\"", "\\n"), ("\"\\\\\"", "\\"), ("\"\\\"\"", "\""), ("a\\", "a"), ("\"\"", ""),
            ("''", ""), ("日本'語'", "日本語"), ("e\u{301}", "e\u{301}"), ("<a", "<a"), ("a << b", "a << b"),
            // A byte order mark at the beginning is none of the text.
            ("\u{FEFF}x", "x"), ("x\u{FEFF}", "x\u{FEFF}"), ("\u{FEFF}\u{FEFF}", "\u{FEFF}"),
            // Names.
            ("$HOME", "/root"), ("${HOME}", "/root"), ("$HOME/x", "/root/x"), ("$HOMEx", ""), ("${HOME}x", "/rootx"),
            ("$X$X", "xx"), ("$X.$X", "x.x"), ("$名前", "値"), ("${名前}", "値"), ("$_1", "under"), ("$1x", "x"),
            ("$12x", "x"), ("$@x", "x"), ("$*", ""), ("$#", ""), ("$?", ""), ("$-", ""), ("$$", ""), ("$!", ""),
            ("$0", ""), ("$", "$"), ("$.", "$."), ("$ X", "$ X"), ("a$", "a$"), ("$\"X\"", "$X"), ("$UNSET", ""),
            ("${UNSET}", ""), ("${@}", ""), ("$EMPTY", ""), ("$Q", "'\"\\"), ("$SPACED", " one  two "),
            // Quotes around variables.
            ("'$X'", "$X"), ("\"$X\"", "x"), ("\"${X}\"", "x"), ("\\$X", "$X"), ("\"\\$X\"", "$X"), ("\\\\$X", "\\x"),
            ("\\${X}", "${X}"), ("\"'$X'\"", "'x'"),
            // Defaults and alternatives.
            ("${X:-d}", "x"), ("${EMPTY:-d}", "d"), ("${UNSET:-d}", "d"), ("${X-d}", "x"), ("${EMPTY-d}", ""),
            ("${UNSET-d}", "d"), ("${X:+a}", "a"), ("${EMPTY:+a}", ""), ("${UNSET:+a}", ""), ("${X+a}", "a"),
            ("${EMPTY+a}", "a"), ("${UNSET+a}", ""), ("${UNSET:-}", ""), ("${UNSET:-$X}", "x"),
            ("${UNSET:-${EMPTY:-${X}}}", "x"), ("${UNSET:-a b}", "a b"), ("${UNSET:-'}'}", "}"), ("${UNSET:-\\}}", "}"),
            ("${UNSET:-\"}\"}", "}"), ("${UNSET:-{}", "{"), ("${UNSET:-a}}", "a}"), ("${UNSET:-\\$X}", "$X"),
            ("${UNSET:-:-}", ":-"), ("${X:?m}", "x"), ("${X?m}", "x"), ("${EMPTY?m}", ""),
            // Prefixes and suffixes.
            ("${PATH#/a}", "/b/c.tar.gz"), ("${PATH#b}", "/a/b/c.tar.gz"), ("${PATH#*/}", "a/b/c.tar.gz"),
            ("${PATH##*/}", "c.tar.gz"), ("${PATH%.*}", "/a/b/c.tar"), ("${PATH%%.*}", "/a/b/c"),
            ("${PATH%/*}", "/a/b"),
            ("${PATH%.gz}", "/a/b/c.tar"), ("${PATH#?}", "a/b/c.tar.gz"), ("${PATH%?}", "/a/b/c.tar.g"),
            ("${PATH#*}", "/a/b/c.tar.gz"), ("${PATH##*}", ""), ("${PATH%%*}", ""), ("${PATH%*}", "/a/b/c.tar.gz"),
            ("${STAR#a\\*}", "b"), ("${STAR#\\*}", "a*b"), ("${UNSET#x}", ""), ("${PATH#}", "/a/b/c.tar.gz"),
            ("${PATH##*/c.*.}", "gz"), ("${PATH#*.*.}", "gz"), ("${PATH:#/a}", "/b/c.tar.gz"), ("${X#$X}", ""),
            ("${PATH%%${UNSET:-.}*}", "/a/b/c"), ("${PATH%r.*z}", "/a/b/c.ta"),
            // Replacement.
            ("${PATH/\\//:}", ":a/b/c.tar.gz"), ("${PATH//\\//:}", ":a:b:c.tar.gz"), ("${PATH/a/A}", "/A/b/c.tar.gz"),
            ("${PATH//a/A}", "/A/b/c.tAr.gz"), ("${PATH/x/y}", "/a/b/c.tar.gz"), ("${PATH//./}", "/a/b/ctargz"),
            ("${PATH/.*/}", "/a/b/c"), ("${PATH/?b/X}", "/aX/c.tar.gz"), ("${STAR/\\*/+}", "a+b"),
            ("${X/x/$HOME}", "/root"),
            ("${UNSET/a/b}", ""), ("${PATH//*/x}", "x"), ("${X//x/xx}", "xx"), ("${EMPTY//a/b}", ""),
        ] as [(String, String)])
    func variablesQuotesAndEscapes(_ text: String, _ expanded: String) throws {
        #expect(try expand(text, Self.values) == expanded)
    }

    @Test(arguments: [
        ("'a", "has no end"), ("\"a", "has no end"), ("\"a\\\"", "has no end"), ("a'b", "has no end"),
        ("\\\\'a", "has no end"), ("${", "has no \"}\""), ("${X", "has no \"}\""), ("${X:", "has no \"}\""),
        ("${X:-", "has no \"}\""), ("${X:-a", "has no \"}\""), ("${X:-${X}", "has no \"}\""), ("${}", "name"),
        ("${:-a}", "name"), ("${{X}}", "name"), ("${X=a}", "unsupported"), ("${X:=a}", "unsupported"),
        ("${X^^}", "unsupported"), ("${X,,}", "unsupported"), ("${X:0:1}", "unsupported"), ("${.}", "unsupported"),
        ("${ X}", "unsupported"), ("${X/a}", "second \"/\""), ("${X/a/b", "has no \"}\""), ("${X#\\a}", "special"),
        ("${X#a\\", "has no \"}\""), ("${UNSET?}", "UNSET is not set"), ("${UNSET?say so}", "UNSET: say so"),
        ("${UNSET:?$X}", "UNSET: x"), ("${EMPTY:?}", "EMPTY is empty"), ("${EMPTY:?full}", "EMPTY: full"),
        ("\"${X\"", "unsupported"), ("${UNSET:-'a}", "has no end"),
    ])
    func mistakes(_ text: String, _ message: String) {
        do {
            let result = try expand(text, Self.values)
            Issue.record("it became \(result)")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test(arguments: [
        ("`$X \\$X", "$X \\x"), ("\"`$X`\"`x\"", "$X\"`x"), ("`'a`'", "'a'"), ("a`", "a"), ("c:\\dir", "c:\\dir"),
    ])
    func withTheOtherEscape(_ text: String, _ expanded: String) throws {
        #expect(try expand(text, Self.values, escape: "`") == expanded)
    }

    @Test(
        arguments: [
            ("a b", ["a", "b"]), ("  a   b  ", ["a", "b"]), ("'a b' c", ["a b", "c"]), ("a\\ b", ["a b"]),
            ("$SPACED", ["one", "two"]), ("x${SPACED}y", ["x", "one", "two", "y"]), ("\"$SPACED\"", [" one  two "]),
            ("$UNSET", []), ("\"\"", []), ("a\"\"b", ["ab"]), ("a $UNSET b", ["a", "b"]),
            ("a\tb\u{3000}c", ["a", "b", "c"]),
            ("<< a", ["<< a"]), ("< a", ["<", "a"]),
        ] as [(String, [String])])
    func wordsAfterwards(_ text: String, _ words: [String]) throws {
        #expect(try WordExpander(escape: "\\") { Self.values[$0] }.expansion(of: text).words == words)
    }

    @Test(
        arguments: [
            ("$X ${UNSET} ${HOME:-$OTHER}", ["X", "HOME"], ["UNSET", "OTHER"]), ("'$X'", [], []),
            ("${X+$GONE}", ["X"], ["GONE"]),
            ("\\$X", [], []),
        ] as [(String, Set<String>, Set<String>)])
    func whichVariablesThereWere(_ text: String, _ used: Set<String>, _ unset: Set<String>) throws {
        let expansion = try WordExpander(escape: "\\") { Self.values[$0] }.expansion(of: text)
        #expect(expansion.used == used)
        #expect(expansion.unset == unset)
    }

    @Test(arguments: [
        ("$UNSET", "$UNSET"), ("${UNSET}", "${UNSET}"), ("${UNSET:-a}", "${UNSET:-a}"), ("${UNSET#a}", "${UNSET#a}"),
        ("${UNSET/a/b}", "${UNSET/a/b}"), ("$X", "x"), ("${UNSET:0:1}", "${UNSET:0:1}"),
    ])
    func unsetVariablesMayStay(_ text: String, _ expanded: String) throws {
        #expect(try WordExpander(escape: "\\", keepsUnset: true) { Self.values[$0] }.expand(text) == expanded)
    }

    @Test(arguments: [("'a' \"b\" \\c", "'a' \"b\" c"), ("\"\\\"\"", "\"\"\"")])
    func quotesMayStay(_ text: String, _ expanded: String) throws {
        #expect(try WordExpander(escape: "\\", quotes: .kept) { _ in nil }.expand(text) == expanded)
    }

    @Test func variablesThatGrowAreStopped() throws {
        var value = String(repeating: "x", count: 1 << 16)
        #expect(throws: (any Error).self) {
            for _ in 0..<20 {
                let last = value
                value = try WordExpander(escape: "\\") { _ in last }.expand("$a$a$a$a")
            }
        }
    }
}
