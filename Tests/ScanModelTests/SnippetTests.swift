import ScanModel
import Testing

/// What a report shows of a line.
@Suite struct SnippetTests {
    private func snippet(_ line: String, at offset: Int = 0) -> String {
        SourceText(path: "Dockerfile", bytes: Array(line.utf8)).snippet(at: offset)
    }

    @Test(arguments: [
        ("RUN curl https://me:s3cret@example.com/x", "RUN curl https://me:******@example.com/x"),
        ("ADD https://ghp_0123456789abcdef@example.com/x", "ADD https://********************@example.com/x"),
        ("A=http://a:b@h B=ftp://c:dd@i", "A=http://a:*@h B=ftp://c:**@i"),
        ("pip install -i 'https://u:p@x@host/simple'", "pip install -i 'https://u:***@host/simple'"),
    ])
    func secretsAreMasked(line: String, expected: String) { #expect(snippet(line) == expected) }

    @Test(arguments: [
        "git clone ssh://git@example.com/x", "https://$TOKEN@example.com/x", "https://me:${PASS}@example.com/x",
        "https://example.com/a@1.2:3", "x = a ? b : c@d", "see http://", "a://b", "mail me@example.com: soon",
    ])
    func whatIsNoSecretStays(line: String) { #expect(snippet(line) == line) }

    @Test func secretsAreMaskedWhereTheAddressIsCut() {
        let line = "https://me:" + String(repeating: "s", count: 200) + "@example.com/tool-linux-amd64"
        let shown = snippet(line, at: line.utf8.count - 12)
        #expect(shown.hasSuffix("*@example.com/tool-linux-amd64"))
        #expect(!shown.contains("ss"))
    }
}
