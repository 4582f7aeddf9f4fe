import DockerfileModel
import Reporting
import Testing

@Suite struct DirectiveTests {
    @Test(arguments: [
        ("# escape=`\nFROM a\n", "`"),
        ("#escape=`\nFROM a\n", "`"),
        ("#   EsCaPe   =   `   \nFROM a\n", "`"),
        ("   # escape=`\nFROM a\n", "`"),
        ("# syntax=x\n# escape=`\nFROM a\n", "`"),
        ("# escape=\\\nFROM a\n", "\\"),
        ("\u{FEFF}# escape=`\r\nFROM a\r\n", "`"),
        // Anything else before it makes it a comment.
        ("\n# escape=`\nFROM a\n", "\\"),
        ("# a comment\n# escape=`\nFROM a\n", "\\"),
        ("# unknown=directive\n# escape=`\nFROM a\n", "\\"),
        ("#\n# escape=`\nFROM a\n", "\\"),
        ("FROM a\n# escape=`\n", "\\"),
        ("ARG x\n# escape=`\nFROM a\n", "\\"),
        ("# escape=\n# syntax=x\nFROM a\n", "\\"),
        ("#!/usr/bin/env docker\n# escape=`\nFROM a\n", "\\"),
    ])
    func theEscapeIsADirectiveAtTheTopAlone(_ text: String, _ escape: String) throws {
        #expect(try Dockerfile(parsing: text).escape == Character(escape))
    }

    @Test(
        arguments: [
            ("# syntax=docker/dockerfile:1\nFROM a\n", "docker/dockerfile:1"),
            ("# SYNTAX = docker/dockerfile:1 \nFROM a\n", "docker/dockerfile:1"),
            ("# syntax=docker/dockerfile:1 and more\nFROM a\n", "docker/dockerfile:1"),
            ("# escape=`\n# syntax=x@sha256:0\nFROM a\n", "x@sha256:0"),
            ("#!/usr/bin/env docker\n# syntax=x\nFROM a\n", "x"),
            ("# comment\n# syntax=x\nFROM a\n", nil),
            ("# syntaxx=x\nFROM a\n", nil),
            ("# syn tax=x\nFROM a\n", nil),
            ("FROM a\n# syntax=x\n", nil),
        ] as [(String, String?)])
    func theSyntax(_ text: String, _ syntax: String?) throws {
        #expect(try Dockerfile(parsing: text).syntax == syntax)
    }

    @Test(
        arguments: [
            ("skip=JSONArgsRecommended", ["JSONArgsRecommended"], false, false),
            ("skip=A, B ,C;error=true", ["A", "B", "C"], false, true),
            ("error=1", [], false, true),
            ("error=false", [], false, false),
            ("skip=all", ["all"], true, false),
            ("skip=A;experimental=all", ["A"], false, false),
        ] as [(String, Set<String>, Bool, Bool)])
    func checks(_ value: String, _ skipped: Set<String>, _ skipsAll: Bool, _ isError: Bool) throws {
        let checks = try Dockerfile(parsing: "# check=\(value)\nFROM a\n").checks
        #expect(checks.skipped == skipped)
        #expect(checks.skipsAll == skipsAll)
        #expect(checks.isError == isError)
    }

    @Test(arguments: [
        ("# escape=`\n# escape=`\nFROM a\n", "Dockerfile:2:1: the directive \"escape\" is there twice"),
        ("# syntax=a\n# Syntax=b\nFROM a\n", "Dockerfile:2:1"),
        ("# check=skip=A\n# check=skip=B\nFROM a\n", "Dockerfile:2:1"),
        ("# escape=x\nFROM a\n", "Dockerfile:1:1: escape can't be \"x\""),
        ("# escape=``\nFROM a\n", "Dockerfile:1:1"),
        ("# check=skip\nFROM a\n", "Dockerfile:1:1"),
        ("# check=error=perhaps\nFROM a\n", "Dockerfile:1:1"),
        ("# check=leave=A\nFROM a\n", "Dockerfile:1:1"),
    ])
    func mistakes(_ text: String, _ message: String) {
        #expect(failure(text)?.message.hasPrefix(message) == true, "\(failure(text)?.message ?? "")")
    }
}
