/// The files that stand for the target's architecture.
struct Twins {
    private var archives: Set<TwinKey> = []
    private var tree: Set<TwinKey> = []
    /// Archives that are for the target's architecture as a whole: a package may have other libraries there.
    private var wholeArchives: Set<TwinKey> = []
    private var archivesOfAnyLibc: Set<TwinKey> = []
    private var treeOfAnyLibc: Set<TwinKey> = []

    /// What stands beside a file.
    enum Answer {
        case twin
        /// One for the other C library (glibc or musl) only.
        case otherLibc
        case none
    }

    init(_ natives: some Sequence<NativeBinary>) {
        for native in natives {
            if let key = TwinKey.inArchive(native) { archives.insert(key) }
            if let key = TwinKey.inArchive(native, ignoringLibc: true) { archivesOfAnyLibc.insert(key) }
            if let key = TwinKey.ofArchive(native) { wholeArchives.insert(key) }
            tree.insert(.inTree(native))
            treeOfAnyLibc.insert(.inTree(native, ignoringLibc: true))
        }
    }

    func answer(for native: NativeBinary) -> Answer {
        if tree.contains(.inTree(native)) || TwinKey.inArchive(native).map({ archives.contains($0) }) == true {
            return .twin
        }
        if TwinKey.ofArchive(native).map({ wholeArchives.contains($0) }) == true { return .twin }
        let inArchive = TwinKey.inArchive(native, ignoringLibc: true).map { archivesOfAnyLibc.contains($0) }
        return inArchive == true || treeOfAnyLibc.contains(.inTree(native, ignoringLibc: true)) ? .otherLibc : .none
    }
}
