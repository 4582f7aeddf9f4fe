import Reporting
import ScanModel
import TOML

/// `pyproject.toml`: PEP 621, PEP 735, what builds it, and the tables of poetry, pdm, hatch, uv and pixi.
struct PyProject {
    private let text: SourceText
    private let root: TOMLTable
    private(set) var manifest = PythonManifest(.project)

    init(_ text: SourceText) throws(Failure) {
        self.text = text
        root = try TOMLDocument.read(text.bytes)
        readProject()
        readGroups()
        readTools()
        readPoetry()
        manifest.findings += PlatformList.findings(pixi: root[path: "tool", "pixi"]?.table, in: text)
        manifest.findings += PlatformList.findings(markers: root[path: "tool", "uv", "environments"], in: text)
    }

    private mutating func readProject() {
        add(root[path: "build-system", "requires"], .development)
        guard let project = root["project"]?.table else { return }
        add(project["dependencies"], .runtime)
        for group in project["optional-dependencies"]?.table?.members ?? [] { add(group.value, .optional) }
        let isComputed = project["dynamic"]?.texts.contains("dependencies") ?? false
        // A setup.py or setup.cfg beside it usually says them.
        if isComputed, root[path: "tool", "setuptools", "dynamic", "dependencies"] == nil,
            root[path: "tool", "poetry"] == nil
        {
            manifest.omissions.append(
                NotJudged(what: text.path, why: "its dependencies are computed when it is built"))
        }
        manifest.python = Self.python(project["requires-python"]?.text)
        for file in root[path: "tool", "setuptools", "dynamic", "dependencies", "file"].map({ [$0] + $0.elements })
            ?? []
        {
            if let name = file.text { manifest.includes.append(name) }
        }
    }

    /// PEP 735: `[dependency-groups]`; groups that include groups are read by themselves.
    private mutating func readGroups() {
        for group in root["dependency-groups"]?.table?.members ?? [] { add(group.value, .development) }
    }

    private mutating func readTools() {
        for group in root[path: "tool", "pdm", "dev-dependencies"]?.table?.members ?? [] {
            add(group.value, .development)
        }
        add(root[path: "tool", "uv", "dev-dependencies"], .development)
        for environment in root[path: "tool", "hatch", "envs"]?.table?.members ?? [] {
            add(environment.value["dependencies"], .development)
            add(environment.value["extra-dependencies"], .development)
        }
    }

    private mutating func add(_ list: TOMLValue?, _ use: PythonDependency.Use) {
        for element in list?.elements ?? [] {
            guard let written = element.text, let requirement = Requirement(written) else { continue }
            let place = Place(text, at: element.offset)
            manifest.dependencies.append(PythonDependency(requirement, at: place, use: use))
            if let wheel = requirement.address.flatMap({ WheelName(address: $0) }),
                requirement.marker?.evaluate(.arm64()).isPossible ?? true,
                let finding = AddressedWheel.finding(wheel, place, use)
            {
                manifest.findings.append(finding)
            }
        }
    }

    private mutating func readPoetry() {
        guard let poetry = root[path: "tool", "poetry"]?.table else { return }
        add(PoetryTable(poetry["dependencies"], .runtime, in: text))
        add(PoetryTable(poetry["dev-dependencies"], .development, in: text))
        for group in poetry["group"]?.table?.members ?? [] {
            // Every group is installed unless it says that it is optional.
            let use: PythonDependency.Use = group.name == "main" ? .runtime : .development
            add(PoetryTable(group.value["dependencies"], use, in: text))
        }
    }

    private mutating func add(_ table: PoetryTable) {
        manifest.dependencies += table.dependencies
        manifest.findings += table.findings
        manifest.python = manifest.python ?? table.python
    }

    /// - Returns: the minor number of Python 3 when a condition allows just one.
    static func python(_ condition: String?) -> Int? {
        guard let condition, let versions = VersionSet(condition) ?? PoetryVersions.parse(condition) else { return nil }
        return only(versions)
    }

    static func only(_ versions: VersionSet) -> Int? {
        let allowed = (6...30).filter { minor in
            [0, 9, 99].contains { versions.contains(PythonVersion(release: [3, minor, $0])) }
        }
        return allowed.count == 1 ? allowed.first : nil
    }
}
