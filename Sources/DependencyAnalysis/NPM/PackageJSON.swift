import Reporting
import ScanModel

/// npm's `package.json`.
enum PackageJSON {
    static func packages(_ text: SourceText) throws(Failure) -> [DeclaredPackage] {
        let root = try JSONReader.read(text)
        return [("dependencies", false), ("optionalDependencies", false), ("devDependencies", true)].flatMap {
            key, isDev in
            (root[key]?.members ?? []).map { member in
                // "npm:other@1": another package under this name.
                let requirement = member.value.text ?? ""
                let alias = requirement.hasPrefix("npm:") ? requirement.dropFirst(4) : nil
                let at = alias?.dropFirst().lastIndex(of: "@")
                let name = alias.map { alias in String(at.map { alias[..<$0] } ?? alias) } ?? member.name
                let range = at.flatMap { at in alias.map { String($0[$0.index(after: at)...]) } } ?? requirement
                return DeclaredPackage(
                    name, range: VersionRange(["", "latest"].contains(range) ? "*" : range),
                    at: .init(text, at: member.offset), isForDevelopment: isDev,
                    isOptional: key == "optionalDependencies")
            }
        }
    }

    /// `"pnpm": {"supportedArchitectures": {"cpu": ["x64"]}}`.
    /// - Returns: where that stands; nil when arm64 gets its native parts.
    static func processorsForX86(_ text: SourceText) throws(Failure) -> DeclaredPackage.Place? {
        guard text.bytes.contains("supportedArchitectures", in: 0..<text.bytes.count) else { return nil }
        let root = try JSONReader.read(text)
        let settings = root["pnpm"]?["supportedArchitectures"] ?? root["supportedArchitectures"]
        guard let member = settings?.members.first(where: { $0.name == "cpu" }) else { return nil }
        let names = member.value.texts
        return !names.isEmpty && names.allSatisfy { ["x64", "ia32"].contains($0) }
            ? .init(text, at: member.offset) : nil
    }
}
