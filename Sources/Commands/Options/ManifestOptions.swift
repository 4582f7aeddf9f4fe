import ArgumentParser
import KubernetesClient
import OCIModel
import Platforms
import Reporting
import Rollout

/// Where manifests come from: files, a kustomization, or three flags.
struct ManifestOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file or folder with manifests, or - for standard input; can be given several times.",
            valueName: "file|folder"),
        completion: .file())
    var file: [String] = []

    @Flag(name: [.customShort("R"), .long], help: "Read the folders in folders, too.")
    var recursive = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A folder with a kustomization, built by kustomize or kubectl; can be given several times.",
            valueName: "folder"),
        completion: .directory)
    var kustomize: [String] = []

    @Option(
        help: ArgumentHelp(
            "Use another reference for an image that the manifests name; can be given several times. Without manifests, the image to run.",
            valueName: "[name=]reference"))
    var image: [String] = []

    @Option(help: "Without manifests: the port that the program listens at.")
    var port: Int?

    @Option(help: "Without manifests: the name of Deployment and Service; else the last part of the image's name.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "Without manifests: how many pods there shall be; else one for each architecture.", valueName: "number"))
    var replicas: Int?

    private var isRead: Bool { !file.isEmpty || !kustomize.isEmpty }

    func validate() throws {
        if isRead {
            if port != nil || name != nil || replicas != nil {
                throw ValidationError("--port, --name and --replicas are for a deployment without -f and -k")
            }
        } else if image.count != 1 || port == nil {
            throw ValidationError("give manifests with -f or -k, or --image and --port to have them made")
        }
    }

    /// The images to use instead of those in the manifests.
    func overrides() throws(Failure) -> [ImageOverride] {
        guard isRead else { return [] }
        var overrides: [ImageOverride] = []
        for text in image { overrides.append(try ImageOverride(parsing: text)) }
        return overrides
    }

    /// - Parameter architectures: where an application that is made here shall run.
    /// - Throws: ``Failure`` naming file and line.
    func objects(on architectures: [Architecture]) async throws -> [ManifestObject] {
        guard isRead else {
            let yaml = try application(on: architectures).yaml
            return try ManifestReader().objects(in: Array(yaml.utf8), source: "the rendered manifest")
        }
        var objects = file.isEmpty ? [] : try ManifestReader(isRecursive: recursive).objects(at: file)
        for folder in kustomize { objects += try await Kustomization(folder).objects() }
        return objects
    }

    /// What the flags say without manifests.
    /// - Throws: ``Failure`` with code `usage`, also where there are manifests.
    func application(on architectures: [Architecture]) throws(Failure) -> WebApplication {
        guard !isRead, let image = image.first, let port else {
            throw Failure(.usage, "--render needs --image and --port, and no manifests")
        }
        _ = try ImageReference(parsing: image)
        return try WebApplication(
            name: name, image: image, port: port, replicas: replicas, architectures: architectures)
    }
}

/// One or more architectures as one word of the command line.
struct ArchitectureList: ExpressibleByArgument {
    private let text: String

    init(argument: String) { text = argument }

    /// - Throws: ``Failure`` with code `unknown-platform`.
    func architectures() throws(Failure) -> [Architecture] {
        var found: [Architecture] = []
        for platform in try Platform.list(parsing: text) where !found.contains(platform.architecture) {
            found.append(platform.architecture)
        }
        return found
    }
}
