import BinaryInspection
import Platforms
import Reporting
import ScanModel

/// x86 programs and libraries without a twin for the target, and those for the target that may not load.
struct NativeBinaryCheck: Sendable {
    let target: Platform
    /// Whether the files are an image's: what is there is run, whoever put it there.
    var inImage = false

    /// Kernels for arm64 have pages of 4, 16 or 64 KiB.
    private static let largestPage: UInt64 = 64 << 10

    /// - Parameter natives: every Linux program and library in the tree.
    func findings(in natives: [NativeBinary]) -> [Finding] {
        guard target.architecture != .amd64, target.architecture != .i386 else { return [] }
        let ours = natives.filter { $0.architecture == target.architecture }
        let twins = Twins(ours)
        var alone: [NativeBinary] = []
        var otherLibc: [NativeBinary] = []
        for native in natives where native.isX86 {
            switch twins.answer(for: native) {
            case .twin: continue
            case .otherLibc: otherLibc.append(native)
            case .none: alone.append(native)
            }
        }
        return BinaryGroups(alone, byPackage: !inImage).groups.compactMap { finding($0) }
            + BinaryGroups(otherLibc, byPackage: !inImage).groups.compactMap { libcFinding($0) }
            + alignmentFindings(ours)
    }

    private func finding(_ group: BinaryGroups.Group) -> Finding? {
        guard let native = group.first else { return nil }
        let place = place(of: native)
        switch native.role {
        case _ where place == .debugSymbols: return nil
        case .managed:
            let message = "a .NET assembly that was compiled for \(native.architecture.kernelName) only"
            return Finding(
                BinaryRules.nativeBinary, file: native.path, severity: .note, message: message + others(group),
                remedy: "compile it with PlatformTarget AnyCPU")
        case .objectFile where isLinkedByGo(native):
            return Finding(
                BinaryRules.objectFile, file: native.path, severity: .blocker,
                message:
                    "an object file for \(native.architecture.kernelName) that Go links into every build of its folder",
                remedy: "end its name in _amd64.syso, and make one for arm64")
        case .objectFile:
            let what = "an object file for \(native.architecture.kernelName), probably left by a build"
            return Finding(BinaryRules.objectFile, file: native.path, message: what + others(group))
        case .loaded, .staticLibrary: return finding(native, group, place)
        }
    }

    /// Go takes every `.syso` of a package whose name says no other architecture.
    private func isLinkedByGo(_ native: NativeBinary) -> Bool {
        native.path.hasSuffix(".syso") && native.archive == nil && BinaryPlace(native.path) == .shipped
            && !["_amd64.syso", "_386.syso"].contains { native.path.hasSuffix($0) }
    }

    private func place(of native: NativeBinary) -> BinaryPlace {
        let place = BinaryPlace(native.path)
        return inImage && place != .debugSymbols ? .shipped : place
    }

    private func finding(_ native: NativeBinary, _ group: BinaryGroups.Group, _ place: BinaryPlace) -> Finding {
        let rule = native.role == .staticLibrary ? BinaryRules.staticLibrary : BinaryRules.nativeBinary
        let isWholeArchive = native.archiveForOneArchitecture != nil
        let what =
            what(native) + (isWholeArchive ? others(group) : "") + ", and none for \(target.architecture)" + rest(group)
        switch place {
        case .installed:
            let message = "an installed package with " + self.what(native) + others(group)
            return Finding(BinaryRules.installedNative, file: native.path, message: message + rest(group))
        case .buildOutput:
            let message = self.what(native) + ", probably left by a build" + rest(group)
            return Finding(
                rule, file: native.path, severity: .note, message: message, remedy: BinaryRules.objectFile.remedy)
        case .testData:
            return Finding(rule, file: native.path, severity: .note, message: what + ": data of tests")
        case .tests:
            let severity: Severity = native.role == .loaded && native.isLibrary ? .warning : .note
            return Finding(rule, file: native.path, severity: severity, message: what + ": tests may need it")
        case .cached:
            let message = what + ", in a cache: it matters if this project uses it"
            return Finding(rule, file: native.path, severity: .warning, message: message, remedy: remedy(native))
        case .shipped, .debugSymbols:
            if let fallback = OptionalNatives.fallback(for: native) {
                return Finding(
                    rule, file: native.path, severity: .warning, message: what + ": " + fallback, remedy: remedy(native)
                )
            }
            return Finding(rule, file: native.path, message: what, remedy: remedy(native))
        }
    }

    private func what(_ native: NativeBinary) -> String {
        let kind =
            switch native.linkage {
            case _ where native.role == .staticLibrary: "a static library"
            case .static, .staticPIE: "a statically linked Linux program"
            case .dynamic: "a Linux program"
            case nil: "a Linux program or library"
            }
        return "\(kind) for \(native.architecture.kernelName)"
    }

    private func remedy(_ native: NativeBinary) -> String {
        guard native.archive == nil else {
            if native.archiveForOneArchitecture != nil { return "get the archive that is for \(target)" }
            return "use a version of the archive that has the library for \(target) too"
        }
        return native.role == .staticLibrary
            ? "build it for \(target)" : "build it for \(target), or get it for \(target) from where it came from"
    }

    /// The files of a group that are not named.
    private func others(_ group: BinaryGroups.Group) -> String {
        group.natives.count > 1 ? " (and \(group.natives.count - 1) more beside it)" : ""
    }

    /// The groups that are not reported.
    private func rest(_ group: BinaryGroups.Group) -> String {
        group.unnamed > 0 ? "; \(group.unnamed) more like it beside it" : ""
    }

    private func libcFinding(_ group: BinaryGroups.Group) -> Finding? {
        guard let native = group.first, BinaryPlace(native.path) != .debugSymbols else { return nil }
        let (ours, theirs) = TwinKey.namesMusl(native.path) ? ("musl", "glibc") : ("glibc", "musl")
        return Finding(
            BinaryRules.nativeBinary, file: native.path, severity: .note,
            message: "a Linux program or library for \(native.architecture.kernelName) with \(ours), and for"
                + " \(target.architecture) only one with \(theirs)",
            remedy: "choose a base image with \(theirs), or get one for \(target.architecture) with \(ours)")
    }

    /// One for each archive, and for each folder.
    private func alignmentFindings(_ natives: [NativeBinary]) -> [Finding] {
        guard target.architecture == .arm64 else { return [] }
        var byContainer: [Substring: [NativeBinary]] = [:]
        for native in natives where native.role == .loaded {
            guard let alignment = native.alignment, alignment > 0, alignment < Self.largestPage else { continue }
            byContainer[native.archive?.path ?? native.path.folder, default: []].append(native)
        }
        return byContainer.values.compactMap { natives in
            guard let first = natives.min(by: { $0.path < $1.path }) else { return nil }
            let more = natives.count > 1 ? " (and \(natives.count - 1) more beside it)" : ""
            let kibibytes = (first.alignment ?? 0) >> 10
            return Finding(
                BinaryRules.pageAlignment, file: first.path,
                message: "its segments are aligned to \(kibibytes) KiB: kernels with 64 KiB pages can't load it" + more)
        }
        .sorted()
    }
}
