import Reporting
import ScanModel

extension ReleaseFields {
    private static let others = ["aarch64-unknown-linux", "bun-linux-arm64", "bun-linux-aarch64"]

    /// `deno compile --target x86_64-unknown-linux-gnu`, `bun build --compile --target=bun-linux-x64`.
    static func runtimes(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard lines.code.containsAny(["deno compile", "bun-linux-x64"], in: 0..<lines.code.count),
            !lines.code.containsAny(others, in: 0..<lines.code.count)
        else { return [] }
        return lines.lines.compactMap { line in
            let isDeno = line.text.contains("deno compile") && line.text.contains("x86_64-unknown-linux")
            let isBun = line.text.contains("--compile") && line.text.contains("bun-linux-x64")
            return isDeno || isBun
                ? PackagingDeclaration(
                    PackagingRules.release, at: line.place, .warning, "the program is compiled for x86 only") : nil
        }
    }

    private static let imageKeys = ["quarkus.jib.platforms", "quarkus.docker.buildx.platform"]

    /// `quarkus.jib.platforms=linux/amd64`; a line for one profile begins with it.
    static func quarkus(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lines.lines.compactMap { line in
            guard let value = imageKeys.lazy.compactMap({ lines.value(of: line, $0) }).first, value.hasPrefix("="),
                PackageFields.isX86Only(value)
            else { return nil }
            return PackagingDeclaration(
                PackagingRules.release, at: line.place, .warning, "the image is made for x86 only")
        }
    }

    /// The `url` of a formula that has a program for Linux on x86 and none for arm64.
    static func formula(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let addresses = lines.lines.filter { $0.text.hasPrefix("url ") && $0.text.lowercased().contains("linux") }
        guard !addresses.contains(where: { ArchitectureWords.namesARM64($0.text) || $0.text.contains("#{") }) else {
            return []
        }
        return addresses.filter { ArchitectureWords.namesX86($0.text) }.map {
            PackagingDeclaration(
                PackagingRules.release, at: $0.place, .warning, "the program for Linux is there for x86 only")
        }
    }
}
