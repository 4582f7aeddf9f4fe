import ScanModel
import TOML

/// A table of dependencies as poetry and pipenv write it: `name = "^1.2"` or `name = { version = "…", markers = "…" }`.
struct PoetryTable {
    private let text: SourceText
    private let use: PythonDependency.Use
    private(set) var dependencies: [PythonDependency] = []
    private(set) var findings: [Finding] = []
    /// The minor number of Python 3, when the table tells it.
    private(set) var python: Int?

    init(_ value: TOMLValue?, _ use: PythonDependency.Use, in text: SourceText) {
        self.text = text
        self.use = use
        for member in value?.table?.members ?? [] {
            if member.name == "python" {
                python = PyProject.python(member.value.text)
                continue
            }
            // Several conditions for several environments are an array of tables.
            let values = member.value.elements.isEmpty ? [member.value] : member.value.elements
            for value in values { add(member, value, isOneOfMany: values.count > 1) }
        }
    }

    private mutating func add(_ member: TOMLTable.Member, _ value: TOMLValue, isOneOfMany: Bool) {
        let table = value.table
        let place = Place(text, at: isOneOfMany ? value.offset : member.offset)
        let written = value.text ?? table?["version"]?.text ?? "*"
        let isOptional = table?["optional"]?.boolean == true
        var dependency = PythonDependency(
            member.name, PoetryVersions.parse(written) ?? .any, at: place, use: isOptional ? .optional : use)
        dependency.isElsewhere = ["git", "path", "url", "file", "hg", "svn"].contains { table?[$0] != nil }
        let markers = [table?["markers"]?.text, Self.platform(table)].compactMap { $0 }.map { Marker($0) }
        for marker in markers { dependency.apply(marker) }
        dependencies.append(dependency)
        guard dependency.onARM64().isPossible,
            let address = (table?["url"] ?? table?["file"] ?? table?["path"])?.text,
            let finding = WheelName(address: address).flatMap({ AddressedWheel.finding($0, place, dependency.use) })
        else { return }
        findings.append(finding)
    }

    /// `platform = "linux"` (poetry), `sys_platform = "== 'win32'"` and the other variables (pipenv).
    private static func platform(_ table: TOMLTable?) -> String? {
        guard let table else { return nil }
        var conditions = table["platform"]?.text.map { ["sys_platform == '\($0)'"] } ?? []
        for name in ["sys_platform", "platform_machine", "os_name", "platform_system", "python_version"] {
            if let condition = table[name]?.text { conditions.append("\(name) \(condition)") }
        }
        return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    }
}
