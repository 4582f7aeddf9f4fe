import ScanModel
import Testing

@Suite struct NameTests {
    private static let names: NameSet = ["makefile", "go.mod", ".env"]

    @Test func aSetHasItsNamesAndNoOthers() {
        #expect(Self.names.contains("makefile"))
        #expect(Self.names.contains(".env"))
        // As long, and with the same first byte.
        #expect(Self.names.mayContain("mainfile"))
        #expect(!Self.names.contains("mainfile"))
        #expect(!Self.names.mayContain("makefiles"))
        #expect(!Self.names.contains(""))
        #expect(!NameSet([]).contains(""))
    }

    @Test func aFolderIsOnTheWayToAFile() {
        #expect(FileName(path: "a/vendor/b.go").hasFolder(in: ["vendor"]))
        #expect(FileName(path: "vendor/b.go").hasFolder(in: ["vendor"]))
        #expect(FileName(path: "a.jar!/vendor//b.go").hasFolder(in: ["vendor"]))
        #expect(!FileName(path: "a/vendor").hasFolder(in: ["vendor"]))
        #expect(!FileName(path: "a/vendors/b.go").hasFolder(in: ["vendor"]))
        #expect(FileName(path: "a/_b/c.go").hasFolder(in: [], orBeginningWith: ["_"]))
        #expect(!FileName(path: "a/_c.go").hasFolder(in: [], orBeginningWith: ["_"]))
    }

    @Test func aFileIsInTheLastFolder() {
        #expect(FileName(path: "a/debian/control").isDirectly(in: "debian"))
        #expect(FileName(path: "debian/control").isDirectly(in: "debian"))
        #expect(!FileName(path: "debian/a/control").isDirectly(in: "debian"))
        #expect(!FileName(path: "mydebian/control").isDirectly(in: "debian"))
        #expect(!FileName(path: "control").isDirectly(in: "debian"))
    }

    @Test(arguments: ["lib-x86_64.so", "LinuxX64", "app-AMD64", "linuxx64.zip", "K/İ/x86", "win/i386"])
    func aWordOfX86IsSeen(text: String) { #expect(ArchitectureWords.namesX86(text)) }

    @Test(arguments: ["box64", "x864", "max86", "xx64", "sha1386", "x", "amd", ""])
    func aPartOfAWordIsNone(text: String) { #expect(!ArchitectureWords.namesX86(text)) }
}
