import Reporting
import TOML
import Testing

@Suite struct TOMLDocumentTests {
    /// A file as one line of text, with the line of every name.
    private func shown(_ text: String) throws -> String {
        show(try TOMLDocument.read(Array(text.utf8)))
    }

    private func show(_ table: TOMLTable) -> String {
        "{" + table.members.map { "\($0.name)@\($0.line)=\(show($0.value))" }.joined(separator: " ") + "}"
    }

    private func show(_ value: TOMLValue) -> String {
        switch value.content {
        case .text(let text): "<\(text)>"
        case .boolean(let value): "\(value)"
        case .bare(let word): word
        case .array(let values): "[" + values.map { show($0) }.joined(separator: " ") + "]"
        case .table(let table): show(table)
        }
    }

    @Test(arguments: [
        ("", "{}"),
        ("\u{FEFF}a = 1\r\nb = 'x'\r\n", "{a@1=1 b@2=<x>}"),
        ("# only\n\n  # comments", "{}"),
        ("a = \"t\\tq\\\"u\\u00e9\\U0001F600\\\\\" # c", "{a@1=<t\tq\"ué😀\\>}"),
        ("a = 'C:\\no # escape'", "{a@1=<C:\\no # escape>}"),
        ("a = \"\"\"\none\ntwo \\\n   three\"\"\"\nb=1", "{a@1=<one\ntwo three> b@5=1}"),
        ("a = '''\nx''y'''", "{a@1=<x''y>}"),
        ("a = \"\"\"x\"\"\"\"\"", "{a@1=<x\"\">}"),
        ("a = true\nb = false", "{a@1=true b@2=false}"),
        ("a = 1_000\nb=-3.5e+2\nc=inf\nd=0xFF", "{a@1=1_000 b@2=-3.5e+2 c@3=inf d@4=0xFF}"),
        (
            "a = 1979-05-27 07:32:00Z\nb = 1979-05-27T07:32:00+01:00\nc = 1979-05-27 # day",
            "{a@1=1979-05-27 07:32:00Z b@2=1979-05-27T07:32:00+01:00 c@3=1979-05-27}"
        ),
        ("a = [ 1, # one\n  'two',\n]\nb = []", "{a@1=[1 <two>] b@4=[]}"),
        ("a = [[1, 2], [\"x\"]]", "{a@1=[[1 2] [<x>]]}"),
        ("a = { version = \"1\", extras = [\"x\"], b.c = 2 }", "{a@1={version@1=<1> extras@1=[<x>] b@1={c@1=2}}}"),
        ("a = {\n  b = 1,\n  c = 2,\n}", "{a@1={b@2=1 c@3=2}}"),
        ("[a]\nb = 1\n[a.c]\nd = 2\n[e]", "{a@1={b@2=1 c@3={d@4=2}} e@5={}}"),
        ("[a.b]\nc = 1\n[a]\nd = 2", "{a@1={b@1={c@2=1} d@4=2}}"),
        ("a.b.c = 1\na.b.d = 2\na.e = 3", "{a@1={b@1={c@1=1 d@2=2} e@3=3}}"),
        (
            "[[p]]\nn = 'a'\n[[p]]\nn = 'b'\n[p.d]\nx = 1\n[[p.q]]\ny=1",
            "{p@1=[{n@2=<a>} {n@4=<b> d@5={x@6=1} q@7=[{y@8=1}]}]}"
        ),
        ("\"quoted key\" = 1\n'lit.eral' = 2\n\"\" = 3", "{quoted key@1=1 lit.eral@2=2 @3=3}"),
        ("[ tool . \"poetry\" ]\nbare-key_1 = 1", "{tool@1={poetry@1={bare-key_1@2=1}}}"),
        ("3.11 = 1", "{3@1={11@1=1}}"),
    ]) func reads(text: String, expected: String) throws { #expect(try shown(text) == expected) }

    @Test(arguments: [
        ("a = 1\nb", "line 2: an equals sign is missing"),
        ("a =", "line 1: a value is missing"),
        ("a = x", "line 1: a value is missing or is not in quotes"),
        ("a = \"x\nb = 1", "line 1: a text does not end on its line"),
        ("\na = '''x\n\n", "line 2: a text does not end"),
        ("a = \"\\q\"", "line 1: no such escape in a text"),
        ("a = \"\\uD800\"", "line 1: no such character in a text"),
        ("a = \"\\u12", "line 1: no such character in a text"),
        ("a = 1 b = 2", "line 1: something stands behind the value"),
        ("a = [1 2]", "line 1: a comma or the end of an array is missing"),
        ("a = [1,\n2", "line 2: a comma or the end of an array is missing"),
        ("a = {b = 1", "line 1: a comma or the end of a table is missing"),
        ("a = 1\na = 2", "line 2: a is there twice"),
        ("[a]\n[a]", "line 2: [a] is there twice"),
        ("a = 1\n[a.b]", "line 2: a is no table"),
        ("[a]\n[[a]]", "line 2: a is no array of tables"),
        ("[a", "line 1: a header does not end"),
        ("[[a]", "line 1: a header does not end"),
        ("[]", "line 1: a name is missing"),
        ("a. = 1", "line 1: a name is missing"),
        ("= 1", "line 1: a name is missing"),
        ("<html>", "line 1: a name is missing"),
        ("a = " + String(repeating: "[", count: 100_000), "line 1: it is nested too deep"),
        ("a = " + String(repeating: "{a=", count: 100_000), "line 1: it is nested too deep"),
        (String(repeating: "a.", count: 100_000) + "a = 1", "line 1: a name has too many parts"),
    ]) func refuses(text: String, reason: String) {
        #expect { try shown(text) } throws: { ($0 as? Failure)?.message == reason }
    }

    /// Invalid UTF-8 is replaced, and no cut makes it crash.
    @Test func survivesEveryCut() {
        let whole =
            Array("[[p]]\na = { b = ['x', \"\\u00e9\"], c = 1979-05-27 07:32:00 }\nd = '''\n'''\n".utf8) + [0xFF, 0xC3]
        for count in 0...whole.count {
            _ = try? TOMLDocument.read(Array(whole.prefix(count)))
        }
    }

    /// As many tables as a hostile file can hold, in linear time.
    @Test func manyTables() throws {
        let text = String(repeating: "[[a]]\nb.c=1\n", count: 50_000)
        let table = try TOMLDocument.read(Array(text.utf8))
        #expect(table["a"]?.tables.count == 50_000)
        #expect(table["a"]?.elements.last?.line == 99_999)
        #expect(table[path: "a", "b"] == nil)
    }
}
