import Reporting
import ScanModel
import TOML

/// The platforms for which a file resolves its packages.
enum PlatformList {
    /// - Parameters:
    ///   - platforms: as conda names them.
    ///   - place: where they are listed.
    /// - Returns: nil when arm64 is among them, or no other Linux is.
    static func finding(_ platforms: [String], at place: Place) -> Finding? {
        guard platforms.contains("linux-64"), !platforms.contains("linux-aarch64") else { return nil }
        return Finding(
            PythonRules.lock, at: place, severity: .warning,
            message: "the packages are resolved for \(platforms.joined(separator: ", ")), and not for linux-aarch64")
    }

    /// pixi's table: `platforms` of `[workspace]` or, in old files, `[project]`.
    static func findings(pixi table: TOMLTable?, in text: SourceText) -> [Finding] {
        guard let table, let list = table[path: "workspace", "platforms"] ?? table[path: "project", "platforms"] else {
            return []
        }
        // A platform may be a table with requirements of its own.
        let names = list.elements.compactMap { $0.text ?? $0["platform"]?.text }
        return finding(names, at: Place(text, at: list.offset)).map { [$0] } ?? []
    }

    /// uv's `supported-markers`: the environments that a lock file is made for.
    static func findings(markers list: TOMLValue?, in text: SourceText) -> [Finding] {
        let markers = (list?.texts ?? []).compactMap { Marker($0) }
        guard let list, !markers.isEmpty, !markers.contains(where: { $0.evaluate(.arm64()).isPossible }),
            markers.contains(where: { $0.evaluate(.x86()).isPossible })
        else { return [] }
        return [
            Finding(
                PythonRules.lock, at: Place(text, at: list.offset), severity: .warning,
                message: "the packages are resolved for x86 and not for Linux on arm64",
                remedy: "allow platform_machine == 'aarch64' in tool.uv.environments and lock again",
                reference: "https://docs.astral.sh/uv/concepts/resolution/")
        ]
    }
}
