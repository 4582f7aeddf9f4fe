import ArgumentParser
import ImageBuilding
import OCIModel
import OCIRegistry
import Reporting

/// One `--output` of the command line: a place, as skopeo or buildx write it.
struct BuildOutput: ExpressibleByArgument {
    /// The form, with what stands after `type=` in buildx's spelling.
    enum Form: Equatable {
        case layout(folder: String, Tag?)
        case ociArchive(file: String, Tag?)
        /// Without a file: into the running Docker.
        case docker(file: String?, ImageReference?)
        case folder(String)
        case archive(String)
        /// To the registry that the names say, or nowhere but into other outputs.
        case registry(pushes: Bool)
    }

    let form: Result<Form, Failure>
    /// Further names, and how the image is written: buildx's attributes.
    private(set) var attributes: [String: String] = [:]

    init(argument: String) {
        let parsed = Result { () throws(Failure) in try Self.parse(argument) }
        form = parsed.map(\.form)
        if case .success(let (_, attributes)) = parsed { self.attributes = attributes }
    }

    private static func parse(_ text: String) throws(Failure) -> (form: Form, attributes: [String: String]) {
        if text.hasPrefix("type=") || text.contains(",type=") { return try attributes(text) }
        guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else { return (.folder(text), [:]) }
        let scheme = String(text[..<colon])
        let rest = text[text.index(after: colon)...]
        let end = rest.firstIndex(of: ":")
        let place = String(end.map { rest[..<$0] } ?? rest)
        let name = end.map { String(rest[rest.index(after: $0)...]) }
        guard !place.isEmpty else { throw failure(text) }
        switch scheme {
        case "oci": return (.layout(folder: place, try name.map { n throws(Failure) in try Tag(parsing: n) }), [:])
        case "oci-archive":
            return (.ociArchive(file: place, try name.map { n throws(Failure) in try Tag(parsing: n) }), [:])
        case "docker-archive":
            let reference = try name.map { n throws(Failure) in try ImageReference(parsing: n) }
            return (.docker(file: place, reference), [:])
        default: throw failure(text)
        }
    }

    /// Source: buildx's documentation, "buildx build --output".
    private static func attributes(_ text: String) throws(Failure) -> (Form, [String: String]) {
        var attributes: [String: String] = [:]
        for word in text.split(separator: ",") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            attributes[parts[0]] = parts.count == 2 ? parts[1] : "true"
        }
        let place = attributes["dest"]
        let form: Form
        switch (attributes["type"], place) {
        case ("oci", let place?) where attributes["tar"] == "false": form = .layout(folder: place, nil)
        case ("oci", let place?): form = .ociArchive(file: place, nil)
        case ("docker", _): form = .docker(file: place, nil)
        case ("local", let place?): form = .folder(place)
        case ("tar", let place?): form = .archive(place)
        case ("registry", _): form = .registry(pushes: true)
        case ("image", _): form = .registry(pushes: attributes["push"] == "true")
        case ("oci", nil), ("local", nil), ("tar", nil):
            throw Failure(.usage, "--output \(text) names no place", hint: "add dest=PATH")
        default: throw failure(text)
        }
        return (form, attributes)
    }

    private static func failure(_ text: String) -> Failure {
        Failure(
            .usage, "can't write to \"\(text)\"",
            hint:
                "write oci:FOLDER[:TAG], oci-archive:FILE, docker-archive:FILE, a folder, or type=TYPE,dest=PATH with "
                + "oci, docker, local, tar, registry or image")
    }
}
