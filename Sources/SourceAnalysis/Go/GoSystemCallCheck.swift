import Reporting
import ScanModel

/// Names of package `syscall` (and `unix`) that are not there on linux/arm64.
enum GoSystemCallCheck {
    private static let packages = ["syscall.SYS_", "unix.SYS_"]

    /// System calls that amd64's table has and arm64's lacks.
    private static let missing: Set<String> = [
        "ACCESS", "AFS_SYSCALL", "ALARM", "ARCH_PRCTL", "CHMOD", "CHOWN", "CREAT", "CREATE_MODULE", "DUP2",
        "EPOLL_CREATE", "EPOLL_CTL_OLD", "EPOLL_WAIT", "EPOLL_WAIT_OLD", "EVENTFD", "FORK", "FUTIMESAT", "GETDENTS",
        "GETPGRP", "GETPMSG", "GET_KERNEL_SYMS", "GET_THREAD_AREA", "INOTIFY_INIT", "IOPERM", "IOPL", "LCHOWN", "LINK",
        "LSTAT", "MKDIR", "MKNOD", "MODIFY_LDT", "NEWFSTATAT", "OPEN", "PAUSE", "PIPE", "POLL", "PUTPMSG",
        "QUERY_MODULE", "READLINK", "RENAME", "RMDIR", "SECURITY", "SELECT", "SET_THREAD_AREA", "SIGNALFD", "STAT",
        "SYMLINK", "SYSFS", "TIME", "TUXCALL", "UNLINK", "USELIB", "USTAT", "UTIME", "UTIMES", "VFORK", "VSERVER",
        "_SYSCTL",
    ]
    private static let newer = [
        "ACCESS": "FACCESSAT", "CHMOD": "FCHMODAT", "CHOWN": "FCHOWNAT", "CREAT": "OPENAT", "DUP2": "DUP3",
        "EPOLL_CREATE": "EPOLL_CREATE1", "EPOLL_WAIT": "EPOLL_PWAIT", "EVENTFD": "EVENTFD2", "FORK": "CLONE",
        "GETDENTS": "GETDENTS64", "INOTIFY_INIT": "INOTIFY_INIT1", "LCHOWN": "FCHOWNAT", "LINK": "LINKAT",
        "LSTAT": "FSTATAT", "MKDIR": "MKDIRAT", "MKNOD": "MKNODAT", "NEWFSTATAT": "FSTATAT", "OPEN": "OPENAT",
        "PIPE": "PIPE2", "POLL": "PPOLL", "READLINK": "READLINKAT", "RENAME": "RENAMEAT", "RMDIR": "UNLINKAT",
        "SELECT": "PSELECT6", "SIGNALFD": "SIGNALFD4", "STAT": "FSTATAT", "SYMLINK": "SYMLINKAT",
        "UNLINK": "UNLINKAT", "UTIMES": "UTIMENSAT", "VFORK": "CLONE",
    ]
    /// Functions of package `syscall`; `unix.Dup2` exists on arm64.
    private static let functions = [
        ("syscall.Dup2", "call syscall.Dup3(from, to, 0), or unix.Dup2 of golang.org/x/sys"),
        ("syscall.Iopl", "ports of the processor are x86's: leave the call out on arm64"),
        ("syscall.Ioperm", "ports of the processor are x86's: leave the call out on arm64"),
        ("syscall.Ustat", "call syscall.Statfs"),
        ("syscall.MAP_32BIT", "leave the flag out on arm64, which has no addresses of 32 bits to prefer"),
        ("unix.MAP_32BIT", "leave the flag out on arm64, which has no addresses of 32 bits to prefer"),
    ]

    /// - Parameter code: without comments.
    static func findings(in text: SourceText, code: [UInt8], _ file: FileName) -> [Finding] {
        var result: [Finding] = []
        for package in packages {
            for offset in code.indices(of: package, in: 0..<code.count) where isWordStart(code, offset) {
                let name = word(code, from: offset + package.utf8.count)
                guard missing.contains(name) else { continue }
                result.append(
                    Finding(
                        GoRules.systemCall, in: text, at: offset,
                        severity: GoRules.systemCall.severity.lowered(in: file),
                        message: "SYS_\(name) is not declared on linux/arm64",
                        remedy: newer[name].map {
                            "use SYS_\($0), which both architectures have, or the function of package os"
                        }
                    ))
            }
        }
        if code.contains("PtraceRegs", in: 0..<code.count) { result += registers(in: text, code: code, file) }
        for (function, remedy) in functions {
            for offset in code.indices(of: function, in: 0..<code.count)
            where isWordStart(code, offset) && word(code, from: offset + function.utf8.count).isEmpty {
                result.append(
                    Finding(
                        GoRules.systemCall, in: text, at: offset,
                        severity: GoRules.systemCall.severity.lowered(in: file),
                        message: "\(function) is not declared on linux/arm64", remedy: remedy))
            }
        }
        return result
    }

    /// Fields of `syscall.PtraceRegs` on amd64, under names that nothing else has.
    private static let registers = [".Rip", ".Orig_rax", ".Rsp", ".Rax", ".Rbp", ".Rdi", ".Rsi", ".Rdx"]

    private static func registers(in text: SourceText, code: [UInt8], _ file: FileName) -> [Finding] {
        let found = registers.flatMap { name in
            code.indices(of: name, in: 0..<code.count).filter { word(code, from: $0 + name.utf8.count).isEmpty }
        }
        // One tells of all.
        return found.min().map { place in
            [
                Finding(
                    GoRules.systemCall, in: text, at: place, severity: GoRules.systemCall.severity.lowered(in: file),
                    message:
                        "PtraceRegs has no field\(code.text(place..<(place + 4))) on linux/arm64: its registers are in Regs",
                    remedy: "take PC(), or Regs, Sp and Pc, in a file of its own for arm64")
            ]
        } ?? []
    }

    private static func word(_ code: [UInt8], from start: Int) -> String {
        String(decoding: code[start...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func isWordStart(_ code: [UInt8], _ offset: Int) -> Bool {
        offset == 0 || !(code[offset - 1].isASCIILetterOrDigit || ".\"_".utf8.contains(code[offset - 1]))
    }
}
