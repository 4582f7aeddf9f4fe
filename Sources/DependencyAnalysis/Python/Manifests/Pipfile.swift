import Reporting
import ScanModel
import TOML

/// pipenv's `Pipfile`.
enum Pipfile {
    static func read(_ text: SourceText) throws(Failure) -> PythonManifest {
        let root = try TOMLDocument.read(text.bytes)
        var manifest = PythonManifest(.project)
        for (name, use) in [("packages", PythonDependency.Use.runtime), ("dev-packages", .development)] {
            let table = PoetryTable(root[name], use, in: text)
            manifest.dependencies += table.dependencies
            manifest.findings += table.findings
        }
        let version = root[path: "requires", "python_version"] ?? root[path: "requires", "python_full_version"]
        manifest.python = version?.text.flatMap { InterpreterVersion.minor($0) }
        return manifest
    }
}
