import Reporting
import ScanModel

/// Base images that are for x86 by their name: `amd64/debian`, `app:1.0-amd64`.
struct ImageArchitectureCheck: PassageCheck {
    let rule = Rule(
        id: "dockerfile-image", title: "a base image for x86 only", area: .deployment, severity: .blocker,
        effort: .minutes,
        why: "An image that has x86 in its name is for x86 only; an image for arm64 can not be built on it.",
        remedy: "use the image without the architecture in its name: it is an index for several platforms",
        before: "FROM amd64/debian:12", after: "FROM debian:12",
        reference: nil)

    func findings(in source: PassageSource) -> [Finding] {
        (source.dockerfile?.stages ?? []).compactMap { stage in
            guard !stage.hasTwin, !stage.isOnStage, Self.isForX86(stage.image.text) else { return nil }
            return Finding(
                rule, in: source.text, at: stage.image.offset, severity: stage.isShipped ? .blocker : .warning,
                message: "the base image \(stage.image.text) is for x86 by its name")
        }
    }

    private static let folders: Set<Substring> = ["amd64", "i386", "x86_64"]
    private static let tagEndings = ["amd64", "x86_64", "x86-64", "x64", "i386"]

    static func isForX86(_ image: String) -> Bool {
        let name = image.prefix { $0 != "@" }.lowercased()
        let parts = name.split(separator: "/")
        if parts.dropLast().contains(where: { folders.contains($0) }) { return true }
        guard let last = parts.last, let colon = last.firstIndex(of: ":") else { return false }
        let tag = last[last.index(after: colon)...]
        return tagEndings.contains { ending in
            tag == ending || ["-", "_", "."].contains { tag.hasSuffix($0 + ending) }
        }
    }
}
