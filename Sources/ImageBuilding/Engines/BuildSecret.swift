import FoundationEssentials
import Glibc
import Reporting

/// A secret for RUN, as `docker build --secret` takes it. Its value is read by the engine, never by mixarch.
///
/// Source: docs.docker.com, reference of `docker buildx build`, --secret.
public struct BuildSecret: Sendable, Hashable {
    /// Where the value is.
    public enum Source: Sendable, Hashable {
        case file(path: String)
        case environment(name: String)
    }

    /// The name that the Dockerfile knows.
    public let id: String
    /// Where the value is.
    public let source: Source

    /// - Parameters:
    ///   - text: `id=NAME[,src=FILE|,env=VARIABLE]`. The name alone means the variable of that name, else that file.
    ///   - environment: the variables that there are.
    /// - Throws: ``Failure`` with code `usage`, or `unreadable-input` when the file can't be read.
    public init(parsing text: String, environment: [String: String]) throws(Failure) {
        var fields: [String: String] = [:]
        for field in text.split(separator: ",") {
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, ["id", "src", "source", "env", "type"].contains(parts[0]) else {
                throw Self.usage()
            }
            fields[parts[0] == "source" ? "src" : parts[0]] = parts[1]
        }
        guard let id = fields["id"] else { throw Self.usage() }
        self.id = id
        switch (fields["src"], fields["env"], fields["type"]) {
        case (let file?, nil, nil), (let file?, nil, "file"): source = .file(path: file)
        case (nil, let name?, nil), (nil, let name?, "env"), (let name?, nil, "env"): source = .environment(name: name)
        case (nil, nil, "env"): source = .environment(name: id)
        case (nil, nil, nil): source = environment[id] == nil ? .file(path: id) : .environment(name: id)
        case (nil, nil, "file"): source = .file(path: id)
        default: throw Self.usage()
        }
        switch source {
        case .file(let path) where access(path, R_OK) != 0:
            throw Failure(
                .unreadableInput, "can't read the secret \(id) from \(path): \(String(cString: strerror(errno)))",
                hint: "--secret id=\(id),src=FILE or --secret id=\(id),env=VARIABLE")
        case .environment(let name) where environment[name] == nil:
            throw Failure(.unreadableInput, "the variable \(name) of the secret \(id) is not set")
        default: break
        }
    }

    /// The words that buildx, buildctl and buildah all take.
    var argument: String {
        switch source {
        case .file(let path): "id=\(id),src=\(path)"
        case .environment(let name): "id=\(id),env=\(name)"
        }
    }

    /// Says nothing of what was written: it may be the secret itself.
    private static func usage() -> Failure {
        Failure(
            .usage, "can't make sense of a --secret", hint: "write id=NAME,src=FILE or id=NAME,env=VARIABLE")
    }
}
