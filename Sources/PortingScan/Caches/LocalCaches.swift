import FoundationEssentials
import Glibc

/// The places of this machine where package managers keep what a project uses.
///
/// All that is in them is looked at, of this project or of another: what a project really uses is said by its
/// manifests, so findings there are warnings at most. No program is run to find them.
public struct LocalCaches: Sendable {
    /// A folder to be scanned beside a project.
    public struct Root: Sendable, Hashable {
        /// What reports call it, such as `maven` or `python3.11/site-packages`.
        public let name: String
        /// Where it is.
        public let path: String

        /// - Parameters:
        ///   - name: what reports call it.
        ///   - path: where it is.
        public init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    private let environment: [String: String]
    private let home: String
    private let system: String

    /// - Parameters:
    ///   - environment: the variables by which package managers are told where to keep things.
    ///   - home: the user's home folder.
    ///   - system: where the system's own folders begin.
    public init(environment: [String: String], home: String, system: String = "") {
        self.environment = environment
        self.home = home
        self.system = system
    }

    /// - Parameter project: the folder that is scanned: what is within it is scanned anyway.
    /// - Returns: the caches that exist, in a fixed order, each folder once.
    public func roots(for project: String) -> [Root] {
        var seen: Set<String> = []
        let base = Self.resolved(project)
        return (maven + gradle + python + node(for: base) + go + cargo + nuget).filter { root in
            let path = Self.resolved(root.path)
            guard Self.isFolder(path), path != base, !path.hasPrefix(base + "/") else { return false }
            return seen.insert(path).inserted
        }
    }

    private var maven: [Root] {
        let folder = home + "/.m2"
        return [Root(name: "maven", path: mavenSetting(folder + "/settings.xml") ?? folder + "/repository")]
    }

    /// `<localRepository>` in the user's settings.
    private func mavenSetting(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let start = text.firstRange(of: "<localRepository>"),
            let end = text[start.upperBound...].firstRange(of: "</localRepository>")
        else { return nil }
        let value = text[start.upperBound..<end.lowerBound].split(whereSeparator: { $0.isWhitespace }).joined()
        return value.isEmpty ? nil : value.replacing("${user.home}", with: home)
    }

    private var gradle: [Root] {
        let folder = variable("GRADLE_USER_HOME") ?? home + "/.gradle"
        return [Root(name: "gradle", path: folder + "/caches/modules-2/files-2.1")]
    }

    /// The active environment's packages; without one, the user's and the system's.
    private var python: [Root] {
        let active = [variable("VIRTUAL_ENV"), variable("CONDA_PREFIX")].compactMap { $0 }
        let bases = active.isEmpty ? [home + "/.local", system + "/usr/local"] : active
        return bases.flatMap { base in
            Self.entries(base + "/lib").filter { $0.hasPrefix("python") }.flatMap { version in
                ["site-packages", "dist-packages"].map {
                    Root(name: version + "/" + $0, path: base + "/lib/" + version + "/" + $0)
                }
            }
        }
    }

    /// Node looks in the folders above, too.
    private func node(for project: String) -> [Root] {
        var roots: [Root] = []
        var folder = project[...]
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = folder[..<slash]
            roots.append(Root(name: "node/node_modules", path: folder + "/node_modules"))
        }
        return roots
    }

    private var go: [Root] {
        let first = variable("GOPATH").flatMap { $0.split(separator: ":").first.map { String($0) } }
        return [Root(name: "go", path: variable("GOMODCACHE") ?? (first ?? home + "/go") + "/pkg/mod")]
    }

    /// The unpacked sources, and those that come from repositories.
    private var cargo: [Root] {
        let folder = variable("CARGO_HOME") ?? home + "/.cargo"
        return [
            Root(name: "cargo", path: folder + "/registry/src"),
            Root(name: "cargo-git", path: folder + "/git/checkouts"),
        ]
    }

    private var nuget: [Root] {
        [Root(name: "nuget", path: variable("NUGET_PACKAGES") ?? home + "/.nuget/packages")]
    }

    private func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Without links, so that the same folder is seen to be the same.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    private static func entries(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
