import Rollout
import Testing

@Suite struct TagVersionTests {
    @Test(
        arguments: [
            ("1.9", ["1.10", "1.9", "1.8"], ["1.10"]),
            ("1.25.3", ["1", "1.25", "1.26", "1.25.10", "1.26.1", "latest"], ["1.26.1", "1.25.10"]),
            (
                "1.25.3-alpine3.18", ["1.26.0", "1.26.0-alpine3.9", "1.26.0-alpine3.19", "1.26.0-bookworm"],
                ["1.26.0-alpine3.19", "1.26.0-alpine3.9"]
            ),
            ("1.25.3-alpine3.18", ["1.25.3-alpine3.19"], ["1.25.3-alpine3.19"]),
            ("v1.2.3", ["1.3.0", "v1.3.0", "v1.3.0-rc1", "v2.0.0"], ["v2.0.0", "v1.3.0"]),
            ("v1.2.3-rc1", ["v1.2.3-rc10", "v1.2.3-rc2", "v1.2.3"], ["v1.2.3-rc10", "v1.2.3-rc2"]),
            ("17-jre", ["21-jre", "17.0.9-jre", "21-jdk"], ["21-jre"]),
            ("2.0.0", ["3"], ["3"]),
            ("1.25.3", ["1.25", "1"], []),
            ("latest", ["1.9", "1.10", "edge", "1.10-alpine"], ["1.10", "1.9"]),
            ("20240101", ["20240201", "20231231"], ["20240201"]),
        ])
    func theNewestComeFirst(_ own: String, _ all: [String], _ expected: [String]) {
        #expect(TagVersion.candidates(newerThan: own, in: all, limit: 5) == expected)
        #expect(TagVersion.candidates(newerThan: own, in: all, limit: 1) == Array(expected.prefix(1)))
    }

    @Test(arguments: ["latest", "", "alpine", "v", "1..2", "vv1", "99999999999999999999"])
    func whatIsNoVersionIsNone(_ tag: String) { #expect(TagVersion(tag) == nil) }
}
