import DockerfileModel
import Reporting
import Testing

@Suite struct IgnoreRulesTests {
    @Test(
        arguments: [
            ("*.md", ["README.md"], ["docs/README.md", "README.mdx"]),
            ("**/*.md", ["README.md", "docs/a/README.md"], ["README"]),
            ("docs", ["docs", "docs/a"], ["mydocs", "x/docs", "docs2"]),
            ("/docs/", ["docs/a", "docs"], ["x/docs"]),
            ("./docs", ["docs/a"], ["x/docs"]),
            ("docs//a/", ["docs/a"], ["docs/b"]),
            ("a/../docs", ["docs"], ["a"]),
            ("/../docs", ["docs"], ["a/docs"]),
            ("../docs", [], ["docs"]),
            (".", [], ["a", ".a"]),
            ("/", [], ["a"]),
            ("docs/**", ["docs/a", "docs/a/b"], ["docs"]),
            ("**", ["a", "a/b", ".a"], []),
            ("*", ["a", "a/b", ".a"], []),
            ("**/", ["a"], []),
            ("**/x", ["x", "a/x", "a/b/x", "a/x/b"], ["ax", "xa", "a/bx"]),
            ("**x", ["x", "ax", "a/bx"], ["xa"]),
            ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/xb", "b"]),
            ("a**/b", ["ab", "a/b", "ax/b", "a/x/b"], ["b"]),
            ("a/**", ["a/b", "a/b/c"], ["a", "ab"]),
            ("a**", ["a", "ab", "a/b"], ["b"]),
            ("**/a/**", ["a/b", "x/a/b"], ["a", "x/a"]),
            ("**/**/*.txt", ["a.txt", "a/b.txt", "a/b/c.txt"], ["a"]),
            ("*/temp*", ["a/temp", "a/temporary/x"], ["temp", "a/b/temp"]),
            ("temp?", ["tempa", "temp1"], ["temp", "tempab", "temp/"]),
            ("a?b", ["a☺b", "axb"], ["ab", "a/b"]),
            ("a/*/c", ["a/b/c", "a/b/c/d"], ["a/c", "a/b/b/c"]),
            ("[a-c].[^x]", ["b.y"], ["b.x", "d.y"]),
            ("[!a]", ["!", "a"], ["b"]),
            ("a[\\]]b", ["a]b"], ["ab"]),
            ("[\\-x]", ["-", "x"], ["a"]),
            ("[a-ζ]*", ["α", "b"], ["A"]),
            ("a\\*b", ["a*b"], ["axb"]),
            ("\\!a", ["!a"], ["a"]),
            ("x\\d", ["x1"], ["xd", "x\\d"]), ("bin\\Debug", ["bin/ebug"], ["bin/Debug"]), ("\\a", [], ["a"]),
            ("\\w\\s\\S", ["_ x"], ["- x", "_x", "_  "]), ("*\\W", ["a-"], ["a"]),
            ("\\#a", ["#a"], ["a"]),
            ("a.b", ["a.b"], ["axb"]),
            ("a(b)+c|{d}$^", ["a(b)+c|{d}$^"], ["ab"]),
            ("*a*b*c", ["abc", "xaybzc"], ["acb", "ab"]),
            // Exceptions, and their order.
            ("*\n!src", ["a", "other/b"], ["src", "src/a/b"]),
            ("*.md\n!README.md\nREADME*", ["README.md", "a.md"], ["b"]),
            ("*.md\n!README.md", ["a.md"], ["README.md"]),
            ("!README.md\n*.md", ["README.md"], []),
            ("docs\n!docs/keep\ndocs/keep/not", ["docs/a", "docs/keep/not"], ["docs/keep", "docs/keep/b"]),
            ("**\n!a/b", ["a", "a/c"], ["a/b", "a/b/c"]),
            ("a\n!a/*.md\na/x.md", ["a/b", "a/x.md"], ["a/c.md"]),
            ("a/b\n!a", ["a/b"], ["a", "a/c"]),
            ("a\n! /a/b", ["a/c"], ["a/b"]),
            ("a\n  !a/b  ", ["a/c"], ["a/b"]),
            // Comments, white space and line ends.
            ("# comment\n\n  temp? ", ["temp1"], ["temp", "temp12", "# comment"]),
            (" # a", ["# a"], ["a"]),
            ("a\t\r\nb\r\n", ["a", "b"], []),
            ("\u{FEFF}a\nb", ["a", "b"], []),
            ("\u{FEFF}# a", [], ["a", "# a"]),
            ("a b", ["a b"], ["a", "b"]),
            ("", [], ["a"]),
            ("\n\n", [], ["a"]),
            ("é*", ["éa"], ["e"]),
        ] as [(String, [String], [String])])
    func lastMatchDecides(_ rules: String, _ out: [String], _ kept: [String]) throws {
        let rules = try IgnoreRules(parsing: rules)
        for path in out { #expect(rules.ignores(path), "\(path)") }
        for path in kept { #expect(!rules.ignores(path), "\(path)") }
    }

    @Test(arguments: [
        ("!", 1), ("a\n!", 2), ("! ", 1), ("!/", 1), ("a\n\n[", 3), ("[a", 1), ("[]a]", 1), ("[^]", 1), ("[]", 1),
        ("[-]", 1), ("[x-]", 1), ("[-x]", 1),
        ("[a-b-c]", 1), ("[z-a]", 1), ("a\\", 1), ("a[", 1), ("# x\r\n![\r\n", 2), ("[\\", 1), ("[Local-Only]/", 1),
        // A backslash before a letter is a regular expression's escape to BuildKit, or an error.
        ("obj\\Release", 1), ("a\\b", 1), ("\\1", 1), ("\\é", 1), ("[\\w]", 1),
    ])
    func badPatternsAreNamedWithTheirLine(_ rules: String, _ line: Int) {
        do {
            _ = try IgnoreRules(parsing: rules, name: "f")
            Issue.record("they were taken")
        } catch {
            #expect(error.code == .invalidPattern)
            #expect(error.message.hasPrefix("f:\(line): "), "\(error.message)")
            #expect(error.hint != nil)
        }
    }

    @Test(arguments: [("a\n!b", true), ("a", false), ("", false), ("# !a", false), ("!.", false)])
    func exceptions(_ rules: String, _ hasExceptions: Bool) throws {
        #expect(try IgnoreRules(parsing: rules).hasExceptions == hasExceptions)
    }

    @Test func nothingIsLeftOutWithoutRules() {
        #expect(!IgnoreRules.none.ignores("a"))
    }

    @Test(arguments: [
        ("*.go", ["a.go"], true), ("*", ["a", "b"], false), ("**", ["ab"], true), ("a*", ["a"], true),
        ("a", ["b"], false), ("[a-b]?", ["ax"], true),
        ("a/*", ["a", "b"], true), ("*/b", ["a", "b"], true),
    ])
    func withinFoldersAlone(_ pattern: String, _ path: [String], _ matches: Bool) throws {
        #expect(try PathPattern(pattern, crossesFolders: false).matches(path) == matches)
    }

    @Test(arguments: [("a*", true), ("a?", true), ("[a]", true), ("a", false), ("a]", false), ("", false)])
    func whatIsAPattern(_ text: String, _ isPattern: Bool) { #expect(PathPattern.isPattern(text) == isPattern) }
}
