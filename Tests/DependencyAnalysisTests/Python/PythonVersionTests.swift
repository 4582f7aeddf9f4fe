import DependencyAnalysis
import ScanModel
import Testing

@Suite struct PythonVersionTests {
    /// In the order of PEP 440; every one is less than all behind it.
    private static let ordered = [
        "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
        "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5",
        "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1.2", "1.10", "2012.4", "1!0.1",
    ]

    @Test func order() throws {
        let versions = try Self.ordered.map { try #require(PythonVersion($0)) }
        for (index, version) in versions.enumerated() {
            for later in versions.dropFirst(index + 1) { #expect(version < later && !(later < version)) }
        }
    }

    @Test(arguments: [
        ("1.0", "1"), ("1.0.0", "1.0"), ("v1.0", "1.0"), (" 1.0\n", "1.0"), ("1.0-alpha.1", "1.0a1"),
        ("1.0.beta", "1.0b0"),
        ("1.0c2", "1.0rc2"), ("1.0preview3", "1.0rc3"), ("1.0-1", "1.0.post1"), ("1.0.rev2", "1.0.post2"),
        ("1.0r", "1.0.post0"),
        ("1.0_dev", "1.0.dev0"), ("1.0+Ubuntu-1", "1.0+ubuntu.1"), ("0!1", "1"), ("1.0A1", "1.0a1"), ("01.02", "1.2"),
    ]) func equal(one: String, other: String) throws {
        let (one, other) = (try #require(PythonVersion(one)), try #require(PythonVersion(other)))
        #expect(one == other && one.hashValue == other.hashValue)
    }

    @Test(arguments: [
        "", "x", "1.", "1..0", ".1", "1.0x", "1.0+", "1.0+a..b", "1.0+ä", "1!", "a1", "1.0-a-b", "latest", "1.0.*",
        "99999999999999999999",
    ]) func isNone(text: String) { #expect(PythonVersion(text) == nil) }

    @Test(arguments: [
        ("~=2.2", "2.2 2.9 2.2.post3", "2.1 3.0 2.2rc1"), ("~=1.4.5", "1.4.5 1.4.9", "1.5 1.4.4"),
        ("~=2.2.post3", "2.2.post3 2.3", "2.2 3"),
        ("==1.1", "1.1 1.1.0 1.1+local", "1.1.post1 1.1a1 1.1.1"),
        ("==1.1.*", "1.1 1.1.5 1.1a1 1.1.post1", "1.2 1 1.10"),
        ("==1.0+cpu", "1.0+cpu", "1.0 1.0+gpu"), ("!=1.1.*", "1.2 1.0", "1.1.3 1.1"),
        ("!=1.1", "1.1.post1", "1.1 1.1.0"),
        ("<2", "1.9 1.9rc1", "2 2rc1 2.dev1"), ("<2rc1", "2b1", "2rc1"), (">1.7", "1.7.1 1.8", "1.7 1.7.post1 1.7+a"),
        (">1.7.post1", "1.7.post2", "1.7.post1"), ("<=1.7", "1.7 1.7+a 1.6", "1.7.post1"),
        (">=1.7", "1.7 1.7+a 1.7.post1", "1.7rc1"),
        ("===1.0", "1.0", "1.0.0 1"), (">=1,<2,!=1.5", "1.4 1.6", "1.5 2 0.9"), ("", "0 1 2rc1", ""),
        (" >= 1.0 , < 2 ", "1.5", "2.1"),
        ("==1!2.0", "1!2", "2.0"),
    ]) func contains(condition: String, inside: String, outside: String) throws {
        let set = try #require(VersionSet(condition))
        for version in inside.split(separator: " ") {
            #expect(set.contains(try #require(PythonVersion(version))), "\(version)")
        }
        for version in outside.split(separator: " ") {
            #expect(!set.contains(try #require(PythonVersion(version))), "\(version)")
        }
    }

    @Test(arguments: ["=1", "1.0", ">=1.*", "~=1", ">=1+a", "==1.0a1.*", "==", ">>1", "^1"]) func isNoCondition(
        text: String
    ) {
        #expect(VersionSet(text) == nil)
    }

    @Test(arguments: [
        ("Django", "django"), ("zope.interface", "zope-interface"), ("a-_.b", "a-b"), ("Foo__Bar", "foo-bar"),
    ]) func names(name: String, expected: String) { #expect(PackageName.normalized(name) == expected) }

    @Test(arguments: [
        ("manylinux2014_aarch64", "aarch64", true), ("manylinux_2_28_aarch64", "aarch64", true),
        ("linux_aarch64", "aarch64", true),
        ("musllinux_1_1_aarch64", "aarch64", false), ("manylinux1_x86_64", "x86_64", true), ("any", "x86_64", false),
        ("manylinux2014_aarch64", "x86_64", false), ("macosx_11_0_arm64", "arm64", false),
        ("win_arm64", "arm64", false),
    ]) func platforms(tag: String, machine: String, runs: Bool) {
        #expect(PlatformTag(tag).runs(on: machine, .glibc) == runs)
    }

    @Test func libcVersions() {
        #expect(
            PlatformTag("manylinux2014_aarch64")
                == .linux(.glibc, version: .init(major: 2, minor: 17), machine: "aarch64"))
        #expect(
            PlatformTag("manylinux_2_28_aarch64")
                == .linux(.glibc, version: .init(major: 2, minor: 28), machine: "aarch64"))
        #expect(
            PlatformTag("musllinux_1_2_x86_64") == .linux(.musl, version: .init(major: 1, minor: 2), machine: "x86_64"))
    }

    @Test(arguments: [
        "foo.whl", "foo-1.0.whl", "foo-1.0-py3-none.whl", "foo-x-py3-none-any.whl", "-1-py3-none-any.whl",
        "foo-1-2-3-4-5-6.whl",
    ])
    func isNoWheel(name: String) { #expect(WheelName(name) == nil) }

    @Test func wheelWithBuildNumber() throws {
        let wheel = try #require(WheelName("Foo_Bar-1.0+cpu-2-cp39.cp310-abi3-manylinux2014_aarch64.whl"))
        #expect(wheel.name == "foo-bar")
        #expect(wheel.version == PythonVersion("1.0+cpu"))
        #expect(wheel.pythons == ["cp39", "cp310"])
        #expect(wheel.machines == ["aarch64"])
    }
}
