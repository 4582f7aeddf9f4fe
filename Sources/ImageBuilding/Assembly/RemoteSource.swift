/// What ADD takes from somewhere else.
///
/// Source: Dockerfile reference, "ADD", as BuildKit tells Git repositories from files.
enum RemoteSource: Hashable, Sendable {
    /// A file, and the name that its address gives it.
    case file(name: String)
    /// A Git repository.
    case repository

    /// - Parameter text: a source; nil when it is a path.
    init?(_ text: String) {
        let lower = text.lowercased()
        if ["git://", "ssh://", "git@", "github.com/"].contains(where: lower.hasPrefix) {
            self = .repository
            return
        }
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else { return nil }
        let address = text.prefix { $0 != "?" && $0 != "#" }
        guard !address.lowercased().hasSuffix(".git") else {
            self = .repository
            return
        }
        let path = address.dropFirst(scheme.count).drop { $0 != "/" }
        let name = ImagePath.name(of: ImagePath.normalised(path))
        self = .file(name: name.isEmpty ? "__unnamed__" : name)
    }
}
