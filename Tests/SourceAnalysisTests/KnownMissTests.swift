import ScanModel
import ScanTestSupport
import SourceAnalysis
import Testing

/// What was known to be missed in programs and in the commands of images, and its look-alikes.
@Suite struct KnownMissTests {
    private static let base = "FROM debian:12\n"
    private static let refusal = "[ \"$(uname -m)\" = x86_64 ] || exit 1\n"
    private static let choice = "case $(dpkg --print-architecture) in\n  amd64) echo ok ;;\n  *) exit 1 ;;\nesac\n"
    private static let rule = "runtime-architecture-check warning"

    private static let images = [
        Trap(
            "refusals in images of other names",
            [
                "Containerfile.x": base + "RUN \(refusal)", "Dockerfile-web": base + "RUN \(refusal)",
                "Dockerfile.prod": base + "RUN \(refusal)", "api.Containerfile": base + "RUN \(refusal)",
            ],
            [
                "\(rule) Containerfile.x:2", "\(rule) Dockerfile-web:2", "\(rule) Dockerfile.prod:2",
                "\(rule) api.Containerfile:2",
            ]),
        Trap(
            "files of such names that are none",
            [
                "Dockerfile.md": "RUN \(refusal)", "Dockerfiles": "RUN \(refusal)",
                "Dockerfile.dockerignore": "RUN \(refusal)",
            ]),
        Trap(
            "refusals in here-documents",
            [
                "a/Dockerfile": base + "RUN <<EOF\n\(choice)EOF\n",
                "b/Dockerfile": base
                    + "RUN --mount=type=cache,target=/c \\\n  bash -e <<-'EOF'\n\t\(refusal)\tEOF\n",
                "c/Dockerfile": base + "RUN <<EOF\n#!/bin/bash -e\n\(refusal)EOF\nRUN true\n",
            ],
            ["\(rule) a/Dockerfile:3", "\(rule) b/Dockerfile:4", "\(rule) c/Dockerfile:4"]),
        Trap(
            "here-documents that are written down, or run by something else",
            [
                "a/Dockerfile": base + "RUN cat <<EOF > /usr/bin/check\n\(refusal)EOF\n",
                "b/Dockerfile": base + "COPY <<EOF /usr/bin/check\n#!/bin/sh\nRUN \(refusal)EOF\n",
                "c/Dockerfile": base + "RUN <<EOF\n#!/usr/bin/env python3\n\(refusal)EOF\n",
                "d/Dockerfile": base + "RUN python3 <<EOF\n\(refusal)EOF\n",
                "e/Dockerfile": base + "RUN <<EOF\n# \(refusal)EOF\n",
            ]),
        Trap(
            "a here-document that knows both",
            [
                "Dockerfile": base
                    + "RUN <<EOF\ncase $(uname -m) in\n  x86_64|aarch64) ;;\n  *) exit 1 ;;\nesac\nEOF\n"
            ]),
        Trap(
            "a refusal behind a here-document that is written down",
            ["Dockerfile": base + "RUN cat <<EOF > /etc/a\na\nEOF\nRUN \(refusal)"],
            ["\(rule) Dockerfile:5"]),
    ]

    private static let address = "https://e.com/v1/tool-linux-amd64.tar.gz"

    private static let addresses = [
        Trap(
            "an address of a file for x86",
            ["a.go": "package a\n\nconst url = \"\(address)\"\n\nfunc f() { http.Get(url) }\n"],
            ["program-downloads-x86 warning a.go:3"]),
        Trap(
            "an address beside one for arm64, or in a program that asks for its architecture",
            [
                "a.go": "package a\n\nconst url = \"\(address)\"\n"
                    + "const other = \"https://e.com/t-linux-arm64.tar.gz\"\n\n"
                    + "func f() { http.Get(url) }\n",
                "b.go": "package a\n\nconst u = \"\(address)\"\n\nfunc g() { if arch == \"amd64\" { http.Get(u) } }\n",
            ]),
        Trap(
            "an address that is told, that a test has, that stands in a comment, or that nothing fetches",
            [
                "a.go": "package a\n\nconst help = \"download \(address)\"\n\nfunc f() { http.Get(help) }\n",
                "a_test.go": "package a\n\nconst url = \"\(address)\"\n\nfunc f() { http.Get(url) }\n",
                "b.go": "package a\n\n// \"\(address)\"\nfunc g() { http.Get(\"https://e.com/\") }\n",
                "c.go": "package a\n\nvar row = \"\(address)\"\n",
                "d.go": "package a\n\nconst mac = \"https://e.com/tool-darwin-amd64.tgz\"\n\n"
                    + "func h() { http.Get(mac) }\n",
            ]),
    ]

    private static let pointers = [
        Trap(
            "a variable for the pointer of a C string",
            [
                "src/a.rs": "fn f() {\n    let s = CString::new(\"a\").unwrap();\n    let p: *const i8 = s.as_ptr();\n"
                    + "    let q: *mut i8 = s.into_raw();\n}\n"
            ],
            ["rust-c-char blocker src/a.rs:3", "rust-c-char blocker src/a.rs:4"]),
        Trap(
            "pointers to bytes, and one that is chosen by the architecture",
            [
                "src/a.rs": "fn f(names: &CStr) {\n    let s: Vec<i8> = vec![];\n    let p: *const i8 = s.as_ptr();\n"
                    + "    let q: *const c_char = names.as_ptr();\n    let r: *const i8 = names.as_ptr() as *const i8;\n}\n",
                "src/b.rs":
                    "#[cfg(target_arch = \"x86_64\")]\nfn f(s: &CStr) {\n    let p: *const i8 = s.as_ptr();\n}\n",
            ]),
    ]

    @Test(arguments: images + addresses + pointers)
    func findings(_ trap: Trap) async throws {
        #expect(try await Project(SourceAnalyses.all).summary(trap.files) == trap.expected)
    }
}
