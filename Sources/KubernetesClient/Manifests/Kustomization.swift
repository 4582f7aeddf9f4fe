import Processes
import Reporting

/// A folder with a kustomization, which kustomize turns into manifests.
public struct Kustomization: Sendable {
    private let folder: String
    /// A build may fetch remote bases.
    private static let deadline: Duration = .seconds(120)

    /// The names that kustomize looks for.
    static let fileNames: Set<String> = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

    /// - Parameter folder: the folder, or an address that kustomize understands.
    public init(_ folder: String) { self.folder = folder }

    /// Runs `kustomize build`, or `kubectl kustomize` where kustomize is not installed.
    /// - Returns: every object, in the order that kustomize gives.
    /// - Throws: ``Failure`` with code `tool-missing` when neither is installed, `tool-failed` with what it says, or as
    ///   ``ManifestReader`` does.
    public func objects() async throws -> [ManifestObject] {
        let program: Program
        if await Program.isInstalled("kustomize") {
            program = Program("kustomize", ["build", folder], deadline: Self.deadline)
        } else if await Program.isInstalled("kubectl") {
            program = Program("kubectl", ["kustomize", folder], deadline: Self.deadline)
        } else {
            throw Failure(
                .toolMissing, "neither kustomize nor kubectl is installed, one of which builds \(folder)",
                hint: "build it elsewhere: kustomize build \(folder) | mixarch deploy -f -")
        }
        let result = try await program.run()
        guard result.status == 0 else {
            let words = result.errors.split(whereSeparator: \.isNewline).joined(separator: "; ")
            throw Failure(
                .toolFailed, "\(program.executable) can't build \(folder): \(words.isEmpty ? "it says nothing" : words)"
            )
        }
        let objects = try ManifestReader().objects(in: Array(result.output.utf8), source: "kustomize build \(folder)")
        guard !objects.isEmpty else {
            throw Failure(.invalidInput, "there is no Kubernetes object in the kustomization \(folder)")
        }
        return objects
    }
}
