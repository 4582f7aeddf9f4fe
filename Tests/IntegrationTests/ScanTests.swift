import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    @Suite struct Scan {
        @Test func theSampleIsReady() async throws {
            let (status, report) = try await Mixarch.json("scan", Mixarch.checkout + "/examples/petstore")
            #expect(status == 0)
            #expect(report["verdict"]?.string == "ready")
            #expect(report["languages"]?.array?.contains { $0["name"]?.string == "Java" } == true)
        }

        @Test func anX86LibraryInAJarBlocks() async throws {
            try await withFolder { folder in
                try "class A {}".write(to: folder + "/src/A.java")
                try "".write(to: folder + "/lib/x")
                // The test's own program is an x86-64 ELF file; zip puts it into a JAR as a build would.
                let library = folder + "/linux/x86_64/libfast.so"
                try FileManager.default.createDirectory(
                    atPath: folder + "/linux/x86_64", withIntermediateDirectories: true)
                try FileManager.default.copyItem(atPath: "/bin/true", toPath: library)
                let zipped = try await Command.run(
                    "python3", "-m", "zipfile", "-c", "lib/fast.jar", "linux", in: folder)
                #expect(zipped.status == 0)
                try FileManager.default.removeItem(atPath: folder + "/linux")

                let (status, report) = try await Mixarch.json("scan", folder)
                #expect(status == 1)
                #expect(report["verdict"]?.string == "blocked")
                let files = report["findings"]?.array?.compactMap { $0["file"]?.string } ?? []
                #expect(files.contains("lib/fast.jar!/linux/x86_64/libfast.so"))
            }
        }

        @Test func nothingToJudgeIsNeverReady() async throws {
            try await withFolder { folder in
                let (status, report) = try await Mixarch.json("scan", folder)
                #expect(report["verdict"]?.string == "inconclusive")
                #expect(status == 1)
            }
        }

        @Test(arguments: ["csv", "sarif", "html", "markdown"])
        func aReportOnStandardOutputIsTheOneInTheFile(_ format: String) async throws {
            try await withFolder { folder in
                try "int main(void) { __asm__(\"cpuid\"); }\n".write(to: folder + "/src/a.c")
                let file = folder + "/report." + (format == "markdown" ? "md" : format)
                let result = try await Mixarch.run("scan", folder + "/src", "--format", format, "-o", file)
                #expect(result.status == 1)
                let written = try String(contentsOf: URL(filePath: file), encoding: .utf8)
                #expect(written.contains("a.c"))
                #expect(result.output.split(whereSeparator: \.isNewline) == written.split(whereSeparator: \.isNewline))
            }
        }

        @Test func aMissingFolderIsAnInputError() async throws {
            let result = try await Mixarch.run("scan", "/nowhere/at/all")
            #expect(result.status == 66)
            #expect(result.errors.contains("/nowhere/at/all"))
        }
    }
}
