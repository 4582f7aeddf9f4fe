import Reporting
import Testing
import YAML

struct YAMLReaderTests {
    private func read(_ text: String, _ aliases: YAMLReader.Aliases = .allowed) throws(Failure) -> [YAMLNode] {
        try YAMLReader(text, source: "a.yaml", aliases: aliases).documents()
    }

    @Test func keepsOrderPlacesAndWhatIsWrittenTwice() throws {
        let root = try #require(try read("b: 1\na: [x, 'y']\nb: 2\n").first)
        let members = try #require(root.mapping)
        #expect(members.map { $0.key.scalar?.text } == ["b", "a", "b"])
        #expect(members.map(\.key.place.line) == [1, 2, 3])
        let place = members[1].value.place
        #expect(place.line == 2 && place.column == 4)
        #expect(members[1].value.sequence?.map { $0.scalar?.isPlain } == [true, false])
    }

    @Test func scalarsKeepTheirTextAndTag() throws {
        let text = "- \"a\\tb\"\n- !!str 1\n- |-\n  two\n  lines\n- é\n- ''\n"
        let scalars = try read(text).first?.sequence?.compactMap(\.scalar)
        #expect(scalars?.map(\.text) == ["a\tb", "1", "two\nlines", "é", ""])
        #expect(scalars?.map(\.tag) == [nil, "tag:yaml.org,2002:str", nil, nil, nil])
        #expect(scalars?.map(\.isPlain) == [false, true, false, true, false])
    }

    @Test func aliasesNameTheLatestAnchorOfTheirDocument() throws {
        let documents = try read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
        let values = documents.first?.mapping?.map { member in
            if case .alias(let meant) = member.value.content { meant.scalar?.text } else { member.value.scalar?.text }
        }
        #expect(values == ["1", "1", "2", "2"])
        let failure = #expect(throws: Failure.self) { try read("a: &x 1\n---\nb: *x\n") }
        #expect(failure?.message == "a.yaml:3:4: found undefined alias")
    }

    @Test func documentsAreCounted() throws {
        #expect(try read("").isEmpty)
        #expect(try read("# nothing\n").isEmpty)
        #expect(try read("---\n---\na\n...\n--- b\n").map(\.place.line) == [2, 3, 5])
    }

    @Test(arguments: [
        ("a: [", "a.yaml:2:1: "), ("a:\n\tb: 1\n", "a.yaml:2:1: "), ("a: *b\n", "a.yaml:1:4: found undefined alias"),
        ("a: b: c\n", "a.yaml:1:5: "), ("one\ntwo: \u{1}\n", "a.yaml:2: control characters"),
        (String(repeating: "[", count: 100_000), "a.yaml:1:201: this is nested too deep"),
        (String(repeating: "- ", count: 100_000), "a.yaml:1:401: this is nested too deep"),
    ])
    func mistakesAreToldWithTheirPlace(text: String, message: String) {
        let failure = #expect(throws: Failure.self) { try read(text) }
        #expect(failure?.code == .invalidInput)
        #expect(failure?.message.hasPrefix(message) == true, "\(failure?.message ?? "")")
    }

    @Test func refusedAliasesAreToldFromTextsThatLookLikeThem() throws {
        let failure = #expect(throws: Failure.self) { try read("a: &x 1\nb: *x\n", .refused) }
        #expect(failure?.message == "a.yaml:2:4: aliases are not taken here")
        let members = try read("a: '*x'\nb: a*b&c # *x\n", .refused).first?.mapping
        #expect(members?.map { $0.value.scalar?.text } == ["*x", "a*b&c"])
    }

    /// A text of 400 bytes can stand for more values than there is memory: none of them is made here.
    @Test(.timeLimit(.minutes(1))) func nestedAliasesAreNotExpanded() throws {
        var text = "l0: &l0 [a, a]\n"
        for level in 1...60 { text += "l\(level): &l\(level) [*l\(level - 1), *l\(level - 1)]\n" }
        #expect(try read(text + "? *l60\n: x\n").first?.mapping?.count == 62)
    }
}
