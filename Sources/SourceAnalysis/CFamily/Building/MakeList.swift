import ScanModel

/// An assignment of a makefile, taken apart: `obj-$(CONFIG_FAST) += fast.o`.
struct MakeList {
    let name: ArraySlice<UInt8>
    let values: ArraySlice<UInt8>
    /// The name between the `$(…)` at the end of the list's name.
    private let choice: ArraySlice<UInt8>?
    /// Whether only x86 has the list.
    let isChosenByX86: Bool

    /// What stands before the `=` is shorter.
    private static let reach = 400

    init?(_ statement: ArraySlice<UInt8>) {
        let reach = min(statement.count, Self.reach)
        let place = statement.span.firstIndex(of: UInt8(ascii: "="), in: 0..<reach)
        guard place < reach else { return nil }
        let sign = statement.startIndex + place
        var end = sign
        while end > statement.startIndex, Self.isOperator(statement[end - 1]) { end -= 1 }
        let name = statement[..<end]
        // A rule, or a command with options.
        guard !name.isEmpty, !name.contains(where: { $0.isASCIISpace || $0 == UInt8(ascii: ":") }) else { return nil }
        self.name = name
        values = statement[(sign + 1)...]
        if let dollar = name.lastIndex(of: UInt8(ascii: "$")), dollar > name.startIndex,
            name.last.map({ $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "}") }) == true,
            "-_".utf8.contains(name[dollar - 1])
        {
            let choice = name[(dollar + 1)...].dropFirst().dropLast()
            self.choice = choice
            isChosenByX86 = BuildFileWords.namesX86(choice)
        } else {
            choice = nil
            isChosenByX86 = false
        }
    }

    /// What stands between the name and the `=`.
    private static func isOperator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "!"): true
        default: byte.isASCIISpace
        }
    }

    var isChosen: Bool { choice != nil }
    var namesX86: Bool { BuildFileWords.namesX86(name) }

    /// The hash of a setting of Kconfig that the list depends on.
    var setting: UInt64? {
        guard let choice, !isChosenByX86, choice.starts(with: Self.settings) else { return nil }
        return NameHash.of(choice)
    }

    private static let settings = Array("CONFIG_".utf8)

    /// `EXTRA_DIST`: what goes into the archive of sources.
    var isShipped: Bool { name.last == UInt8(ascii: "T") && name.suffix(4).elementsEqual("DIST".utf8) }

    /// `OBJS = a.o b.o`: what a program is made of.
    var isListOfObjects: Bool { name.count < 16 && Self.lists.contains(String(decoding: name, as: UTF8.self)) }

    private static let lists: Set<String> = [
        "OBJS", "OBJ", "OBJECTS", "SRCS", "SRC", "SOURCES", "CSRCS", "COBJS", "LIBOBJS", "LIB_OBJS", "LIB_OBJECTS",
    ]

    /// Whether the list's name says that folders are in it: `SUBDIRS`, `subdir-y`.
    var listsFolders: Bool {
        name.indices.contains { place in
            name[place] | 0x20 == UInt8(ascii: "s") && Self.folders.contains { name[place...].starts(with: $0) }
        }
    }

    private static let folders = ["SUBDIR", "subdir", "Subdir"].map { Array($0.utf8) }

    /// `obj-y`, `lib-$(…)`: folders end with a slash there.
    var isKernelList: Bool { Self.kernelLists.contains { name.starts(with: $0) } }

    private static let kernelLists = ["obj-", "lib-", "core-", "libs-"].map { Array($0.utf8) }
}
