import ConfigurationAnalysis
import ScanModel
import ScanTestSupport
import Testing

/// Folders of libraries for x86: those that are needed, and those that are tried among others.
@Suite struct MultiarchPathTests {
    private static let folder = "/usr/lib/x86_64-linux-gnu"

    private static func found(_ file: String, _ severity: String, line: Int) -> [String] {
        ["multiarch-path \(severity) \(file):\(line)"]
    }

    private static let traps = [
        Trap("a list of places", ["a.sh": "DIRS=\"\(folder) /usr/lib64 /usr/lib\"\n"]),
        Trap("two names of one folder", ["a.sh": "DIRS=\"/usr/lib/i386-linux-gnu \(folder)\"\n"]),
        Trap("one place", ["a.sh": "DIRS=\"\(folder)\"\n"], found("a.sh", "warning", line: 1)),
        Trap("a file in it", ["a.sh": "cp \(folder)/liba.so /usr/lib\n"], found("a.sh", "warning", line: 1)),
        Trap("an arm for x86", ["a.sh": "case $P in\n  X64)\n    N=a\n    D=\"\(folder)\"\n    ;;\nesac\n"]),
        Trap(
            "an arm for all", ["a.sh": "case $P in\n  X64) N=a ;;\n  *)\n    D=\"\(folder)\"\n    ;;\nesac\n"],
            found("a.sh", "warning", line: 4)),
        Trap(
            "what was found",
            ["a.m4": "AC_X\nelif test -e ${S}\(folder)/libf.so.? ; then\n  F=\"${S}\(folder)/libf.so.?\"\nfi\n"]),
        Trap("what is compared", ["a.sh": "if test \"$D\" = /usr/lib \\\n   -o \"$D\" = \(folder); then D=; fi\n"]),
        Trap("what is listed", ["a.sh": "h=$(ls -1 /usr/include/a.h /usr/include/x86_64-linux-gnu/a.h | head -1)\n"]),
        Trap(
            "what libtool wrote",
            ["libtool": "#! /bin/sh\n# Generated automatically by config.status\nAR=\"\(folder)/ar\"\n"]),
        Trap(
            "a file that is linked", ["Makefile": "LIBS = \(folder)/libxml2.a -lz\n"],
            found("Makefile", "blocker", line: 1)),
        Trap(
            "a file that is linked on x86",
            ["Makefile": "ifeq ($(shell uname -m),x86_64)\nLIBS = \(folder)/libxml2.a\nendif\n"]),
        Trap(
            "a file that is copied",
            ["Dockerfile": "FROM a AS b\nFROM c\nCOPY --from=b \(folder)/libpq.so.5 /lib/\n"],
            found("Dockerfile", "blocker", line: 3)),
        Trap(
            "a folder that is copied to", ["Dockerfile": "FROM c\nCOPY libpq.so.5 \(folder)/\n"],
            found("Dockerfile", "warning", line: 2)),
        Trap(
            "CUDA", ["Makefile": "LDFLAGS = -L/usr/local/cuda/targets/x86_64-linux/lib\n"],
            found("Makefile", "warning", line: 1)),
    ]

    @Test(arguments: traps) func trap(_ trap: Trap) async throws {
        #expect(try await Project(ConfigurationAnalyses.all).summary(trap.files) == trap.expected)
    }
}
