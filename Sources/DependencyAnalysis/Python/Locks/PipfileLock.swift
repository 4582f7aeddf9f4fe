import Reporting
import ScanModel

/// pipenv's `Pipfile.lock`: versions without the names of files.
enum PipfileLock {
    static func read(_ text: SourceText) throws(Failure) -> PythonManifest {
        let root = try JSONReader.read(text)
        var manifest = PythonManifest(.lock)
        for (section, use) in [("default", PythonDependency.Use.runtime), ("develop", .development)] {
            for member in root[section]?.members ?? [] {
                let versions = member.value["version"]?.text.flatMap { VersionSet($0) } ?? .any
                var dependency = PythonDependency(
                    member.name, versions, at: Place(text, at: member.offset), use: use)
                dependency.isElsewhere = ["git", "path", "file"].contains { member.value[$0] != nil }
                dependency.apply(member.value["markers"]?.text.flatMap { Marker($0) })
                manifest.dependencies.append(dependency)
            }
        }
        let version = root["_meta"]?["requires"]?["python_version"]?.text
        manifest.python = version.flatMap { InterpreterVersion.minor($0) }
        return manifest
    }
}
