import Reporting
import ScanModel

/// `platform: linux/amd64` of a Compose service.
struct ComposePlatformCheck: TreeCheck {
    static let rule = Rule(
        id: "compose-platform", title: "a Compose service for x86 only", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "The service is emulated on arm64, which is slow and may fail, or does not start at all.",
        remedy: "leave platform out, or list both platforms for the build",
        before: "services:\n  web:\n    platform: linux/amd64", after: "services:\n  web:\n    image: nginx",
        reference: "https://docs.docker.com/reference/compose-file/services/#platform")

    func findings(in source: TreeSource) -> [Finding] {
        guard source.kind == .compose else { return [] }
        let places = source.tree.nodes.indices.filter { ["platform", "platforms"].contains(source.tree.nodes[$0].key) }
        let chosen = places.contains { ArchitectureValues.nameARM64(source.tree.values(of: $0)) }
        return places.compactMap { index in
            let values = source.tree.values(of: index)
            guard !chosen, ArchitectureValues.areX86(values) else { return nil }
            return source.finding(Self.rule, at: index, message: "this service is for \(values[0]) only")
        }
    }
}
