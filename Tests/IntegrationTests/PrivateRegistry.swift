import Processes
import Testing

/// A registry of a test's own that wants a login. The lab's nodes don't reach it: nothing that is to run can be of it.
struct PrivateRegistry: CustomStringConvertible {
    private let address: String

    var description: String { address }

    /// A Secret as people write it into their manifests.
    /// - Parameter name: its name.
    func secret(_ name: String) -> String {
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: \(name)}
        type: kubernetes.io/dockerconfigjson
        stringData: {.dockerconfigjson: '{"auths": {"\(address)": {"username": "bob", "password": "secret-word"}}}'}

        """
    }

    /// - Parameters:
    ///   - folder: the test's scratch folder.
    ///   - images: names of images that it holds, each with the tag `1`: the lab's `hello`.
    ///   - body: gets the registry.
    static func open(
        in folder: String, images: [String], _ body: (PrivateRegistry) async throws -> Void
    ) async throws {
        // "secret-word", hashed by bcrypt.
        try "bob:$2b$04$kuAKdGRgW4U0zgQMPzCQqetAoZ0wjDu2J7F3F9QbH8O7Nl6Kuc56K\n".write(to: folder + "/htpasswd")
        try await OwnServer.registry(in: folder, ["--htpasswd", folder + "/htpasswd"]) { address in
            for image in images {
                let copied = try await Command.run(
                    "skopeo", "--insecure-policy", "copy", "--quiet", "--all", "--src-tls-verify=false",
                    "--dest-tls-verify=false", "--dest-creds", "bob:secret-word",
                    "docker://\(try Mixarch.registry())/test/hello:1", "docker://\(address)/\(image):1")
                try #require(copied.status == 0, "\(copied.errors)")
            }
            try await body(PrivateRegistry(address: address))
        }
    }
}
