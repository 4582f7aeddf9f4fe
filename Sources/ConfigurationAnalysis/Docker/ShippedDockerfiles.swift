import Reporting
import ScanModel

/// Tells the Dockerfiles by which a project is shipped from those in which it is built and tested.
///
/// What is for x86 in an image for developers has to be changed some day; the project runs on arm64 without it.
struct ShippedDockerfiles {
    private let uses: [String: DockerfileUse]
    private let hasOneAtTheTop: Bool
    private let isOnlyOne: Bool
    /// How many Dockerfiles there are for distributions, by what is left of their paths without those' names.
    private let variants: [String: Int]

    /// Folders that hold nothing but Dockerfiles, whatever they are for.
    private static let containerFolders: Set<String> = [
        "docker", "dockers", "dockerfile", "dockerfiles", "container", "containers", "images",
    ]

    private static let distributions: Set<Substring> = [
        "alma", "almalinux", "alpine", "amazonlinux", "arch", "archlinux", "bookworm", "bullseye", "buster", "centos",
        "debian", "fedora", "focal", "jammy", "leap", "noble", "opensuse", "oraclelinux", "rhel", "rocky",
        "rockylinux", "suse", "ubi", "ubuntu",
    ]

    /// - Parameters:
    ///   - uses: all Dockerfiles of a tree, by their paths.
    ///   - refused: those that can't be built on arm64.
    init(_ uses: [String: DockerfileUse], refused: Set<String>) {
        isOnlyOne = uses.count == 1
        variants = uses.keys.reduce(into: [:]) { variants, path in
            if !refused.contains(path), let rest = Self.withoutDistribution(path) { variants[rest, default: 0] += 1 }
        }
        self.uses = uses.filter { !ConfigurationFile.isForDevelopers(FileName(path: $0.key)) }
        hasOneAtTheTop = self.uses.keys.contains { !$0.contains("/") }
    }

    /// Beside others, one for 32 bits is there to try them: nobody ships these alone.
    private static func isFor32Bits(_ path: String) -> Bool {
        path.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { ["i386", "i686", "32bit"].contains($0) }
    }

    /// A path in which a distribution is named, without that: `docker/centos-7/Dockerfile`, `Dockerfile.alpine`.
    private static func withoutDistribution(_ path: String) -> String? {
        let parts = path.lowercased().split(separator: "/")
        let isNamed = { (part: Substring) in
            part.split { "._-".contains($0) }.contains { distributions.contains($0.prefix { $0.isLetter }) }
        }
        guard parts.contains(where: isNamed) else { return nil }
        return parts.map { isNamed($0) ? "*" : $0 }.joined(separator: "/")
    }

    /// Whether the same is built for another distribution beside it, and that on arm64 too.
    private func hasOtherVariant(_ path: String) -> Bool {
        Self.withoutDistribution(path).map { variants[$0, default: 0] > 0 } ?? false
    }

    /// Whether the project is shipped by it: what is for x86 in it blocks.
    func isShipped(_ path: String) -> Bool {
        guard let use = uses[path] else { return false }
        if hasOtherVariant(path) { return false }
        if !path.contains("/") { return true }
        // An image that has only tools in it, and runs nothing, is one in which something is built.
        let holdsProject = use.takesProject || !use.hasCommands
        if isOnlyOne { return holdsProject || use.runsProgram }
        if Self.isFor32Bits(path) { return false }
        let isAside = FileName(path: path).folders.contains { Self.containerFolders.contains($0.lowercased()) }
        return holdsProject && !(isAside && hasOneAtTheTop)
    }
}
