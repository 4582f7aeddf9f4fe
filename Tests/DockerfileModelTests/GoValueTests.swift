import DockerfileModel
import Testing

@Suite struct GoValueTests {
    @Test(
        arguments: [
            ("0", Duration.zero), ("+0", .zero), ("5s", .seconds(5)), ("1m30s", .seconds(90)), ("1.5h", .seconds(5400)),
            (".5s", .milliseconds(500)),
            ("1.s", .seconds(1)), ("100ns", .nanoseconds(100)), ("3us", .microseconds(3)), ("3µs", .microseconds(3)),
            ("3μs", .microseconds(3)),
            ("-2s", .seconds(-2)), ("+2s", .seconds(2)), ("1h1m1s1ms", .milliseconds(3_661_001)),
        ] as [(String, Duration)])
    func durations(_ text: String, _ duration: Duration) { #expect(GoValue.duration(text) == duration) }

    @Test(arguments: [
        "", "5", "s", "-", "+", ".", ".s", "1", "1 s", "1d", "1.2.3s", "s1", "1e3s", "99999999999h", "1s2",
    ])
    func noDurations(_ text: String) { #expect(GoValue.duration(text) == nil) }

    @Test(
        arguments: [
            ("0", Int64(0)), ("32", 32), ("32b", 32), ("1k", 1024), ("1KB", 1024), ("1kib", 1024), ("2M", 2 << 20),
            ("1.5g", 3 << 29), ("1 gb", 1 << 30), ("1t", 1 << 40),
            ("1p", 1 << 50),
        ] as [(String, Int64)])
    func sizes(_ text: String, _ size: Int64) { #expect(GoValue.size(text) == size) }

    @Test(arguments: ["", "k", "-1", "1x", "1kk", "1ib", "m1", "1e2", "99999999p"])
    func noSizes(_ text: String) { #expect(GoValue.size(text) == nil) }

    @Test(arguments: ["1", "t", "T", "true", "TRUE", "True"])
    func truths(_ text: String) { #expect(GoValue.boolean(text) == true) }

    @Test(arguments: ["0", "f", "F", "false", "FALSE", "False"])
    func falsehoods(_ text: String) { #expect(GoValue.boolean(text) == false) }

    @Test(arguments: ["", "yes", "tRUE", "2"])
    func neither(_ text: String) { #expect(GoValue.boolean(text) == nil) }

    @Test(
        arguments: [
            ("a,b", ["a", "b"]), ("a", ["a"]), ("a,", ["a", ""]), (",", ["", ""]), ("\"a,b\",c", ["a,b", "c"]),
            ("\"a\"\"b\"", ["a\"b"]), ("a b , c", ["a b ", " c"]),
        ] as [(String, [String])])
    func commaSeparated(_ text: String, _ fields: [String]) { #expect(GoValue.commaSeparated(text) == fields) }

    @Test(arguments: ["", "a\"b", "\"a", "\"a\"b", "a,\"b"])
    func notCommaSeparated(_ text: String) { #expect(GoValue.commaSeparated(text) == nil) }
}
