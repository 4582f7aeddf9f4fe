import PortingScan
import ScanModel
import Testing

@Suite struct SourceTests {
    private func guardedBy(_ condition: String) -> String {
        """
        class Native {
            static void load() {
                String arch = System.getProperty("os.arch");
                \(condition)
                    throw new UnsupportedOperationException(arch);
                }
            }
        }
        """
    }

    @Test func codeThatRefusesOtherArchitectures() async throws {
        let refusing = try await Tree.report(["A.java": guardedBy("if (!arch.equals(\"amd64\")) {")])
        #expect(refusing.summary == ["java-os-arch warning"])
        #expect(refusing.findings.first?.line == 4)
        #expect(refusing.findings.first?.column == 14)
        #expect(refusing.verdict == .readyWithChanges)
    }

    @Test(arguments: [
        "if (!arch.equals(\"amd64\") && !arch.equals(\"aarch64\")) {", "if (arch.isEmpty()) {",
        "/* \"amd64\" */ if (arch.isEmpty()) {", "// \"amd64\"",
    ])
    func otherCode(condition: String) async throws {
        #expect(try await Tree.report(["A.java": guardedBy(condition)]).verdict == .ready)
    }

    @Test func commentsInJavaAreNoCode() async throws {
        let text =
            "/* os.arch must be \"amd64\": throw away */ class A { String s = \"/*\"; }\n// os.arch \"x86\" throw \n"
        #expect(try await Tree.report(["A.java": text]).findings.isEmpty)
    }

    @Test(arguments: [
        "get.sh", "Makefile", "build.gradle", "tools/rules.mk",
    ])
    func downloadsInScripts(name: String) async throws {
        let report = try await Tree.report([name: "fetch:\n\tcurl -O 'https://e.com/t-linux-amd64.tgz'\n"])
        #expect(report.summary == ["x86-download warning"])
        #expect(report.findings.first?.line == 2)
        #expect(report.findings.first?.column == 11)
        let other = try await Tree.report([name: "fetch:\n\tcurl -O 'https://e.com/t-win-x64.zip'\n"])
        #expect(other.verdict == .ready)
    }

    @Test func scriptsThatChooseAreSilent() async throws {
        let text = """
            #!/bin/sh
            # https://e.com/old-linux-amd64.tgz
            case "$(uname -m)" in
              x86_64) url=https://e.com/t-linux-amd64.tgz ;;
              *) url=https://e.com/t-linux-other.tgz ;;
            esac
            """
        #expect(try await Tree.report(["bin/get": text]).verdict == .ready)
        let far = text + String(repeating: "\n:", count: 30) + "\ncurl https://e.com/u-linux-amd64.tgz\n"
        #expect(try await Tree.report(["bin/get": far]).findings.map { $0.line } == [37])
    }

    @Test func flagsAndGoInScripts() async throws {
        let text = "java -XX:-UseSSE -jar a.jar\nexport GOARCH=amd64\nif [ \"$GOARCH\" = amd64 ]; then :; fi\n"
        let report = try await Tree.report(["run.sh": text])
        #expect(report.findings.map { "\($0.rule) \($0.line ?? 0)" } == ["jvm-flag 1", "go-architecture 2"])
    }
}
