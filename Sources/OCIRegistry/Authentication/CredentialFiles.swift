import FoundationEssentials
import Glibc
import OCIModel
import RawJSON
import Reporting

/// The logins that Docker's and containers' tools keep: `config.json`, `auth.json` and credential helpers. The first file
/// that knows a registry counts.
public struct CredentialFiles: CredentialSource {
    private let paths: [String]
    /// Where logins are written to.
    let dockerPath: String

    /// - Parameter environment: variables that say where the files are: `DOCKER_CONFIG`, `REGISTRY_AUTH_FILE`,
    ///   `XDG_RUNTIME_DIR`, `XDG_CONFIG_HOME`, `HOME`.
    public init(environment: [String: String]) {
        let home = environment["HOME"] ?? "/root"
        let docker = environment["DOCKER_CONFIG"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.docker"
        dockerPath = docker + "/config.json"
        // What is named comes before what is only looked for.
        var paths: [String] = []
        if let file = environment["REGISTRY_AUTH_FILE"], !file.isEmpty { paths.append(file) }
        paths.append(dockerPath)
        if let runtime = environment["XDG_RUNTIME_DIR"] { paths.append(runtime + "/containers/auth.json") }
        // Where rootful podman and skopeo keep it.
        paths.append("/run/containers/\(getuid())/auth.json")
        paths.append((environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/containers/auth.json")
        self.paths = paths
    }

    public func credential(for registry: Registry, _ repository: RepositoryName) async -> CredentialLookup {
        var problem: Failure?
        for path in paths where Folder.fileSize(path) != nil {
            do {
                let bytes = try FileContent.read(path, limit: 4 << 20)
                let file = CredentialFile(json: try JSONValue(parsing: bytes, source: path), path: path)
                if let found = try await file.credential(for: registry, repository) { return CredentialLookup(found) }
            } catch let failure as Failure {
                problem = problem ?? failure
            } catch {
                problem = problem ?? Failure(.toolFailed, "can't read the logins in \(path)", cause: error)
            }
        }
        return CredentialLookup(nil, problem: problem)
    }
}
