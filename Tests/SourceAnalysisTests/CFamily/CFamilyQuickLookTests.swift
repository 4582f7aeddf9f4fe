import ScanModel
import Testing

@testable import SourceAnalysis

/// The looks at a file's bytes that tell whether its code has to be taken apart.
@Suite struct CFamilyQuickLookTests {
    @Test(arguments: [
        #"f("movl %0, %%eax\n\t");"#, #"f( "lock; incl %0");"#, #"a = "mov,mp4"; b("movq %xmm0, %rax\n");"#,
    ])
    func stringsThatMayBeInstructions(code: String) {
        #expect(QuotedInstructions.mayStand(in: Array(code.utf8)))
    }

    @Test(arguments: [
        #"a = "mov,mp4,m4a";"#, #"a = "lockfile";"#, #"printf("moved %d bytes");"#, #"puts("move on\n");"#,
        #"puts("locked\n"); printf("%d", 1);"#, #"a = "lock"#, "",
    ])
    func stringsThatAreNoInstructions(code: String) {
        #expect(!QuotedInstructions.mayStand(in: Array(code.utf8)))
    }

    @Test(arguments: ["char x;", "const char *x)", "char a, *b, x[3];", "char\tx = f();", "char*x;", "f(char x)"])
    func namesOfPlainChars(code: String) {
        #expect(!PlainChars.declared(of: ["c", "x"], in: Array(code.utf8)).isEmpty)
    }

    @Test(arguments: [
        "int x;", "unsigned char x;", "signed char x;", "a wchar x;", "char y; int x;", "char xs;", "char",
    ])
    func otherNames(code: String) {
        #expect(PlainChars.declared(of: ["c", "x"], in: Array(code.utf8)).isEmpty)
    }

    @Test func aComparisonIsReadWhereItsNameIsAPlainChar() {
        let set = CFamilyTriggers.comparedChars
        for (name, words) in CFamilyTriggers.comparedNames {
            let code = Array("if (\(name == "p" || name == "s" ? "*" : "")\(name) < 0 || (d == -1)".utf8)
            #expect(set.occurs(in: code))
            #expect(words.occurs(in: code))
        }
    }
}
