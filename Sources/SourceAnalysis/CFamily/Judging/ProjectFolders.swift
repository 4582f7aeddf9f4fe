import ScanModel

/// The folders of a project that build files take on x86 only.
struct ProjectFolders {
    private let x86: Set<Substring>
    private let firmware: Set<Substring>

    /// - Parameter settings: of Kconfig, those that exist on x86 only.
    init(_ builds: [(path: String, fact: BuildFact)], settings: Set<UInt64>) {
        var x86: Set<Substring> = []
        var plain: Set<Substring> = []
        var firmware: Set<Substring> = []
        for (path, fact) in builds {
            let folder = Self.folder(path)
            for name in fact.x86Folders { x86.insert(Self.joined(folder, name)) }
            for name in fact.plainFolders { plain.insert(Self.joined(folder, name)) }
            for (setting, names) in fact.chosen {
                for name in names where name.hasSuffix("/") {
                    let whole = Self.joined(folder, String(name.dropLast()))
                    if settings.contains(setting) { x86.insert(whole) } else { plain.insert(whole) }
                }
            }
            // At the top it is the program itself, and not what a guest of it starts with.
            let isOwn = path.split(separator: "/").last.map { FileName(path: String($0)).ending.isEmpty } ?? false
            if fact.makesFirmware, !folder.isEmpty, isOwn || path.hasSuffix("meson.build") { firmware.insert(folder) }
        }
        x86.subtract(plain)
        x86.remove("")
        self.x86 = x86
        self.firmware = firmware
    }

    /// Whether a file is below a folder that is built for x86 only.
    func isForX86(_ path: String) -> Bool { Self.isBelow(path, x86) }

    /// Whether a file is below a folder whose build makes code without an operating system for an x86.
    func isFirmware(_ path: String) -> Bool { Self.isBelow(path, firmware) }

    private static func isBelow(_ path: String, _ folders: Set<Substring>) -> Bool {
        guard !folders.isEmpty else { return false }
        var folder = folder(path)
        while !folder.isEmpty {
            if folders.contains(folder) { return true }
            folder = Self.folder(folder)
        }
        return false
    }

    static func folder(_ path: some StringProtocol) -> Substring {
        let path = Substring(path)
        return path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }

    private static func joined(_ folder: Substring, _ name: String) -> Substring {
        if name.isEmpty { return folder }
        return folder.isEmpty ? Substring(name) : Substring(folder + "/" + name)
    }
}
