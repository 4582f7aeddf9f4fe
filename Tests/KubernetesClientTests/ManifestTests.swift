import KubernetesClient
import RawJSON
import Reporting
import Testing

@Suite struct ManifestTests {
    private func read(_ text: String) throws -> [ManifestObject] {
        try ManifestReader().objects(in: Array(text.utf8), source: "app.yaml")
    }

    private func data(_ scalar: String) throws -> JSONValue? {
        try read("apiVersion: v1\nkind: X\nmetadata: {name: a}\ndata: \(scalar)\n").first?.object.json["data"]
    }

    @Test(
        arguments: [
            ("yes", true), ("\"yes\"", "yes"), ("Off", false), ("n", false), ("nope", "nope"), ("true", true),
            ("0644", 420), ("0o644", 420), ("0x1F", 31), ("0b11", 3), ("08", .number(8)), ("1_000", 1000), ("-12", -12),
            ("+12", 12), ("1e3", .number(1000)), ("1.20", .number(1.2)), ("'1.20'", "1.20"), (".5", .number(0.5)),
            ("1.20.2", "1.20.2"), ("12e", "12e"), ("1:30", "1:30"), ("2001-01-01", "2001-01-01"), ("~", .null),
            ("''", ""), ("!!str 123", "123"), ("!!int \"5\"", 5), ("--1", "--1"), ("0x", "0x"), ("100m", "100m"),
            ("9223372036854775807", .integer(.max)), ("-", ["x": 1]),
        ] as [(String, JSONValue)])
    func scalarsAreTypedAsKubectlDoes(_ scalar: String, _ expected: JSONValue) throws {
        let text = scalar == "-" ? "{x: 1}" : scalar
        #expect(try data(text) == expected)
    }

    @Test func keysBecomeStrings() throws {
        #expect(try data("{8080: a, yes: b, \"no\": c, 0x10: d}") == ["8080": "a", "true": "b", "no": "c", "16": "d"])
    }

    @Test func mergesAndAliasesAreExpanded() throws {
        let value = try data("{base: &b {x: 1, z: 2}, own: {<<: *b, z: 3}}")
        #expect(value?["own"] == ["x": 1, "z": 3])
    }

    @Test func documentsAndListsAreFlattened() throws {
        let objects = try read(
            """
            # a comment only
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
            - {apiVersion: v1, kind: Secret, metadata: {name: two}}
            ---
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: three}
            """)
        #expect(objects.map(\.object.shortName) == ["configmap/one", "secret/two", "deployment/three"])
        #expect(objects.last?.origin.line == 10)
    }

    @Test func jsonMayBeIndentedWithTabs() throws {
        let objects = try read(
            "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\",\n\t\"metadata\": {\"name\": \"a\"}\n}")
        #expect(objects.first?.object.shortName == "pod/a")
    }

    @Test func dropsWhatOnlyTheServerWrites() throws {
        let object = try #require(
            try read(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: a, creationTimestamp: null, uid: x, managedFields: []}
                spec: {template: {metadata: {creationTimestamp: null}}, x: null}
                status: {loadBalancer: {}}
                """
            ).first?.object)
        #expect(object.json["metadata"] == ["name": "a"])
        #expect(object.json["status"] == nil)
        #expect(object.json["spec"] == ["template": ["metadata": [:]], "x": nil])
    }

    @Test(arguments: [
        ("a: 1\nb: [", "app.yaml:"), ("a: 1\na: 2\n", "app.yaml:2:1: the key \"a\" is there twice"),
        ("a:\n\tb: 1\n", "app.yaml:2:1"), ("a: *b\n", "app.yaml:1:4"), ("kind: Pod\n", "has no apiVersion"),
        ("apiVersion: v1\nkind: Pod\nmetadata: {}\n", "the Pod has no metadata.name"),
        ("apiVersion: v1\nmetadata: {name: a}\n", "app.yaml:1 (document 1): the object has no kind"),
        ("- a\n", "is no Kubernetes object"), ("a: !custom 1\n", "app.yaml:1:4: the tag !custom"),
        ("a: .nan\n", "can't be written in JSON"), ("x: &a 1\n? *a\n: 2\n", "a key must be plain text"),
        ("x: &a 1\ny: {[*a, *a]: 2}\n", "a key must be plain text"), ("x: &a b\n*a : 2\n", "a key must be plain text"),
    ])
    func badTextIsToldWithItsPlace(_ text: String, _ message: String) {
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.code.kind == .input)
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    }

    @Test func namesTabsAsTheReason() {
        let failure = #expect(throws: Failure.self) { try read("a:\n\tb: 1\n") }
        #expect(failure?.hint?.contains("tabs") == true)
    }

    @Test(.timeLimit(.minutes(1))) func nestedAliasesAreBounded() {
        var text = "l0: &l0 [a, a, a, a, a, a, a, a, a, a]\n"
        for level in 1...9 {
            let alias = "*l\(level - 1)"
            text += "l\(level): &l\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
        }
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.message.contains("aliases") == true)
        let asKey = #expect(throws: Failure.self) { try read(text + "? *l9\n: x\n") }
        #expect(asKey?.message.contains("key") == true)
    }

    @Test func deepNestingIsRefused() {
        #expect(throws: Failure.self) { try read(String(repeating: "[", count: 100_000)) }
    }

    @Test func missingFilesAreNamed() {
        let failure = #expect(throws: Failure.self) { try ManifestReader().objects(at: ["/nowhere/a.yaml"]) }
        #expect(failure?.message.contains("/nowhere/a.yaml") == true)
        #expect(failure?.code == .unreadableInput)
    }
}
