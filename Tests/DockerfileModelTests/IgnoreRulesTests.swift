import DockerfileModel
import Testing

@Suite struct IgnoreRulesTests {
    @Test(arguments: [
        ("*.md", ["README.md"], ["docs/README.md", "README.mdx"]),
        ("**/*.md", ["README.md", "docs/a/README.md"], ["README"]),
        ("docs", ["docs", "docs/a"], ["mydocs", "x/docs"]),
        ("/docs/", ["docs/a"], ["x/docs"]),
        ("docs/**", ["docs/a", "docs/a/b"], ["docs"]),
        ("*\n!src", ["a", "other/b"], ["src", "src/a/b"]),
        ("*.md\n!README.md\nREADME*", ["README.md", "a.md"], ["b"]),
        ("*.md\n!README.md", ["a.md"], ["README.md"]),
        ("# comment\n\n  temp? ", ["temp1"], ["temp", "temp12", "# comment"]),
        ("a/*/c", ["a/b/c", "a/b/c/d"], ["a/c", "a/b/b/c"]),
        ("[a-c].[^x]", ["b.y"], ["b.x", "d.y"]),
    ])
    func lastMatchDecides(_ rules: String, _ out: [String], _ kept: [String]) throws {
        let rules = try IgnoreRules(parsing: rules)
        for path in out { #expect(rules.ignores(path), "\(path)") }
        for path in kept { #expect(!rules.ignores(path), "\(path)") }
    }
}
