import ScanModel

/// What the place of a build file says of the flags in it.
enum FlagPlace {
    private static let otherFolders: Set<String> = [
        "dos", "msdos", "djgpp", ".pc", "gnuwin32", "go32", "bsdkm", "macho", "masm", "aix", "hpux", "bsdi",
    ]

    /// Whether a build file is for another operating system than Linux, by words that other names don't have.
    static func isForAnotherSystem(_ file: FileName) -> Bool {
        file.folders.contains { otherFolders.contains($0.lowercased()) } || file.name.contains("msvc")
    }

    /// Whether a file is a toolchain of CMake's: whoever builds names one.
    static func isToolchain(_ file: FileName) -> Bool {
        file.ending == "cmake"
            && (file.name.contains("toolchain") || file.folders.contains { $0.lowercased().hasPrefix("toolchain") })
    }

    /// Whether a build file below the top makes code without an operating system for x86's old modes: what a guest or
    /// a PC starts with.
    static func isFirmware(_ build: BuildFile) -> Bool {
        let whole = 0..<build.code.count
        guard build.file.name.hasPrefix("makefile") || build.file.name == "meson.build", !build.file.folder.isEmpty
        else { return false }
        return build.code.contains("-m16", in: whole)
            || build.code.contains("-m32", in: whole)
                && build.code.containsAny(["-ffreestanding", "-nostdlib"], in: whole)
    }
}
