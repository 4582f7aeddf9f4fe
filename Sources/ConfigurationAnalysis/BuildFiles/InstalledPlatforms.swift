import Reporting
import ScanModel

/// Settings by which npm, yarn and pnpm install packages' native parts for a fixed processor.
enum InstalledPlatforms {
    private static func declaration(_ place: Int) -> PackagingDeclaration {
        PackagingDeclaration(
            BuildRules.fixedTarget, at: place, .warning, "packages' native parts are installed for x86 only")
    }

    /// `cpu=x64`, `arch=x64` and `target_arch=x64` of `.npmrc`.
    static func npm(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lines.lines.compactMap { line in
            let parts = line.text.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, ["cpu", "arch", "target_arch", "npm_config_arch"].contains(parts[0]),
                ["x64", "ia32"].contains(parts[1])
            else { return nil }
            return declaration(line.place)
        }
    }

    /// `supportedArchitectures:` with `cpu: [x64]`; "current" stands for the machine's own.
    static func lists(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard lines.code.contains("supportedArchitectures:", in: 0..<lines.code.count) else { return [] }
        return lines.lines.compactMap { line in
            guard line.indent > 0, let value = lines.items(under: line, "cpu:"), PackageFields.isX86Only(value),
                !value.contains("current")
            else { return nil }
            return declaration(line.place)
        }
    }
}
