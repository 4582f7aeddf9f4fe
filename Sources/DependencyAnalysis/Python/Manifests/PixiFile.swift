import Reporting
import ScanModel
import TOML

/// pixi's `pixi.toml`: conda packages, packages of the Python index, and the platforms.
enum PixiFile {
    static func read(_ text: SourceText) throws(Failure) -> PythonManifest {
        let root = try TOMLDocument.read(text.bytes)
        var manifest = PythonManifest(.conda)
        manifest.findings = PlatformList.findings(pixi: root, in: text)
        let everywhere = [root, root[path: "target", "linux"]?.table, root[path: "target", "linux-aarch64"]?.table]
        let features = root["feature"]?.table?.members.compactMap { $0.value.table } ?? []
        for table in everywhere.compactMap({ $0 }) + features {
            let python = PoetryTable(table["pypi-dependencies"], .runtime, in: text)
            manifest.dependencies += python.dependencies
            manifest.findings += python.findings
            for member in table["dependencies"]?.table?.members ?? [] {
                let package = CondaPackage(name: member.name, at: Place(text, at: member.offset))
                manifest.findings += package.findings
            }
        }
        return manifest
    }

    /// `pixi.lock`: the packages of an environment are listed by platform.
    static func readLock(_ text: SourceText) -> PythonManifest? {
        var platforms: [String] = []
        var first: Int?
        var isWithinPackages = false
        for number in 1...max(1, text.lineCount) {
            let range = text.range(ofLine: number)
            // "packages:" within an environment; the list at the end has no indent and its own form.
            guard text.bytes[range].first == UInt8(ascii: " ") else { continue }
            let line = String(decoding: text.bytes[range].prefix(64), as: UTF8.self)
            let trimmed = line.withoutOuterSpace
            if line.hasPrefix("    packages:") {
                isWithinPackages = true
            } else if isWithinPackages, line.hasPrefix("      "), !line.hasPrefix("       "), trimmed.hasSuffix(":") {
                platforms.append(String(trimmed.dropLast()))
                first = first ?? range.lowerBound
            } else if !line.hasPrefix("     ") {
                isWithinPackages = false
            }
        }
        guard let first, let finding = PlatformList.finding(Self.unique(platforms), at: Place(text, at: first)) else {
            return nil
        }
        var manifest = PythonManifest(.lock)
        manifest.findings = [finding]
        return manifest
    }

    private static func unique(_ names: [String]) -> [String] { Set(names).sorted() }
}
