import ScanModel

/// Reads a build file, shallowly, for the sources and folders that it takes on x86 only.
enum BuildFileReader {
    private static let patterns = ["wildcard", "GLOB", "glob(", "*.c", "aux_source_directory", "AUX_SOURCE_DIRECTORY"]

    static func read(_ bytes: [UInt8], _ kind: BuildFileKind, path: String) -> BuildFact {
        // "Makefile.x86_64" says it behind its dot.
        let isX86File = ArchitecturePlace(path.split(separator: ".").joined(separator: "_") + ".").isForX86
        var fact: BuildFact
        switch kind {
        case .make, .autoconf, .cmake, .meson:
            fact = BuildLineReader.read(bytes, kind, isX86File: isX86File, isTop: !path.contains("/"))
        case .brackets: fact = BuildListReader.read(bytes, isX86File: isX86File)
        case .script: fact = BuildScriptReader.read(bytes, isX86File: isX86File, takesLists: !path.hasSuffix(".py"))
        case .module: fact = FirmwareModuleReader.read(bytes)
        case .definitions: fact = AutogenReader.read(bytes)
        case .rust: fact = RustBuildReader.read(bytes)
        case .cabal: fact = CabalReader.read(bytes)
        case .kconfig: fact = KconfigReader.read(bytes, isX86File: isX86File)
        }
        fact.takesPatterns = bytes.containsAny(patterns, in: 0..<bytes.count)
        fact.makesCharSigned = bytes.contains("-fsigned-char", in: 0..<bytes.count)
        fact.makesFirmware = makesFirmware(bytes, kind)
        fact.x86Sources.subtract(fact.plainSources)
        fact.ruleSources.subtract(fact.x86Sources)
        fact.x86Folders.subtract(fact.plainFolders)
        return fact
    }

    /// Code for 16 bits, or for 32 bits without an operating system.
    private static func makesFirmware(_ bytes: [UInt8], _ kind: BuildFileKind) -> Bool {
        switch kind {
        case .make, .meson: break
        default: return false
        }
        let whole = 0..<bytes.count
        return bytes.contains("-m16", in: whole)
            || bytes.contains("-m32", in: whole) && bytes.containsAny(["-ffreestanding", "-nostdlib"], in: whole)
    }
}
