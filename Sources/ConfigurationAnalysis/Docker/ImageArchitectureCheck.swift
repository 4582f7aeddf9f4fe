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
        guard let dockerfile = source.dockerfile else { return source.kind == .apptainer ? base(in: source) : [] }
        let bases = dockerfile.stages.compactMap { stage -> Finding? in
            guard !stage.hasTwin, !stage.isOnStage, ImageName.isForX86(stage.image.text) else { return nil }
            // "distribtest/python_x86/Dockerfile" says that it is for x86.
            let isMeant = ArchitectureWords.namesX86(FileName(path: source.text.path).folder)
            return Finding(
                rule, in: source.text, at: stage.image.offset,
                severity: isMeant ? .note : stage.isShipped && !stage.isChosenByArgument ? .blocker : .warning,
                message: "the base image \(stage.image.text) is for x86 by its name")
        }
        return bases + copies(in: dockerfile, source)
    }

    /// `From: amd64/ubuntu:22.04` of an Apptainer definition.
    private func base(in source: PassageSource) -> [Finding] {
        source.code.indices(of: "\nFrom:", in: 0..<source.code.count).compactMap { place in
            let line = source.line(at: place + 1)
            let image = source.code.text(source.code.trimmed((place + 6)..<max(place + 6, line.upperBound)))
            guard ImageName.isForX86(image) else { return nil }
            return Finding(
                rule, in: source.text, at: place + 1, message: "the base image \(image) is for x86 by its name")
        }
    }

    /// `COPY --from=amd64/alpine /bin/tool /bin/`.
    private func copies(in dockerfile: Dockerfile, _ source: PassageSource) -> [Finding] {
        dockerfile.instructions.compactMap { instruction in
            guard instruction.keyword == "COPY" else { return nil }
            let words = Dockerfile.words(instruction.arguments, in: dockerfile.code)
            guard let word = words.first(where: { $0.text.hasPrefix("--from=") }) else { return nil }
            let name = String(word.text.dropFirst(7))
            let isStage = dockerfile.stages.contains { $0.name == name.lowercased() }
            guard !isStage, ImageName.isForX86(name) else { return nil }
            let isProgram = words.contains { word in ["/bin/", "/sbin/", "/lib"].contains { word.text.contains($0) } }
            let needsARM64 = instruction.stage.map { dockerfile.stages[$0].needsARM64 } ?? false
            return Finding(
                rule, in: source.text, at: word.offset, severity: isProgram && needsARM64 ? .blocker : .warning,
                message: "files are copied from \(name), which is for x86 by its name")
        }
    }
}
