import DockerfileModel
import Glibc
import Processes
import Reporting

/// buildah, with a storage of its own in mixarch's cache: nothing of the user's is touched, and layers stay for the
/// next build.
struct BuildahEngine: BuildEngine {
    let name = "buildah"
    let runsEqualStepsOnce = false
    private let settings: BuildSettings
    private let folder: String

    init(settings: BuildSettings) {
        self.settings = settings
        folder = settings.cacheFolder + "/buildah"
    }

    func export(
        _ request: EngineRequest, to path: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await withStorage { buildah in
            try await buildah.run(
                buildah.build(request) + ["--output", "type=tar,dest=\(path)", request.context.folder],
                to: "build for \(request.platform)", environment: request.buildArguments, onLine)
        }
    }

    func image(
        _ request: EngineRequest, to folder: String, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        try await withStorage { buildah in
            let identifier = folder + ".id"
            try await buildah.run(
                buildah.build(request) + [
                    "--timestamp", "\(request.epoch)", "--iidfile", identifier, request.context.folder,
                ], to: "build for \(request.platform)", environment: request.buildArguments, onLine)
            let image = Substring(try TextFile.read(identifier)).trimmed
            try await buildah.run(
                ["push"] + buildah.policy + [String(image), "oci:\(folder):latest"],
                to: "write the image for \(request.platform)", onLine)
        }
    }

    // MARK: Its storage

    /// Builds share the storage; cleaning it up needs it alone.
    private func withStorage(_ body: (BuildahCommand) async throws -> Void) async throws {
        try TextFile.makeFolder(folder)
        let command = try BuildahCommand(folder: folder, insecureRegistries: settings.insecureRegistries)
        if let alone = try StoreLock.acquireNow(folder + "/lock") {
            defer { alone.release() }
            // It stays when builds are killed: what they left is removed then.
            if access(marker, F_OK) == 0 { _ = try await command.program(["rm", "--all"]).run() }
        }
        let lock = try await StoreLock.acquireShared(folder + "/lock")
        defer {
            lock.release()
            if let alone = try? StoreLock.acquireNow(folder + "/lock") {
                unlink(marker)
                alone.release()
            }
        }
        try TextFile.write("", to: marker)
        try await body(command)
    }

    private var marker: String { folder + "/building" }
}
