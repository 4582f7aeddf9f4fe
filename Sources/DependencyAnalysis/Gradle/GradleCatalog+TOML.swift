import Reporting
import ScanModel
import TOML

extension GradleCatalog {
    /// `gradle/libs.versions.toml`: versions, libraries in all their forms, and bundles.
    /// - Throws: ``Failure`` with code `invalid-input` when it is no TOML.
    init(toml text: SourceText) throws(Failure) {
        self.init()
        let root = try TOMLDocument.read(text.bytes)
        let versions = root["versions"]
        for bundle in root["bundles"]?.table?.members ?? [] {
            bundles[Self.accessor(bundle.name)] = bundle.value.texts.map { Self.accessor($0) }
        }
        for library in root["libraries"]?.table?.members ?? [] {
            let place = Place(text, at: library.offset)
            libraries[Self.accessor(library.name)] = Self.library(library.value, place, versions)
        }
    }

    private static func library(_ value: TOMLValue, _ place: Place, _ versions: TOMLValue?) -> DeclaredDependency? {
        if let coordinate = value.text { return DeclaredDependency(coordinate: coordinate, place) }
        let module = value["module"]?.text?.split(separator: ":").map { String($0) } ?? []
        guard let group = value["group"]?.text ?? module.first,
            let name = value["name"]?.text ?? module.dropFirst().first
        else { return nil }
        let reference = value["version"]?["ref"]?.text.flatMap { versions?[$0] }
        return DeclaredDependency(
            place, group: group, artifact: name, version: (reference ?? value["version"]).flatMap { version($0) })
    }

    /// A text, or `{ strictly = "[1,2[", prefer = "1.5" }`: the version that is taken, or the one that bounds it.
    private static func version(_ value: TOMLValue) -> String? {
        value.text ?? ["prefer", "require", "strictly"].lazy.compactMap { value[$0]?.text }.first
    }
}
