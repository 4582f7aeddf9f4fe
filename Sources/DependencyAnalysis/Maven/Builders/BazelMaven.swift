import Reporting
import ScanModel

/// Bazel's rules_jvm_external: the artifacts of `maven_install`, and its lock file.
enum BazelMaven {
    static func declared(in text: SourceText) -> [DeclaredDependency] {
        let tokens = ScriptToken.tokens(of: CommentBlanking.hashLines(text.bytes))
        return tokens.compactMap { token in
            token.text.flatMap { DeclaredDependency(coordinate: $0, Place(text, at: token.offset)) }
        }.filter { $0.version != nil } + named(tokens, text)
    }

    /// `maven.artifact(group = "g", artifact = "a", version = "v")`, or the parts as texts.
    private static func named(_ tokens: [ScriptToken], _ text: SourceText) -> [DeclaredDependency] {
        tokens.indices.compactMap { index in
            guard tokens[index].word == "maven.artifact" else { return nil }
            let arguments = tokens[(index + 1)...].prefix(40).prefix { !$0.isSign(")") }.map { $0 }
            func value(_ key: String) -> String? {
                guard let place = arguments.firstIndex(where: { $0.word == key }), place + 2 < arguments.count else {
                    return nil
                }
                return arguments[place + 2].text
            }
            let texts = arguments.compactMap { $0.text }
            let isNamed = value("group") != nil
            guard let group = isNamed ? value("group") : texts.first,
                let artifact = isNamed ? value("artifact") : texts.dropFirst().first
            else { return nil }
            return DeclaredDependency(
                Place(text, at: tokens[index].offset), group: group, artifact: artifact,
                version: isNamed ? value("version") : texts.dropFirst(2).first)
        }
    }

    /// Both forms of `maven_install.json`: a table of names, and an older list of coordinates.
    static func locked(in text: SourceText) throws(Failure) -> [DeclaredDependency] {
        let root = try JSONReader.read(text)
        let table = (root["artifacts"]?.members ?? []).compactMap { member -> DeclaredDependency? in
            guard let version = member.value["version"]?.text else { return nil }
            return DeclaredDependency(coordinate: member.name, Place(text, at: member.offset))?.with(version: version)
        }
        let list = (root["dependency_tree"]?["dependencies"]?.elements ?? []).compactMap { element in
            element["coord"].flatMap { coordinate in
                coordinate.text.flatMap { Self.dependency($0, Place(text, at: coordinate.offset)) }
            }
        }
        return table + list
    }

    /// `group:name[:packaging[:classifier]]:version`
    private static func dependency(_ coordinate: String, _ place: Place) -> DeclaredDependency? {
        let parts = coordinate.split(separator: ":")
        guard parts.count > 2, let version = parts.last, parts.count < 4 || parts[2] == "jar" else { return nil }
        return DeclaredDependency(
            place, group: String(parts[0]), artifact: String(parts[1]), version: String(version),
            classifier: parts.count > 4 ? String(parts[3]) : nil)
    }
}

extension DeclaredDependency {
    func with(version: String) -> DeclaredDependency {
        var result = self
        result.version = version
        return result
    }
}
