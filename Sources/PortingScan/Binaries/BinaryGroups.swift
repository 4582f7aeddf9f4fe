import Platforms

/// Files that are one thing to a reader, in the order of their paths.
struct BinaryGroups {
    /// One library or program, for 64 and for 32 bits perhaps.
    struct Group {
        var natives: [NativeBinary]
        /// Groups that are not reported by themselves, because there are too many beside this one.
        var unnamed = 0

        /// The one to show: 64 bits before 32.
        var first: NativeBinary? {
            natives.min { ($0.architecture == .amd64 ? 0 : 1, $0.path) < ($1.architecture == .amd64 ? 0 : 1, $1.path) }
        }
    }

    /// How many findings an archive gives, or a folder.
    private static let mostInArchive = 5
    private static let mostInFolder = 10

    let groups: [Group]

    /// - Parameter byPackage: whether what a package manager installed is one thing.
    init(_ natives: [NativeBinary], byPackage: Bool) {
        var byKey: [String: Group] = [:]
        for native in natives { byKey[Self.key(native, byPackage), default: Group(natives: [])].natives.append(native) }
        let sorted = byKey.values.sorted { ($0.first?.path ?? "") < ($1.first?.path ?? "") }
        var kept: [Group] = []
        var counts: [String: (count: Int, last: Int)] = [:]
        for group in sorted {
            guard let first = group.first else { continue }
            let container = first.archive.map { String($0.path) } ?? String(first.path.folder)
            let most = first.archive == nil ? Self.mostInFolder : Self.mostInArchive
            let before = counts[container] ?? (count: 0, last: 0)
            if before.count < most {
                counts[container] = (before.count + 1, kept.count)
                kept.append(group)
            } else {
                kept[before.last].unnamed += 1
            }
        }
        groups = kept
    }

    private static func key(_ native: NativeBinary, _ byPackage: Bool) -> String {
        let role = "\(native.role)"
        if byPackage, case .installed(let package) = BinaryPlace(native.path) { return "installed:" + package }
        if native.role == .objectFile || native.role == .managed {
            return role + ":" + (native.archive.map { String($0.path) } ?? String(native.path.folder))
        }
        // A wheel for x86 is one thing, whatever is in it.
        if let archive = native.archiveForOneArchitecture { return "archive:" + archive }
        return role + ":" + (TwinKey.inArchive(native) ?? .inTree(native)).text
    }
}
