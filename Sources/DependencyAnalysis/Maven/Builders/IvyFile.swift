import Reporting
import ScanModel
import XML

/// Ivy: `<dependency org="g" name="a" rev="v" conf="test->default"/>`.
enum IvyFile {
    static func declared(in text: SourceText) throws(Failure) -> [DeclaredDependency] {
        let root = try XMLElement.parse(text.bytes)
        return root.elements("dependencies", "dependency").compactMap { element in
            guard let group = element.attributes["org"], let name = element.attributes["name"] else { return nil }
            let version = element.attributes["rev"].flatMap { $0.contains("${") ? nil : $0 }
            let isTest = element.attributes["conf"]?.hasPrefix("test") == true
            return DeclaredDependency(
                Place(text, at: element.offset), group: group, artifact: name, version: version,
                use: isTest ? .test : .program)
        }
    }
}
