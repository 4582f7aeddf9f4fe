import Platforms
import Reporting

/// A fact by name about one of an image's documents.
///
/// Source: buildx's documentation, "Annotations": `[TYPE[PLATFORM][,TYPE…]:]NAME=VALUE`.
public struct ImageAnnotation: Hashable, Sendable {
    /// What it is about.
    public enum Place: String, Sendable, CaseIterable {
        case manifest
        case index
        /// The manifest's entry in the index.
        case manifestDescriptor = "manifest-descriptor"
        /// The index's entry in an OCI layout.
        case indexDescriptor = "index-descriptor"
    }

    public let place: Place
    /// The platform whose manifest it is about; nil for all.
    public let platform: Platform?
    public let name: String
    public let value: String

    /// - Parameter text: `NAME=VALUE` for the manifests, or `index:NAME=VALUE`, `manifest[linux/amd64]:NAME=VALUE`,
    ///   `index,manifest:NAME=VALUE`, ….
    /// - Returns: an annotation for each place.
    /// - Throws: ``Failure`` with code `usage` or `unknown-platform`.
    public static func list(parsing text: String) throws(Failure) -> [ImageAnnotation] {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw failure(text) }
        var name = parts[0]
        var places: [(Place, Platform?)] = [(.manifest, nil)]
        // A name may have colons of its own: only known places before one count.
        if let colon = name.firstIndex(of: ":"), let named = try self.places(String(name[..<colon])) {
            places = named
            name = String(name[name.index(after: colon)...])
        }
        guard !name.isEmpty else { throw failure(text) }
        return places.map { ImageAnnotation(place: $0.0, platform: $0.1, name: name, value: parts[1]) }
    }

    private static func places(_ text: String) throws(Failure) -> [(Place, Platform?)]? {
        var places: [(Place, Platform?)] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let type = word.prefix { $0 != "[" }
            let rest = word.dropFirst(type.count)
            guard let place = Place(rawValue: String(type)), rest.isEmpty || rest.last == "]" else { return nil }
            let platform = rest.isEmpty ? nil : try Platform(parsing: String(rest.dropFirst().dropLast()))
            places.append((place, platform))
        }
        return places
    }

    private static func failure(_ text: String) -> Failure {
        Failure(
            .usage, "\"\(text)\" is no annotation",
            hint: "write NAME=VALUE, or with a place before it: index:NAME=VALUE, manifest[linux/arm64]:NAME=VALUE")
    }
}
