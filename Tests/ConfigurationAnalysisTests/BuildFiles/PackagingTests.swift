import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

@Suite struct PackagingTests {
    private static func package(_ file: String, _ content: String, _ severity: String = "blocker", line: Int = 1)
        -> Trap
    {
        Trap(file, [file: content], ["package-declares-x86 \(severity) \(file):\(line)"])
    }

    private static func release(_ file: String, _ content: String, line: Int) -> Trap {
        Trap(file, [file: content], ["release-architecture warning \(file):\(line)"])
    }

    private static let declared = [
        package("a.spec", "Name: a\nExclusiveArch: x86_64\n", line: 2),
        package("a.spec", "ExcludeArch: aarch64 ppc64le\n"),
        package("a.spec", "BuildArch: x86_64\n"),
        package("debian/control", "Source: a\n\nPackage: a\nArchitecture: amd64\n", line: 4),
        package("debian/control", "Package: a\nArchitecture: amd64 i386\n", line: 2),
        package("packaging/debian/control", "Package: a\nArchitecture: amd64\n", "warning", line: 2),
        package("linux/packages/ubuntu/debian/control", "Package: a\nArchitecture: amd64\n", "warning", line: 2),
        package(
            "debian/control",
            "Package: a\nArchitecture: any\n\nPackage: b\nArchitecture: amd64\n", "note", line: 5),
        package("debian/control", "Package: a\nArchitecture: all\n\nPackage: b\nArchitecture: amd64\n", line: 5),
        package("snap/snapcraft.yaml", "name: a\narchitectures:\n  - build-on: amd64\n", line: 2),
        package("snapcraft.yaml", "architectures: [amd64]\n"),
        package("PKGBUILD", "pkgname=a\narch=('x86_64')\n", "warning", line: 2),
        package("APKBUILD", "arch=\"x86_64\"\n", "warning"),
        package("apko.yaml", "contents:\n  packages: [base]\narchs:\n  - x86_64\n", "warning", line: 3),
        package("melange.yaml", "package:\n  name: a\n  target-architecture: [x86_64]\n", "warning", line: 3),
        package("flake.nix", "{\n  system = \"x86_64-linux\";\n}\n", "warning", line: 2),
        package("package.json", "{\n  \"name\": \"a\",\n  \"cpu\": [\"x64\"]\n}\n", line: 3),
        package("vcpkg.json", "{\n  \"supports\": \"x64 & linux\"\n}\n", line: 2),
        Trap(
            "a profile of Conan", ["profiles/default": "[settings]\nos=Linux\narch=x86_64\n"],
            ["build-fixed-to-x86 warning profiles/default:3"]),
        release(".goreleaser.yml", "builds:\n  - goos: [linux]\n    goarch:\n      - amd64\n", line: 3),
        release("package.json", "{\n  \"pkg\": {\n    \"targets\": [\"node18-linux-x64\"]\n  }\n}\n", line: 3),
        release(
            "pom.xml",
            "<artifactId>jib-maven-plugin</artifactId>\n<platform><architecture>amd64</architecture><os>linux</os></platform>\n",
            line: 2),
        release("electron-builder.yml", "linux:\n  target: deb\n  arch: [x64]\n", line: 3),
        Trap(
            "an old config.guess", ["config.guess": "#! /bin/sh\ntimestamp='2009-11-20'\n i*86:Linux:*:*)\n"],
            ["old-config-guess blocker config.guess:2"]),
        Trap(
            "a folder of x86", ["Makefile": "LDFLAGS += -L/usr/lib/x86_64-linux-gnu/hdf5/serial\n"],
            ["multiarch-path warning Makefile:1"]),
        Trap(
            "a service's libraries",
            ["a.service": "[Service]\nEnvironment=LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n"],
            ["multiarch-path warning a.service:2"]),
        Trap(
            "an image's libraries",
            ["Dockerfile": "FROM debian:12\nENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n"],
            ["multiarch-path warning Dockerfile:2"]),
        Trap(
            "a setup.py's libraries", ["setup.py": "library_dirs=['/usr/lib/x86_64-linux-gnu']\n"],
            ["multiarch-path warning setup.py:1"]),
        Trap(
            "a package of nfpm", ["nfpm.yaml": "name: a\narch: amd64\n"], ["release-architecture warning nfpm.yaml:2"]),
        Trap(
            "a flake for one system", ["flake.nix": "{\n  packages.x86_64-linux.default = a;\n}\n"],
            ["package-declares-x86 note flake.nix:2"]),
        Trap(
            "wheels for x86", ["pyproject.toml": "[tool.cibuildwheel.linux]\narchs = [\"x86_64\"]\n"],
            ["release-architecture note pyproject.toml:2"]),
        Trap(
            "images for x86 of programs for both",
            [
                ".goreleaser.yaml":
                    "builds:\n  - goarch: [amd64, arm64]\ndockers:\n  - image_templates: [\"a\"]\n    goarch: amd64\n"
            ], ["release-architecture note .goreleaser.yaml:5"]),
        package(
            "schema.prisma", "generator client {\n  binaryTargets = [\"debian-openssl-3.0.x\"]\n}\n", line: 2),
        package("Formula/t.rb", "class T < Formula\n  depends_on arch: :x86_64\nend\n", line: 2),
        package("package.json", "{ \"name\": \"a\", \"os\": [\"linux\"], \"cpu\": [\"x64\"] }\n"),
        package("vcpkg.json", "{ \"name\": \"a\", \"supports\": \"x64 & linux\" }\n"),
        release("setup.cfg", "[bdist_wheel]\nplat_name = manylinux2014_x86_64\n", line: 2),
        release("project.toml", "[[_.targets]]\nos = \"linux\"\narch = \"amd64\"\n", line: 3),
        release(
            "package.json",
            "{\n  \"build\": { \"linux\": { \"target\": [\n    { \"target\": \"deb\", \"arch\": [\"x64\"] } ] } }\n}\n",
            line: 3),
        release("justfile", "dist:\n  cargo build --release --target x86_64-unknown-linux-musl\n", line: 2),
        Trap(
            "the flags of a package for R", ["src/Makevars": "PKG_CXXFLAGS = -msse4.1\n"],
            ["x86-compiler-flag blocker src/Makevars:1"]),
        Trap(
            "the flags of dune", ["dune": "(library (foreign_stubs (flags (:standard -msse4.2))))\n"],
            ["x86-compiler-flag blocker dune:1"]),
        Trap(
            "a triplet of vcpkg",
            ["CMakePresets.json": "{ \"cacheVariables\": { \"VCPKG_TARGET_TRIPLET\": \"x64-linux\" } }\n"],
            ["build-fixed-to-x86 warning CMakePresets.json:1"]),
        Trap("a cross compiler", ["Makefile": "CC = x86_64-linux-gnu-gcc\n"], ["multiarch-path warning Makefile:1"]),
    ]

    private static let fine = [
        Trap(
            "Prisma for both",
            ["a.prisma": "  binaryTargets = [\"debian-openssl-3.0.x\", \"linux-arm64-openssl-3.0.x\"]\n"]),
        Trap("Prisma for the machine", ["a.prisma": "  binaryTargets = [\"native\", \"rhel-openssl-1.0.x\"]\n"]),
        Trap("Prisma for a Mac", ["a.prisma": "  binaryTargets = [\"darwin\", \"windows\"]\n"]),
        Trap(
            "a formula for both",
            ["Formula/t.rb": "on_arm do\n url \"a\"\nend\non_intel do\n depends_on arch: :x86_64\nend\n"]),
        Trap("a wheel for Windows", ["setup.cfg": "[bdist_wheel]\nplat_name = win-amd64\n"]),
        Trap(
            "targets for both",
            ["project.toml": "[[_.targets]]\narch = \"amd64\"\n[[_.targets]]\narch = \"arm64\"\n"]),
        Trap("another table", ["project.toml": "[machine]\narch = \"amd64\"\n"]),
        Trap(
            "an application for both",
            [
                "package.json":
                    "{ \"build\": { \"linux\": { \"target\": { \"target\": \"deb\", \"arch\": [\"x64\", \"arm64\"] } } } }\n"
            ]),
        Trap(
            "an application for Windows",
            [
                "package.json":
                    "{ \"build\": { \"win\": { \"target\": { \"arch\": [\"x64\"] } }, \"linux\": { \"target\": \"deb\" } } }\n"
            ]),
        Trap(
            "compiled for both",
            [
                "justfile":
                    "a:\n cargo build --target x86_64-unknown-linux-gnu\n cargo build --target aarch64-unknown-linux-gnu\n"
            ]),
        Trap(
            "a triplet for each",
            [
                "CMakePresets.json":
                    "{ \"a\": { \"VCPKG_TARGET_TRIPLET\": \"x64-linux\" },\n \"b\": { \"VCPKG_TARGET_TRIPLET\": \"arm64-linux\" } }\n"
            ]),
        Trap(
            "a triplet for Windows", ["CMakePresets.json": "{ \"a\": { \"VCPKG_TARGET_TRIPLET\": \"x64-windows\" } }\n"]
        ),
        Trap("an image of apko for both", ["apko.yaml": "archs: [x86_64, aarch64]\n"]),
        Trap("a spec for all", ["a.spec": "BuildArch: noarch\nExclusiveArch: x86_64 aarch64\n"]),
        Trap("a spec with a macro", ["a.spec": "ExclusiveArch: %{go_arches}\n"]),
        Trap(
            "packages for any",
            ["debian/control": "Package: a\nArchitecture: any\n\nPackage: b\nArchitecture: amd64 arm64\n"]),
        Trap("a package for what is set", ["nfpm.yaml": "name: a\narch: ${GOARCH}\n"]),
        Trap("wheels for both", ["pyproject.toml": "[tool.cibuildwheel.linux]\narchs = [\"x86_64\", \"aarch64\"]\n"]),
        Trap("a snap for both", ["snapcraft.yaml": "architectures:\n  - build-on: amd64\n  - build-on: arm64\n"]),
        Trap("a PKGBUILD for both", ["PKGBUILD": "arch=('x86_64' 'aarch64')\n"]),
        Trap("a flake for both", ["flake.nix": "systems = [ \"x86_64-linux\" \"aarch64-linux\" ];\n"]),
        Trap("a package for both", ["package.json": "{ \"name\": \"a\", \"cpu\": [\"x64\", \"arm64\"] }\n"]),
        Trap(
            "a package for one platform of many",
            ["package.json": "{ \"name\": \"@a/b-linux-x64\", \"cpu\": [\"x64\"] }\n"]),
        Trap(
            "a package for a Mac", ["package.json": "{ \"name\": \"a\", \"os\": [\"darwin\"], \"cpu\": [\"x64\"] }\n"]),
        Trap("releases for both", [".goreleaser.yml": "builds:\n  - goarch:\n      - amd64\n      - arm64\n"]),
        Trap("releases for what goreleaser takes", [".goreleaser.yml": "builds:\n  - goos: [linux]\n"]),
        Trap("a new config.guess", ["config.guess": "timestamp='2020'\n aarch64:Linux:*:*)\n i*86:Linux:*:*)\n"]),
        Trap("folders of both", ["a.conf": "/usr/lib/x86_64-linux-gnu\n/usr/lib/aarch64-linux-gnu\n"]),
        Trap("a name of a machine", ["a.sh": "./configure --host=x86_64-linux-gnu\n"]),
        Trap("folders that are tried", ["a.sh": "for d in /usr/lib /usr/lib/x86_64-linux-gnu; do ls $d; done\n"]),
        Trap("releases of others", ["vendor/a/.goreleaser.yml": "builds:\n  - goarch:\n      - amd64\n"]),
        Trap("a question", ["a.sh": "if [ -d /usr/lib/x86_64-linux-gnu ]; then a=1; fi\n"]),
    ]

    @Test(arguments: declared) func isFound(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }

    @Test(arguments: fine) func isFine(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
