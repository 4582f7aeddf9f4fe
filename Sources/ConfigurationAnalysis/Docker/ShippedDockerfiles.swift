import Reporting
import ScanModel

/// Tells the Dockerfiles by which a project is shipped from those in which it is built and tested.
///
/// What is for x86 in an image for developers has to be changed some day; the project runs on arm64 without it.
struct ShippedDockerfiles {
    private let uses: [String: DockerfileUse]
    private let hasOneAtTheTop: Bool
    private let isOnlyOne: Bool

    /// Folders that hold nothing but Dockerfiles, whatever they are for.
    private static let containerFolders: Set<String> = [
        "docker", "dockers", "dockerfile", "dockerfiles", "container", "containers", "images",
    ]

    /// - Parameter uses: all Dockerfiles of a tree, by their paths.
    init(_ uses: [String: DockerfileUse]) {
        isOnlyOne = uses.count == 1
        self.uses = uses.filter { !ConfigurationFile.isForDevelopers(FileName(path: $0.key)) }
        hasOneAtTheTop = self.uses.keys.contains { !$0.contains("/") }
    }

    /// Beside others, one for 32 bits is there to try them: nobody ships these alone.
    private static func isFor32Bits(_ path: String) -> Bool {
        path.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { ["i386", "i686", "32bit"].contains($0) }
    }

    /// Whether the project is shipped by it: what is for x86 in it blocks.
    func isShipped(_ path: String) -> Bool {
        guard let use = uses[path] else { return false }
        if !path.contains("/") { return true }
        // An image that has only tools in it, and runs nothing, is one in which something is built.
        let holdsProject = use.takesProject || !use.hasCommands
        if isOnlyOne { return holdsProject || use.runsProgram }
        if Self.isFor32Bits(path) { return false }
        let isAside = FileName(path: path).folders.contains { Self.containerFolders.contains($0.lowercased()) }
        return holdsProject && !(isAside && hasOneAtTheTop)
    }
}
