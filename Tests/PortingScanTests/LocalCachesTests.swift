import ArchiveTestSupport
import PortingScan
import Reporting
import ScanModel
import Testing

@Suite struct LocalCachesTests {
    private static func roots(_ tree: Tree, _ environment: [String: String] = [:]) -> [String] {
        let caches = LocalCaches(
            environment: environment.mapValues { tree.path + "/" + $0 }, home: tree.path + "/home",
            system: tree.path + "/system")
        return caches.roots(for: tree.path + "/home/work/app").map {
            $0.name + " " + $0.path.replacing(tree.path + "/", with: "")
        }
    }

    @Test func theUsualPlaces() async throws {
        try await Tree.with { tree in
            for file in [
                ".m2/repository/a.jar", ".gradle/caches/modules-2/files-2.1/a.jar", "go/pkg/mod/m/a.go",
                ".cargo/registry/src/a/a.rs", ".nuget/packages/a", ".local/lib/python3.11/site-packages/a.py",
                "work/node_modules/a.js", "work/app/a.c",
            ] {
                try tree.write("home/" + file, "")
            }
            try tree.write("system/usr/local/lib/python3.9/dist-packages/a.py", "")
            #expect(
                Self.roots(tree) == [
                    "maven home/.m2/repository", "gradle home/.gradle/caches/modules-2/files-2.1",
                    "python3.11/site-packages home/.local/lib/python3.11/site-packages",
                    "python3.9/dist-packages system/usr/local/lib/python3.9/dist-packages",
                    "node/node_modules home/work/node_modules", "go home/go/pkg/mod", "cargo home/.cargo/registry/src",
                    "nuget home/.nuget/packages",
                ])
        }
    }

    @Test func variablesAndSettingsNameOthers() async throws {
        try await Tree.with { tree in
            for file in [
                "g/caches/modules-2/files-2.1/a", "v/lib/python3.12/site-packages/a", "m/a", "c/registry/src/a", "n/a",
                "home/.local/lib/python3.11/site-packages/a.py", "home/repo/a", "home/work/app/a",
            ] {
                try tree.write(file, "")
            }
            try tree.write(
                "home/.m2/settings.xml",
                "<settings><localRepository>\n ${user.home}/repo\n</localRepository></settings>")
            let roots = Self.roots(
                tree,
                [
                    "GRADLE_USER_HOME": "g", "VIRTUAL_ENV": "v", "GOMODCACHE": "m", "CARGO_HOME": "c",
                    "NUGET_PACKAGES": "n",
                ])
            #expect(
                roots.map { $0.split(separator: " ").last ?? "" } == [
                    "home/repo", "g/caches/modules-2/files-2.1", "v/lib/python3.12/site-packages", "m",
                    "c/registry/src", "n",
                ])
        }
    }

    @Test func whatIsInTheProjectIsNotScannedTwice() async throws {
        try await Tree.with { tree in
            try tree.write("home/work/app/.venv/lib/python3.11/site-packages/a.py", "")
            #expect(Self.roots(tree, ["VIRTUAL_ENV": "home/work/app/.venv"]) == [])
        }
    }

    @Test func binariesAreFoundAndTextsAreSomebodyElses() async throws {
        try await Tree.with { tree in
            try tree.write("app/A.java", "class A {}")
            try tree.write("repo/org/f/1/f-1.jar", zip([("linux64/libf.so", ELF.x86Library)]))
            try tree.write(
                "repo/org/g/1/g-1.jar", zip([("x86_64/g.so", ELF.x86Library), ("aarch64/g.so", ELF.arm64Library)]))
            try tree.write("repo/setup.c", "#include <immintrin.h>\n")
            try tree.write("packages/numpy/a.so", ELF.x86Library)
            let caches = [
                LocalCaches.Root(name: "maven", path: tree.path + "/repo"),
                LocalCaches.Root(name: "python3.11/site-packages", path: tree.path + "/packages"),
                LocalCaches.Root(name: "gone", path: tree.path + "/gone"),
            ]
            let report = try await PortingScanner(options: ScanOptions(caches: caches))
                .scan(tree.path + "/app", progress: SilentProgress())
            #expect(report.summary == ["native-binary warning", "installed-native warning"])
            #expect(
                report.findings.map { $0.file } == [
                    "cache:maven/org/f/1/f-1.jar!/linux64/libf.so", "cache:python3.11/site-packages/numpy/a.so",
                ])
            #expect(report.gaps == ["cache:gone"])
            #expect(report.languages.map { $0.name } == ["Java"])
        }
    }
}
