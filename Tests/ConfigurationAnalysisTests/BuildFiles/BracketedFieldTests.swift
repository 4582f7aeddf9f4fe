import ConfigurationAnalysis
import Testing

@Suite struct BracketedFieldTests {
    private static let lists: [(String, [String])] = [
        (#""cpu": ["x64"]"#, [#"["x64""#]),
        (#""cpu" :\#n  [ "x64", "ia32" ],"#, [#"[ "x64", "ia32" "#]),
        (#""cpu": ["a"], "x": {"cpu": ["b"]}"#, [#"["a""#, #"["b""#]),
        // A bracket in a string closes nothing, and brackets in brackets are read over.
        (#""cpu": ["]", ["a"]]"#, [#"["]", ["a"]"#]),
        (#""cpu": []"#, ["["]),
        // Another value, another sign, nothing at all.
        (#""cpu": "x64", "os": ["linux"]"#, []),
        (#""cpu": {"a": ["x64"]}"#, []),
        (#""keywords": ["cpu", ["x64"]]"#, []),
        (#""cpu" = ["x64"]"#, []),
        (#""cpu""#, []),
        (#""cpu":"#, []),
        // Longer names are others.
        (#"x"cpu": ["x64"]"#, []),
        (#""cpu": ["x64""#, []),
    ]

    @Test(arguments: lists) func listsBehindANameAreFound(_ text: String, _ values: [String]) {
        let code = Array(text.utf8)
        let found = BracketedField.all(named: #""cpu""#, opening: "[", after: ":", in: code, longest: 64)
        #expect(found.map { String(decoding: code[$0.value], as: UTF8.self) } == values)
        #expect(found.allSatisfy { code[$0.place...].starts(with: #""cpu""#.utf8) })
    }

    /// The closing bracket is the last byte that is looked at.
    @Test func whatIsTooLongIsNone() {
        let code = Array("a = [12345678]".utf8)
        func count(_ longest: Int) -> Int {
            BracketedField.all(named: "a", opening: "[", after: "=", in: code, longest: longest).count
        }
        #expect(count(10) == 1 && count(9) == 0 && count(0) == 0)
    }

    private static let dictionaries: [(String, [String]?)] = [
        (#"select({"a": 1, 'b': [2, {"c": 3}], "d": f("e")})"#, [#""a""#, "'b'", #""d""#]),
        (#"select ( { "a" : "b" } , no_match_error = "c")"#, [#""a""#]),
        ("select({})", []),
        // What a name holds is not known; as a value it does not matter.
        (#"select({"a": 1, B: 2})"#, nil),
        (#"select({"a": B, "c": r"\d:"})"#, [#""a""#, #""c""#]),
        ("select(OPTIONS)", nil),
        ("select([1])", nil),
        ("select()", nil),
    ]

    @Test(arguments: dictionaries) func keysOfADictionary(_ text: String, _ keys: [String]?) throws {
        let code = Array(text.utf8)
        let field = try #require(BracketedField.all(named: "select", opening: "(", in: code, longest: 100).first)
        #expect(field.keys(in: code) == keys)
    }
}
