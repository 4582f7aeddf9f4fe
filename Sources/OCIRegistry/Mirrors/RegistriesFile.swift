import FoundationEssentials
import OCIModel
import Reporting
import TOML

/// One `registries.conf`, version 2: its `[[registry]]` tables.
///
/// Source: containers-registries.conf(5). `unqualified-search-registries` and aliases are not used: a name without a
/// host is Docker Hub's.
enum RegistriesFile {
    /// - Throws: ``Failure`` with code `invalid-input`, naming file and line.
    static func rules(_ bytes: [UInt8], path: String) throws(Failure) -> [RegistryMirrors.Rule] {
        guard hasRules(bytes) else { return [] }
        let root: TOMLTable
        do {
            root = try TOMLDocument.read(bytes)
        } catch {
            throw Failure(error.code, "\(path): \(error.message)", hint: error.hint)
        }
        var rules: [RegistryMirrors.Rule] = []
        for value in root["registry"].map({ $0.table == nil ? $0.elements : [$0] }) ?? [] {
            do {
                rules.append(try rule(value, path))
            } catch {
                throw Failure(.invalidInput, "\(path):\(value.line): \(error.message)", hint: error.hint)
            }
        }
        return rules
    }

    /// Whether there may be a rule. Most machines have none, but hundreds of aliases and comments, which nobody needs to wait
    /// for.
    private static func hasRules(_ bytes: [UInt8]) -> Bool {
        let name = Array("registry".utf8)
        return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            let statement = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            // `[[registry]]`, or `registry = [`.
            return statement.drop { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: " ") }.starts(with: name)
        }
    }

    private static func rule(_ value: TOMLValue, _ path: String) throws(Failure) -> RegistryMirrors.Rule {
        let place = value["location"]?.text
        let isInsecure = value["insecure"]?.boolean == true
        guard let prefix = value["prefix"]?.text ?? place, !prefix.isEmpty else {
            throw Failure(.invalidInput, "a registry has neither prefix nor location")
        }
        var rule = RegistryMirrors.Rule(pattern: RepositoryPattern(text: prefix))
        if let place, place != prefix, !place.isEmpty { rule.location = try MirrorLocation(parsing: place) }
        rule.isInsecure = isInsecure
        if value["blocked"]?.boolean == true { rule.blockedBy = "\(path):\(value.line)" }
        let byDigest = value["mirror-by-digest-only"]?.boolean == true
        for mirror in value["mirror"]?.tables ?? [] {
            guard let location = mirror["location"]?.text else {
                throw Failure(.invalidInput, "a mirror has no location")
            }
            let word = mirror["pull-from-mirror"]?.text
            guard let serves = word.map(MirrorContent.init) ?? (byDigest ? .digests : .all) else {
                throw Failure(.invalidInput, "pull-from-mirror is \"\(word ?? "")\"")
            }
            let isPlain = mirror["insecure"]?.boolean == true ? true : nil
            rule.mirrors.append(
                .init(location: try MirrorLocation(parsing: location, isPlain: isPlain), serves: serves))
        }
        return rule
    }
}
