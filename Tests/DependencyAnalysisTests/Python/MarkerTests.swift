import DependencyAnalysis
import ScanModel
import Testing

@Suite struct MarkerTests {
    @Test(arguments: [
        ("sys_platform == 'linux'", Ternary.yes), ("sys_platform != \"linux\"", .no), ("'linux' in sys_platform", .yes),
        ("sys_platform in 'linux darwin'", .yes), ("sys_platform not in 'win32'", .yes),
        ("platform_machine == 'aarch64'", .yes),
        ("platform_machine == 'arm64'", .no), ("'x86' in platform_machine", .no),
        ("platform_machine not in 'x86_64 AMD64'", .yes),
        ("os_name == 'posix' and platform_system == 'Linux'", .yes),
        ("sys_platform == 'win32' or os_name == 'posix'", .yes),
        ("(sys_platform == 'win32' or os_name == 'nt') and extra == 'x'", .no), ("extra == 'gpu'", .unknown),
        ("extra == 'gpu' or sys_platform == 'linux'", .yes), ("platform_release >= '5'", .unknown),
        ("python_version >= '3'", .yes), ("python_version < '3.0'", .no), ("python_version < '3.9'", .unknown),
        ("python_version in '2.6 2.7'", .no), ("'3.9' <= python_version", .unknown),
        ("python_full_version >= '3.6.0'", .yes),
        ("implementation_name == 'cpython'", .yes), ("platform_python_implementation == 'PyPy'", .no),
        ("sys_platform == 'linux' and (python_version == '2.7' or platform_machine == 'x86_64')", .no),
    ]) func evaluates(text: String, expected: Ternary) throws {
        #expect(try #require(Marker(text)).evaluate(.arm64()) == expected)
    }

    @Test(arguments: [
        ("python_version < '3.9'", Ternary.yes), ("python_version >= '3.9'", .no), ("python_version == '3.8'", .yes),
        ("python_version ~= '3.7'", .yes), ("python_version in '3.7, 3.8'", .yes),
        ("python_full_version < '3.9'", .yes),
        ("python_full_version < '3.8.2'", .unknown),
    ]) func evaluatesForOnePython(text: String, expected: Ternary) throws {
        #expect(try #require(Marker(text)).evaluate(.arm64(python: 8)) == expected)
    }

    @Test(arguments: [
        "", "x", "x ==", "== 'a'", "x == 'a' and", "x == 'a' y", "(x == 'a'", "x == 'a", "x ? 'a'",
        String(repeating: "(", count: 10_000),
    ])
    func isNone(text: String) { #expect(Marker(text) == nil) }

    @Test(arguments: [
        ("foo", "foo", 0, false), ("foo>=1,<2", "foo", 0, false), ("foo [a, b] (>=1.0)", "foo", 2, false),
        ("Foo.Bar~=1.0 ; sys_platform == 'linux'", "Foo.Bar", 0, true),
        ("foo[x]@https://e.com/a;b.whl ; os_name == 'posix'", "foo", 1, true),
    ]) func requirements(text: String, name: String, extras: Int, hasMarker: Bool) throws {
        let requirement = try #require(Requirement(text))
        #expect(requirement.name == name)
        #expect(requirement.extras.count == extras)
        #expect((requirement.marker != nil) == hasMarker)
    }

    @Test(arguments: [
        "", "-foo", "foo==", "foo 1.0", "foo[a", "foo;", "foo; x", "./foo", "https://e.com/foo", "foo>=1 <2",
    ])
    func isNoRequirement(text: String) { #expect(Requirement(text) == nil) }
}
