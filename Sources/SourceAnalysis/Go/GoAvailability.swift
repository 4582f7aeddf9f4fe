import ScanModel

/// For which of the two Linux platforms a Go file is built.
struct GoAvailability: Sendable, Hashable {
    /// Whether some set of build tags makes it a part of an arm64 build.
    let arm64: Ternary
    /// Whether it is part of a build without tags of its own.
    let isInARM64Build: Bool
    let isInAMD64Build: Bool

    static let everywhere = GoAvailability(nil)

    init(_ condition: GoCondition?) {
        guard let condition else {
            arm64 = .yes
            isInARM64Build = true
            isInAMD64Build = true
            return
        }
        arm64 = condition.value { Self.value(of: $0, "arm64") }
        // A tag that nobody sets is off.
        isInARM64Build = condition.value { Ternary(Self.value(of: $0, "arm64") == .yes) } == .yes
        isInAMD64Build = condition.value { Ternary(Self.value(of: $0, "amd64") == .yes) } == .yes
    }

    /// Built for amd64, and for arm64 never, whatever the tags.
    var isX86Only: Bool { isInAMD64Build && arm64 == .no }

    /// What a file's name and header say together.
    init(fileName: Substring, header: GoCondition?) {
        // As nearly all are.
        guard header != nil || Self.mayHaveTags(fileName.utf8) else {
            self = .everywhere
            return
        }
        let parts = Self.suffixTags(fileName).map { GoCondition.tag($0) } + (header.map { [$0] } ?? [])
        self.init(parts.isEmpty ? nil : .all(parts))
    }

    /// The tags that a file name stands for: `sum_linux_amd64_test.go` is for `linux` and `amd64`.
    static func suffixTags(_ name: Substring) -> [String] {
        guard mayHaveTags(name.utf8) else { return [] }
        let stem = name.prefix { $0 != "." }
        guard let underscore = stem.firstIndex(of: "_") else { return [] }
        var parts = stem[underscore...].split(separator: "_", omittingEmptySubsequences: false).map { String($0) }
        if parts.last == "test" { parts.removeLast() }
        guard let last = parts.last else { return [] }
        if architectures.contains(last) {
            let system = parts.dropLast().last.flatMap { systems.contains($0) ? $0 : nil }
            return [system, last].compactMap { $0 }
        }
        return systems.contains(last) ? [last] : []
    }

    private static let test = Array("test".utf8)
    private static let known = NameSet(systems.union(architectures))

    /// Whether what stands behind the last underscore, but for "test", is a system or an architecture. Every Go file
    /// of a tree is asked, and few are.
    private static func mayHaveTags(_ name: Substring.UTF8View) -> Bool {
        name.withContiguousStorageIfAvailable { mayHaveTags($0) }
            ?? Array(name).withUnsafeBufferPointer { mayHaveTags($0) }
    }

    private static func mayHaveTags(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let end = name.firstIndex(of: UInt8(ascii: ".")) ?? name.count
        guard let last = lastUnderscore(name, before: end) else { return false }
        guard name[(last + 1)..<end].elementsEqual(test) else {
            return known.contains(UnsafeBufferPointer(rebasing: name[(last + 1)..<end]))
        }
        guard let before = lastUnderscore(name, before: last) else { return false }
        return known.contains(UnsafeBufferPointer(rebasing: name[(before + 1)..<last]))
    }

    private static func lastUnderscore(_ name: UnsafeBufferPointer<UInt8>, before end: Int) -> Int? {
        var index = end
        while index > 0 {
            index -= 1
            if name[index] == UInt8(ascii: "_") { return index }
        }
        return nil
    }

    private static func value(of tag: String, _ architecture: String) -> Ternary {
        if tag == architecture || alwaysOn.contains(tag) || tag.hasPrefix("go1.") { return .yes }
        if systems.contains(tag) || architectures.contains(tag) || alwaysOff.contains(tag) { return .no }
        // Such as "amd64.v3", which is a level of another architecture's instructions.
        if let dot = tag.firstIndex(of: "."), architectures.contains(String(tag[..<dot])), tag[..<dot] != architecture {
            return .no
        }
        return .unknown
    }

    private static let alwaysOn: Set<String> = ["linux", "unix", "gc", "cgo"]
    private static let alwaysOff: Set<String> = ["ignore", "gccgo", "appengine", "tinygo", "race", "msan", "asan"]
    private static let systems: Set<String> = [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
        "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
    ]
    private static let architectures: Set<String> = [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64",
        "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x",
        "sparc", "sparc64", "wasm",
    ]
}
