import ImageBuilding
import Testing

/// What `--chmod` makes of permission bits; the results are chmod(1)'s.
@Suite struct ModeChangeTests {
    @Test(arguments: [
        ("755", 0o644, false, 0o755), ("0640", 0o777, true, 0o640), ("4711", 0o600, false, 0o4711),
        ("u=rwX,go=rX", 0o600, false, 0o644), ("u=rwX,go=rX", 0o700, false, 0o755), ("u=rwX,go=rX", 0o700, true, 0o755),
        ("a+x", 0o644, false, 0o755), ("go-rwx", 0o777, false, 0o700), ("u+s", 0o755, false, 0o4755),
        ("g=u", 0o740, false, 0o770), ("+x", 0o644, false, 0o755), ("+w", 0o444, false, 0o644),
        ("o=", 0o777, false, 0o770), ("ug+rw-x", 0o511, false, 0o661), ("+t", 0o755, true, 0o1755),
        ("a=rx", 0o2755, true, 0o2555), ("a=rx", 0o2755, false, 0o555),
    ])
    func bits(_ text: String, _ mode: UInt16, _ isFolder: Bool, _ expected: UInt16) throws {
        let change = try #require(ModeChange(text))
        #expect(change.applied(to: mode, isFolder: isFolder) == expected)
        #expect(change.text == text)
    }

    @Test(arguments: ["", "999", "77777", "u", "x=r", "u=q", "u+r,", ",", "u+rug", "rwxr-xr-x"])
    func whatIsNoMode(_ text: String) { #expect(ModeChange(text) == nil) }
}

/// The results are those of Go's `%q` and of `time.Duration`.
@Suite struct GoTextTests {
    @Test(arguments: [
        ("plain", #""plain""#), (#"a "b" \c"#, #""a \"b\" \\c""#), ("t\tn\n\u{7}\u{1}", #""t\tn\n\a\x01""#),
        ("ü", #""ü""#),
    ])
    func texts(_ text: String, _ quoted: String) { #expect(GoText.quoted(text) == quoted) }

    @Test(arguments: [(0, #"'\x00'"#), (3, #"'\x03'"#), (10, #"'\n'"#), (39, #"'\''"#), (92, #"'\\'"#), (65, "'A'")])
    func numbers(_ number: Int, _ quoted: String) { #expect(GoText.quoted(number) == quoted) }

    @Test(arguments: [
        (Duration?.none, "0s"), (.seconds(90), "1m30s"), (.seconds(3600), "1h0m0s"), (.milliseconds(1500), "1.5s"),
        (.milliseconds(250), "250ms"), (.microseconds(1500), "1.5ms"), (.nanoseconds(7), "7ns"), (.seconds(5), "5s"),
    ])
    func durations(_ duration: Duration?, _ text: String) { #expect(GoText.duration(duration) == text) }
}
