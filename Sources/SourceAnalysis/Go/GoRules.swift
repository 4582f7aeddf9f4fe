import Reporting
import ScanModel

enum GoRules {
    static let all = [architectureOnly, cgo, embedded, systemCall, RuntimeArchitectureRule.rule]

    static let architectureOnly = Rule(
        id: "go-architecture-only", title: "Go code that exists for amd64 only", area: .source, severity: .blocker,
        effort: .hours,
        why: "A build constraint or the file's name keeps it out of builds for arm64, and what it declares is missing "
            + "there: the package does not compile.",
        remedy: "add a file for the other architectures (\"//go:build !amd64\") that declares the same in plain Go",
        before: "// sum_amd64.go\nfunc Sum(p []byte) uint32 { return sumAVX2(p) }",
        after: "// sum_generic.go\n//go:build !amd64\n\nfunc Sum(p []byte) uint32 { … }",
        reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints")

    static let cgo = Rule(
        id: "go-cgo-x86", title: "cgo flags, libraries or C code for x86", area: .source, severity: .blocker,
        effort: .hours,
        why: "Flags and C code in a Go file are compiled on every architecture that the file is built for; the C "
            + "compiler for arm64 refuses x86's flags and headers.",
        remedy: "put the architecture in front (\"#cgo amd64 CFLAGS: -mavx2\"), or the C code between #if lines",
        before: "// #cgo CFLAGS: -mavx2", after: "// #cgo amd64 CFLAGS: -mavx2",
        reference: "https://pkg.go.dev/cmd/cgo#hdr-Using_cgo_with_the_go_command")

    static let embedded = Rule(
        id: "go-embed-x86", title: "An embedded file for x86", area: .source, severity: .warning, effort: .hours,
        why: "The program carries a file for x86 in itself on every architecture; on arm64 it can't run it.",
        remedy: "embed the file for each architecture in a Go file with that architecture's suffix",
        before: "//go:embed bin/linux-amd64/helper", after: "// embed_arm64.go\n//go:embed bin/linux-arm64/helper",
        reference: "https://pkg.go.dev/embed")

    static let systemCall = Rule(
        id: "go-system-call", title: "A system call that linux/arm64 does not have", area: .source, severity: .blocker,
        effort: .minutes,
        why: "Linux has only the newer of several similar system calls on arm64, and Go's packages declare only those: "
            + "the file does not compile.",
        remedy: "call the function of golang.org/x/sys/unix or os, which exists everywhere, or the newer system call",
        before: "syscall.Dup2(from, to)", after: "syscall.Dup3(from, to, 0)",
        reference: "https://marcin.juszkiewicz.com.pl/download/tables/syscalls.html")
}
