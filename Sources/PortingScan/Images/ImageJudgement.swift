import Platforms
import Reporting
import ScanModel

/// What an image's programs mean for running it on the target.
struct ImageJudgement {
    let target: Platform
    /// What the image is called.
    let name: String

    /// - Returns: a finding when the image is not for the target.
    func finding(for platforms: [Platform]) -> Finding? {
        guard !platforms.contains(where: { runs($0) }) else { return nil }
        let list = platforms.map { $0.description }.sorted().joined(separator: ", ")
        let has = list.isEmpty ? "the image is for no platform" : "the image is for \(list) only"
        return Finding(BinaryRules.imagePlatform, file: name, message: has + ": there is none for \(target)")
    }

    /// Which of the platforms to look at: the target's, or the one whose programs have to be rebuilt.
    func chosen(of platforms: [Platform]) -> Platform? {
        platforms.first { runs($0) } ?? platforms.first { $0.os == target.os && $0.architecture == .amd64 }
            ?? platforms.first { $0.os == target.os }
    }

    private func runs(_ platform: Platform) -> Bool {
        platform.os == target.os && platform.architecture == target.architecture
    }

    /// What the binaries of the chosen platform's image mean.
    /// - Parameter natives: without those of the distribution's packages.
    func findings(in natives: [NativeBinary], of platform: Platform) -> [Finding] {
        let check = NativeBinaryCheck(target: target, inImage: true)
        if runs(platform) { return check.findings(in: natives) }
        // Archives are copied as they are; the rest is built or fetched for the image's platform.
        let inArchives = check.findings(in: natives.filter { $0.archive != nil })
        let twins = Twins(natives.filter { $0.architecture == target.architecture })
        let loose = natives.filter { native in
            native.archive == nil && native.isX86 && native.role == .loaded && !ImagePlace.isRuntime(native.path)
                && twins.answer(for: native) == .none && BinaryPlace(native.path) != .debugSymbols
        }
        return inArchives + Dictionary(grouping: loose) { Self.group($0.path) }.values.compactMap { finding($0) }
    }

    /// The folder; for packages, the folder that all of them are in.
    private static func group(_ path: String) -> Substring {
        for folder in ["/site-packages/", "/dist-packages/", "/node_modules/", "/gems/"] {
            if let range = path.firstRange(of: folder) { return path[..<range.upperBound] }
        }
        return path.folder
    }

    private func finding(_ natives: [NativeBinary]) -> Finding? {
        let sorted = natives.sorted { $0.path < $1.path }
        guard let first = sorted.first else { return nil }
        let more = sorted.count > 1 ? " (and \(sorted.count - 1) more beside it)" : ""
        return Finding(
            BinaryRules.imageProgram, file: first.path,
            message: "a Linux program or library for \(first.architecture.kernelName) that is not the distribution's"
                + more + ": the build has to bring one for \(target.architecture)")
    }
}
