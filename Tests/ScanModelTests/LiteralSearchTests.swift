import ScanModel
import Testing

@Suite struct LiteralSearchTests {
    private static let sets = [
        LiteralSet(["_mm_", "__asm__", "x86_64"]), LiteralSet(["amd64", "x86_64"]), LiteralSet(["mm"]),
        LiteralSet((0..<30).map { "word\($0)" }),
    ]

    @Test(arguments: [
        "", "_mm_", "linux/amd64", "on x86_64 or not", "mm", "word7 and __asm__", "wordy amd6 x86_6", "a word29",
    ])
    func allSetsAtOnceAreFoundLikeEachAlone(text: String) {
        var search = LiteralSearch()
        let bytes = Array(text.utf8)
        let found = bytes.withUnsafeBytes { search.occurring(Self.sets, in: $0) }
        for (index, set) in Self.sets.enumerated() {
            #expect((found & (1 << UInt64(index)) != 0) == set.occurs(in: bytes))
        }
        #expect(found >> UInt64(Self.sets.count) == 0)
    }

    @Test func whatIsAskedNextIsLookedForInTheSamePass() {
        let code = LiteralSet(["_mm_", "__asm__"])
        let numbers = LiteralSet(["x86_64", "{-1,"])
        let wanted = [LiteralSet(["_mm_", "x86_64"], next: [code, numbers]), Self.sets[1]]
        var search = LiteralSearch()
        let found = Array("on x86_64".utf8).withUnsafeBytes { search.occurring(wanted, in: $0) }
        // Both that are wanted, and of the next ones the second.
        #expect(found == 0b1011)
        let next = search.next(of: wanted)
        #expect(next.map { ObjectIdentifier($0) } == [code, numbers].map { ObjectIdentifier($0) })
        // The same of a search that has looked at another text since.
        _ = Array("amd64".utf8).withUnsafeBytes { search.occurring([Self.sets[1]], in: $0) }
        #expect(search.next(of: wanted).count == 2)
        #expect(search.next(of: [Self.sets[1]]).isEmpty)
    }

    @Test func aTextKnowsWhatWasLookedForAlready() {
        let (known, unknown) = (Self.sets[0], Self.sets[1])
        let text = SourceText(
            path: "a.c", bytes: Array("x86_64".utf8), answers: [LiteralAnswer(set: known, isFound: false)])
        #expect(!text.hasAny(of: known))
        #expect(text.hasAny(of: unknown))
    }
}
