import ScanModel
import Testing

@Suite struct LastByteTests {
    private static let slash = UInt8(ascii: "/")

    @Test(arguments: [("a/b/c.h", "c.h"), ("/c", "c"), ("ä/ö/ü", "ü"), ("a/", "")])
    func whatStandsBehindTheLastSlashIsFound(path: String, rest: String) throws {
        let slash = try #require(path.lastIndex(ofByte: Self.slash))
        #expect(path[path.index(after: slash)...] == rest)
    }

    @Test func thePartOfATextHasPlacesOfTheWholeText() throws {
        let path = "src/x86/sum.c"
        let folder = path.prefix(7)
        let slash = try #require(folder.lastIndex(ofByte: Self.slash))
        #expect(path[..<slash] == "src")
    }

    @Test func whatIsNotThereIsNotFound() {
        #expect("sum.c".lastIndex(ofByte: Self.slash) == nil)
        #expect("".lastIndex(ofByte: Self.slash) == nil)
        #expect("a/b".dropFirst(2).lastIndex(ofByte: Self.slash) == nil)
    }
}
