import ScanModel

/// Headers that only other operating systems than Linux have.
enum OtherSystemHeaders {
    private static let names: NameSet = [
        "windows.h", "winsock.h", "winsock2.h", "ws2tcpip.h", "winnt.h", "ntddk.h", "wdm.h", "ntifs.h", "sys/ldr.h",
        "sys/systemcfg.h", "procinfo.h", "dpmi.h", "go32.h", "sys/farptr.h", "sys/exceptn.h", "sys/movedata.h", "os2.h",
        "kernel/os.h", "machine/reg.h", "sys/cpuset.h", "availabilitymacros.h", "targetconditionals.h",
        "libdevinfo.h", "sys/pci_tools.h",
    ]
    private static let folders = [
        "mach-o/", "mach/mach", "mach/thread", "mach/task", "mach/vm_", "coreservices/", "iokit/", "libkern/",
        "corefoundation/", "sys/aix",
    ]

    static func contains(_ name: String) -> Bool {
        let isSmall = name.utf8.allSatisfy { $0 < 0x80 && $0 &- UInt8(ascii: "A") >= 26 }
        let name = isSmall ? name : name.lowercased()
        return names.contains(name)
            || name.lastIndex(ofByte: UInt8(ascii: "/")) != nil && folders.contains { name.hasPrefix($0) }
    }
}
