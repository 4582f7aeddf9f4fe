import DockerfileModel
import Testing

@Suite struct GitReferenceTests {
    @Test(
        arguments: [
            ("https://h/a/b.git", "https://h/a/b.git", nil, nil), ("https://h/b.git#v1", "https://h/b.git", "v1", nil),
            ("https://h/b.git#v1:sub/dir", "https://h/b.git", "v1", "sub/dir"),
            ("https://h/b.git#:sub", "https://h/b.git", nil, "sub"),
            ("http://h/b.git", "http://h/b.git", nil, nil), ("git@h:a/b.git", "git@h:a/b.git", nil, nil),
            ("git@h:a/b", "git@h:a/b", nil, nil),
            ("user-1@h.com:b.git#x/y:z", "user-1@h.com:b.git", "x/y", "z"), ("git://h/b", "git://h/b", nil, nil),
            ("ssh://git@h:22/b", "ssh://git@h:22/b", nil, nil),
            ("HTTPS://h/b.git", "HTTPS://h/b.git", nil, nil), ("https://h/b.git?ref=v2", "https://h/b.git", "v2", nil),
            ("https://h/b.git?tag=v2&subdir=s", "https://h/b.git", "refs/tags/v2", "s"),
            ("https://h/b.git?branch=refs/heads/m", "https://h/b.git", "refs/heads/m", nil),
            ("https://h/b.git?commit=abc", "https://h/b.git", "abc", nil),
        ] as [(String, String, String?, String?)])
    func repositories(_ text: String, _ remote: String, _ reference: String?, _ folder: String?) throws {
        let found = try #require(try GitReference(parsing: text))
        #expect(found.remote == remote)
        #expect(found.reference == reference)
        #expect(found.folder == folder)
    }

    @Test func flagsOfTheQuery() throws {
        let found = try GitReference(parsing: "https://h/b.git?keep-git-dir&submodules=false&checksum=abc#main")
        #expect(
            found?.keepsGitFolder == true && found?.hasSubmodules == false && found?.checksum == "abc"
                && found?.reference == "main")
    }

    @Test(
        arguments: [
            ("https://h/b.tar.gz", AddSource.url("https://h/b.tar.gz")), ("http://h/b", .url("http://h/b")),
            ("https://github.com/a/b", .url("https://github.com/a/b")),
            ("github.com/a/b", .path("github.com/a/b")), ("a.git", .path("a.git")), ("./git@h:a", .path("./git@h:a")),
            ("ftp://h/b.git", .path("ftp://h/b.git")),
            ("@h:a", .path("@h:a")), ("a@b", .path("a@b")), ("dir/", .path("dir/")), ("", .path("")),
        ] as [(String, AddSource)])
    func otherSources(_ text: String, _ source: AddSource) throws {
        #expect(try AddSource(parsing: text) == source)
    }

    @Test(arguments: [
        "https://h/b.git?tag=a&branch=b", "https://h/b.git?ref=a#b", "https://h/b.git?depth=1", "https://h/b.git?ref",
        "https://h/b.git?ref=a&ref=a",
        "https://h/b.git?subdir=a#m:b", "https://h/b.git?submodules=perhaps",
    ])
    func mistakes(_ text: String) {
        #expect(throws: (any Error).self) { try AddSource(parsing: text) }
    }
}
