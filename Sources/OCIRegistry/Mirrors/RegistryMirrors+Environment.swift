import OCIModel
import RawJSON
import Reporting

extension RegistryMirrors {
    private static let largestFile = 4 << 20

    /// What the machine's files say.
    /// - Parameter environment: `CONTAINERS_REGISTRIES_CONF`, `XDG_CONFIG_HOME` and `HOME` say where they are.
    /// - Throws: ``Failure`` with code `invalid-input` when one makes no sense.
    public init(environment: [String: String]) throws(Failure) {
        for path in Self.registriesFiles(environment) where Folder.fileSize(path) != nil {
            let rules = try RegistriesFile.rules(try FileContent.read(path, limit: Self.largestFile), path: path)
            // A later file says the whole about a prefix.
            let prefixes = Set(rules.map(\.pattern))
            configured = configured.filter { !prefixes.contains($0.pattern) } + rules
        }
        try readDocker("/etc/docker/daemon.json")
    }

    /// The one main file, and the files that are laid over it, in order.
    private static func registriesFiles(_ environment: [String: String]) -> [String] {
        let system = "/etc/containers"
        let home = environment["HOME"] ?? "/root"
        let user =
            (environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config")
            + "/containers"
        let file = "registries.conf"
        if let named = environment["CONTAINERS_REGISTRIES_CONF"], !named.isEmpty { return [named] }
        let main = [user, system].map { "\($0)/\(file)" }.first { Folder.fileSize($0) != nil }
        let further = [system, user].flatMap { folder in
            let names = Folder.names(in: "\(folder)/\(file).d") ?? []
            return names.filter { $0.hasSuffix(".conf") }.map { "\(folder)/\(file).d/\($0)" }
        }
        return (main.map { [$0] } ?? []) + further
    }

    /// Docker's mirrors are for Docker Hub alone.
    private mutating func readDocker(_ path: String) throws(Failure) {
        guard Folder.fileSize(path) != nil, let bytes = try? FileContent.read(path, limit: Self.largestFile),
            let json = try? JSONValue(parsing: bytes, source: path)
        else { return }
        var rule = Rule(pattern: RepositoryPattern(text: Registry.dockerHub.authority))
        for url in (json["registry-mirrors"]?.array ?? []).compactMap(\.string) {
            do {
                rule.mirrors.append(.init(location: try MirrorLocation(parsing: url), serves: .all))
            } catch {
                throw Failure(.invalidInput, "\(path): registry-mirrors: \(error.message)", hint: error.hint)
            }
        }
        docker = [rule]
    }

    /// - Parameter texts: `HOST[/PATH]=[http://]HOST[/PATH]` each; several for one host are tried in order.
    /// - Returns: the same with these mirrors before all others.
    /// - Throws: ``Failure`` with code `usage`.
    func preferring(_ texts: [String]) throws(Failure) -> RegistryMirrors {
        var result = self
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw Self.unclear(text, nil) }
            let pattern = RepositoryPattern(text: parts[0])
            let location: MirrorLocation
            do {
                _ = try MirrorLocation(parsing: parts[0])
                location = try MirrorLocation(parsing: parts[1])
            } catch {
                throw Self.unclear(text, error)
            }
            let mirror = Rule.Mirror(location: location, serves: .all)
            if let known = result.given.firstIndex(where: { $0.pattern == pattern }) {
                result.given[known].mirrors.append(mirror)
            } else {
                result.given.append(Rule(pattern: pattern, mirrors: [mirror]))
            }
        }
        return result
    }

    private static func unclear(_ text: String, _ cause: Failure?) -> Failure {
        Failure(
            .usage, "a registry mirror (--registry-mirror, MIXARCH_REGISTRY_MIRRORS) is \"\(text)\"",
            hint: cause?.message ?? "write it as docker.io=mirror.example.com", cause: cause)
    }
}
