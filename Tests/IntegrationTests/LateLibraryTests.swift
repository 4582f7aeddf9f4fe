import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// Libraries of the distribution that are loaded when they are first needed.
    @Suite struct LateLibraries {
        /// Runs mixarch where a library is damaged: the dynamic linker finds an empty file first.
        private func run(without library: String, in folder: String, _ arguments: [String]) async throws
            -> ProgramResult
        {
            try "".write(to: folder + "/libraries/" + library)
            // What was looked into before is known without the libraries.
            let environment = ["LD_LIBRARY_PATH": folder + "/libraries", "XDG_CACHE_HOME": folder + "/cache"]
            return try await Mixarch.program(arguments, in: folder, environment: environment).run()
        }

        @Test(arguments: ["libarchive.so.13", "libisal.so.2", "libdeflate.so.0", "libyaml-0.so.2"])
        func whatNeedsNoneOfThemRunsWithoutThem(library: String) async throws {
            try await withFolder { folder in
                let version = try await run(without: library, in: folder, ["--version"])
                #expect(version.status == 0, "\(version.errors)")
                let image = "\(try Mixarch.registry())/test/hello:1"
                let inspected = try await run(without: library, in: folder, ["image", "inspect", image])
                #expect(inspected.status == 0 && inspected.output.contains("linux/arm64"), "\(inspected.errors)")
            }
        }

        @Test func aMissingLibraryIsNamedWithItsPackage() async throws {
            try await withFolder { folder in
                try "image: shop:1\n".write(to: folder + "/mixarch.yaml")
                let up = try await run(without: "libyaml-0.so.2", in: folder, ["up", "--dry-run"])
                #expect(up.status == 66 && up.errors.contains("libyaml can't be loaded"), "\(up.errors)")
                #expect(up.errors.contains("apt-get install libyaml-0-2"))

                let image = "\(try Mixarch.registry())/test/hello:1"
                let verified = try await run(without: "libisal.so.2", in: folder, ["image", "verify", image])
                #expect(
                    verified.status == 66 && verified.errors.contains("apt-get install libisal2"), "\(verified.errors)")
            }
        }

        @Test func anArchiveThatCannotBeReadIsNotJudgedAsEmpty() async throws {
            try await withFolder { folder in
                try "int x;\n".write(to: folder + "/a.c")
                let packed = try await Command.run("tar", "-C", folder, "-cf", folder + "/a.tar", "a.c")
                #expect(packed.status == 0, "\(packed.errors)")
                let scan = try await run(
                    without: "libarchive.so.13", in: folder, ["scan", ".", "--format", "json", "--no-progress"])
                #expect(scan.output.contains("libarchive can't be loaded"), "\(scan.output)")
                #expect(!scan.output.contains("\"verdict\" : \"ready\"") && scan.status != 0, "\(scan.output)")
            }
        }
    }
}
