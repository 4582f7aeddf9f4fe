import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

@Suite struct JVMSourceTests {
    private static let traps = [
        Trap(
            "code that knows only amd64 and refuses the rest",
            ["A.java": "if (!System.getProperty(\"os.arch\").equals(\"amd64\"))\n  throw new Error();\n"],
            ["java-os-arch warning A.java:1"]),
        Trap(
            "code that knows aarch64 too",
            [
                "A.java":
                    "String a = System.getProperty(\"os.arch\");\nif (!a.equals(\"amd64\") && !a.equals(\"aarch64\")) throw new Error();\n"
            ]),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
