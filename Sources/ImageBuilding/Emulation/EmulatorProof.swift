import FoundationEssentials
import Glibc
import Platforms
import Processes

/// Whether a program of an architecture runs here: found by running one.
public enum EmulatorProof: Hashable, Sendable {
    /// It ran in a folder of its own, as in a container, where no emulator can be found by its path.
    case runs
    /// It ran, but this user can't try it as in a container.
    case runsOutsideContainers
    /// It did not run; why, in a few words.
    case fails(String)

    private static let patience: Duration = .seconds(20)

    /// - Parameter architecture: whose program is tried.
    package static func run(_ architecture: Architecture) async -> EmulatorProof {
        guard let bytes = ProbeProgram.bytes(for: architecture) else {
            return .fails("there is no program to try it with")
        }
        let folder = FileManager.default.temporaryDirectory.path + "/mixarch-probe-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: folder + "/probe"))
        } catch {
            return .fails("the program to try it with can't be written to \(folder)")
        }
        chmod(folder + "/probe", 0o755)
        // Without root, a user namespace lets us change the root folder.
        let inside =
            geteuid() == 0
            ? Program("chroot", [folder, "/probe"], deadline: patience)
            : Program("unshare", ["--map-root-user", "chroot", folder, "/probe"], deadline: patience)
        let result = try? await inside.run()
        if result?.status == ProbeProgram.status { return .runs }
        let outside = try? await Program(folder + "/probe", deadline: patience).run()
        if outside?.status == ProbeProgram.status {
            return geteuid() == 0 ? .fails("it runs outside of containers only") : .runsOutsideContainers
        }
        guard let result else { return .fails("it did not end") }
        let words = result.errors.split(separator: "\n").last.map(String.init) ?? ""
        if words.contains("Exec format error") || [126, 127].contains(result.status) {
            return .fails("the kernel says \"exec format error\"")
        }
        return .fails("it ended with status \(result.status) instead of \(ProbeProgram.status)")
    }
}
