import KubernetesClient
import Platforms
import Reporting

/// An application that answers requests at one port: a Deployment, and a Service with a network load balancer before it.
public struct WebApplication: Sendable, Hashable {
    /// The name of both objects, and of the container.
    public let name: String
    /// The image, as the manifest shall name it.
    public let image: String
    /// The port that the program listens at.
    public let port: Int
    /// How many pods there shall be.
    public let replicas: Int
    /// Where they shall run; none for anywhere.
    public let architectures: [Architecture]

    /// - Parameters:
    ///   - name: the name of both objects; nil for the last part of the image's repository.
    ///   - image: the image, checked to be a reference by the caller.
    ///   - port: the port that the program listens at.
    ///   - replicas: how many pods there shall be; nil for one of each architecture.
    ///   - architectures: where they shall run; none for anywhere.
    /// - Throws: ``Failure`` with code `usage`.
    public init(
        name: String? = nil, image: String, port: Int, replicas: Int? = nil, architectures: [Architecture] = []
    ) throws(Failure) {
        let replicas = replicas ?? max(1, architectures.count)
        let name = name ?? Self.name(of: image)
        // A Service's name is the narrower one: it becomes a host name.
        guard name.first?.isLetter == true, (try? NamespaceName(name)) != nil else {
            throw Failure(
                .usage, "\"\(name)\" can't be the name of a Service",
                hint: "name it by --name: lower case letters, digits and hyphens, a letter first, at most 63")
        }
        guard (1...65_535).contains(port) else { throw Failure(.usage, "\(port) is no port") }
        guard (0...10_000).contains(replicas) else { throw Failure(.usage, "\(replicas) replicas make no sense") }
        self.name = name
        self.image = image
        self.port = port
        self.replicas = replicas
        self.architectures = architectures
    }

    /// The last part of the repository: `shop` of `registry:5000/team/shop:1@sha256:…`.
    private static func name(of image: String) -> String {
        let last = image.prefix { $0 != "@" }.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != ":" })
    }
}
