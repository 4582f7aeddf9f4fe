import FoundationEssentials
import KubernetesClient
import Rollout

/// Looks for what a project is built from and deployed with. Nothing is run, and no more is read than a person would.
struct FolderSurvey {
    let folder: String

    private static let depth = 3
    private static let mostFiles = 5000
    private static let passedOver: Set<String> = [
        "node_modules", "vendor", "target", "build", "dist", "third_party", "testdata", "__pycache__", "venv",
    ]

    func facts() -> ProjectFacts {
        var facts = ProjectFacts(folder: name)
        var files: [String] = []
        list("", depth: 0, into: &files)
        facts.dockerfiles = files.filter(Self.isDockerfile).sorted(by: Self.isNearer)
        facts.templates = files.filter {
            ["Chart.yaml", "kustomization.yaml", "kustomization.yml"].contains(Self.last($0))
        }.sorted(by: Self.isNearer)
        read(manifests: files.filter(isManifest), among: files, into: &facts)
        facts.remote = GitRemote.name(in: folder)
        return facts
    }

    private var name: String {
        URL(filePath: folder).standardizedFileURL.path.split(separator: "/").last.map(String.init) ?? ""
    }

    private func list(_ prefix: String, depth: Int, into files: inout [String]) {
        guard depth < Self.depth, files.count < Self.mostFiles,
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + prefix)
        else { return }
        for name in names.sorted() where !name.hasPrefix(".") && !Self.passedOver.contains(name) {
            let path = prefix + name
            let type =
                (try? FileManager.default.attributesOfItem(atPath: folder + "/" + path))?[.type] as? FileAttributeType
            // A link may lead anywhere.
            if type == .typeDirectory { list(path + "/", depth: depth + 1, into: &files) }
            if type == .typeRegular, files.count < Self.mostFiles { files.append(path) }
        }
    }

    private static func isDockerfile(_ path: String) -> Bool {
        let name = last(path)
        return name == "Dockerfile" || name == "Containerfile" || name.hasPrefix("Dockerfile.")
            || name.hasSuffix(".Dockerfile")
    }

    /// Charts and kustomizations have files of the same kind, which mean nothing by themselves.
    private func isManifest(_ path: String) -> Bool {
        let name = Self.last(path)
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
        var folder = path.split(separator: "/").dropLast().map(String.init)
        while true {
            let place = self.folder + "/" + folder.joined(separator: "/")
            if ["Chart.yaml", "kustomization.yaml", "kustomization.yml"].contains(where: {
                FileManager.default.fileExists(atPath: place + "/" + $0)
            }) {
                return false
            }
            guard !folder.isEmpty else { return true }
            folder.removeLast()
        }
    }

    private func read(manifests: [String], among files: [String], into facts: inout ProjectFacts) {
        for path in manifests {
            guard let data = FileManager.default.contents(atPath: folder + "/" + path), data.count < 1 << 20,
                let objects = try? ManifestReader().objects(in: Array(data), source: path), !objects.isEmpty
            else { continue }
            for object in objects {
                for image in PodTemplate(of: object.object)?.images ?? [] {
                    facts.images.append(ProjectFacts.Image(reference: image, file: path))
                }
            }
            facts.manifests.append(path)
        }
        facts.manifests = Self.grouped(facts.manifests, among: files)
    }

    /// A folder that has nothing else that would be read is named as such; else each of its manifests is.
    private static func grouped(_ manifests: [String], among files: [String]) -> [String] {
        func folder(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }
        let groups = Dictionary(grouping: manifests, by: folder)
        return groups.sorted { $0.key < $1.key }.flatMap { place, paths in
            let read = files.filter { file in
                folder(file) == place && [".yaml", ".yml", ".json"].contains { file.hasSuffix($0) }
            }
            return place.isEmpty || read.count > paths.count ? paths : [place]
        }
    }

    private static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }

    /// Nearer to the top, then by name, the plain name before others.
    private static func isNearer(_ left: String, _ right: String) -> Bool {
        func key(_ path: String) -> (Int, Int, String) {
            (path.count { $0 == "/" }, last(path).count, path)
        }
        return key(left) < key(right)
    }
}

/// The repository's name, from git's own configuration.
enum GitRemote {
    static func name(in folder: String) -> String? {
        guard let data = FileManager.default.contents(atPath: folder + "/.git/config") else { return nil }
        return name(inConfiguration: String(decoding: data, as: UTF8.self))
    }

    /// - Parameter text: a git configuration.
    /// - Returns: the last part of origin's address without `.git`; nil without one.
    static func name(inConfiguration text: String) -> String? {
        var isOrigin = false
        for line in text.split(separator: "\n") {
            let words = line.drop(while: \.isWhitespace)
            if words.hasPrefix("[") { isOrigin = words.hasPrefix("[remote \"origin\"]") }
            guard isOrigin, words.hasPrefix("url"), let equals = words.firstIndex(of: "=") else { continue }
            let url = words[words.index(after: equals)...].drop(while: \.isWhitespace)
            let last = url.split(whereSeparator: { "/:".contains($0) }).last.map(String.init) ?? ""
            let name = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
            return name.isEmpty ? nil : name
        }
        return nil
    }
}
