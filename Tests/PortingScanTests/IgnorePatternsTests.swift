import PortingScan
import Testing

/// The rules of gitignore(5), each as what git itself answers.
@Suite struct IgnorePatternsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let patterns: String
        let excluded: [String]
        let kept: [String]

        var testDescription: String { patterns.split(separator: "\n").joined(separator: " ") }

        init(_ patterns: String, excludes excluded: [String] = [], keeps kept: [String] = []) {
            self.patterns = patterns
            self.excluded = excluded
            self.kept = kept
        }
    }

    /// Paths with a slash at the end are folders.
    private static let cases: [Case] = [
        Case("*.o", excludes: ["a.o", "b/c.o", "x.o/"], keeps: ["a.ob", "o", ".o.c"]),
        Case("build", excludes: ["build", "build/", "a/build"], keeps: ["builds", "a/rebuild"]),
        Case("build/", excludes: ["build/", "a/build/"], keeps: ["build", "a/build"]),
        Case("/build", excludes: ["build/", "build"], keeps: ["a/build"]),
        Case("a/b", excludes: ["a/b"], keeps: ["x/a/b", "a/b/c"]),
        Case("a/*.c", excludes: ["a/x.c", "a/.c"], keeps: ["a/b/x.c", "x.c"]),
        Case("**/a", excludes: ["a", "x/a", "x/y/a"], keeps: ["xa", "x/ya"]),
        Case("**/a/b", excludes: ["a/b", "x/a/b"], keeps: ["xa/b", "a/x/b"]),
        Case("a/**", excludes: ["a/b", "a/b/c"], keeps: ["a", "a/", "x/a/b"]),
        Case("a/**/b", excludes: ["a/b", "a/x/b", "a/x/y/b"], keeps: ["a/xb", "ab", "a/x/bc"]),
        Case("/**", excludes: ["a", "a/b"]),
        Case("**", excludes: ["a", "a/b"]),
        Case("a**b", excludes: ["ab", "axxb", "x/ab"], keeps: ["a/b"]),
        Case("x/a**b", excludes: ["x/ab", "x/ayb"], keeps: ["x/a/b"]),
        Case("*", excludes: ["a", "a/b"]),
        Case("a?c", excludes: ["abc", "x/axc"], keeps: ["ac", "abbc"]),
        Case("/a?c", excludes: ["abc"], keeps: ["a/c"]),
        Case("[a-c]x", excludes: ["ax", "cx"], keeps: ["dx", "-x"]),
        Case("[!a-c]x", excludes: ["dx"], keeps: ["ax"]),
        Case("[^a]x", excludes: ["bx"], keeps: ["ax"]),
        Case("[]-]x", excludes: ["]x", "-x"], keeps: ["ax"]),
        Case("[[:digit:]_]x", excludes: ["1x", "_x"], keeps: ["ax"]),
        Case("/a[!b]c", keeps: ["a/c"]),
        Case("[a", keeps: ["a", "[a"]),
        Case("[[:nonsense:]]", keeps: ["n", "[", "nonsense"]),
        Case("a\\", keeps: ["a", "a\\"]),
        Case("# comment\n\\#real\n\\!bang", excludes: ["#real", "!bang"], keeps: ["# comment", "comment", "real"]),
        Case("space  \nkept\\ ", excludes: ["space", "kept "], keeps: ["space  ", "kept"]),
        Case("crlf\r\nnext\r\n", excludes: ["crlf", "next"]),
        Case("\u{FEFF}marked", excludes: ["marked"]),
        Case("*.c\n!keep.c", excludes: ["a.c"], keeps: ["keep.c", "x/keep.c"]),
        Case("!keep.c\n*.c", excludes: ["keep.c"]),
        Case("*\n!*/\n!*.md", excludes: ["a.c", "x/a.c"], keeps: ["x/", "a.md", "x/a.md"]),
        Case("/*\n!/src", excludes: ["lib/"], keeps: ["src/", "src/a"]),
        Case("\\*", excludes: ["*"], keeps: ["a"]),
        Case("/\n\n  ", keeps: ["a", "b/"]),
        Case("ü*", excludes: ["über"], keeps: ["uber"]),
    ]

    @Test(arguments: cases)
    func patterns(_ row: Case) {
        let patterns = IgnorePatterns().adding(Array(row.patterns.utf8), in: "")
        for path in row.excluded { #expect(excludes(patterns, path), "\(path)") }
        for path in row.kept { #expect(!excludes(patterns, path), "\(path)") }
    }

    @Test func filesInFoldersAreForThatFolder() {
        let patterns = IgnorePatterns().adding(Array("*.c\n/top".utf8), in: "")
            .adding(Array("!keep.c\n/here\n*.h".utf8), in: "sub/deep")
        for path in ["a.c", "sub/a.c", "sub/deep/a.c", "sub/deep/here", "sub/deep/x/a.h", "top"] {
            #expect(excludes(patterns, path), "\(path)")
        }
        for path in ["sub/deep/keep.c", "here", "sub/here", "a.h", "sub/deeper/a.h", "sub/deep/top"] {
            #expect(!excludes(patterns, path), "\(path)")
        }
        #expect(excludes(patterns, "keep.c"))
    }

    @Test func theCommandLineOutweighsFiles() {
        let patterns = IgnorePatterns(exclude: ["vendor/", "!wanted.c"]).adding(Array("!vendor/\n*.c".utf8), in: "")
        #expect(excludes(patterns, "vendor/"))
        #expect(excludes(patterns, "a.c"))
        #expect(!excludes(patterns, "wanted.c"))
        #expect(IgnorePatterns().isEmpty)
        #expect(IgnorePatterns(exclude: ["", "# nothing"]).isEmpty)
    }

    /// A pattern that makes backtracking matchers take longer than a life.
    @Test func manyStarsTakeNoTime() {
        let stars = String(repeating: "a*", count: 2_000) + "b"
        let patterns = IgnorePatterns(exclude: [stars, "x/" + String(repeating: "**/a/", count: 500) + "b"])
        #expect(!excludes(patterns, String(repeating: "a", count: 2_000)))
        #expect(!excludes(patterns, "x/" + String(repeating: "a/", count: 2_000) + "c"))
    }

    private func excludes(_ patterns: IgnorePatterns, _ path: String) -> Bool {
        let isFolder = path.hasSuffix("/")
        return patterns.excludes(path: isFolder ? String(path.dropLast()) : path, isFolder: isFolder)
    }
}
