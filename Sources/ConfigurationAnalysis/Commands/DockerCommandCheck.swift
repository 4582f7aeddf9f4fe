import Reporting
import ScanModel

/// `docker build --platform linux/amd64`, `DOCKER_DEFAULT_PLATFORM=linux/amd64`.
struct DockerCommandCheck: PassageCheck {
    let rule = Rule(
        id: "docker-platform", title: "images made or run for x86 only", area: .deployment, severity: .warning,
        effort: .minutes,
        why: "With this platform the image is for x86 whatever machine it is made on, and has nothing for arm64.",
        remedy: "build for both: --platform linux/amd64,linux/arm64",
        before: "docker buildx build --platform linux/amd64 -t app --push .",
        after: "docker buildx build --platform linux/amd64,linux/arm64 -t app --push .",
        reference: "https://docs.docker.com/build/building/multi-platform/")

    private static let tools = [
        "docker", "buildx", "podman", "nerdctl", "buildah", "kaniko", "executor", "ko ", "pack ", "skaffold", "finch",
        "runArgs", "FROM ",
    ]
    private static let marks = [
        "--platform", "--custom-platform", "--customPlatform", "DOCKER_DEFAULT_PLATFORM", "BUILDPLATFORM", "--arch",
        "platform=",
    ]

    private static let search = LiteralSet(marks)

    func findings(in source: PassageSource) -> [Finding] {
        guard Self.search.occurs(in: source.code) else { return [] }
        guard source.dockerfile == nil || source.kind != .dockerfile else { return defaults(in: source) }
        let forARM64 = source.kind == .makefile && makesImagesForARM64(source)
        return source.passages.flatMap { passage in
            Self.marks.flatMap { mark in
                source.code.indices(of: mark, in: passage.range).compactMap {
                    finding(at: $0, mark, source, passage, forARM64)
                }
            }
        }
    }

    /// In a Dockerfile `--platform` is an instruction's own flag.
    private func defaults(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            source.code.indices(of: "DOCKER_DEFAULT_PLATFORM", in: passage.range).compactMap {
                finding(at: $0, "DOCKER_DEFAULT_PLATFORM", source, passage, false)
            }
        }
    }

    private func finding(
        at offset: Int, _ mark: String, _ source: PassageSource, _ passage: PassageSource.Passage, _ forARM64: Bool
    ) -> Finding? {
        let line = source.line(at: offset)
        let end = offset + mark.utf8.count
        guard end < line.upperBound, " =:\"',".utf8.contains(source.code[end]),
            offset == 0 || !"$-_".utf8.contains(source.code[offset - 1])
        else { return nil }
        let rest = source.code[end..<line.upperBound].drop { " =:\"',".utf8.contains($0) }
        let value = String(decoding: rest.prefix { !$0.isASCIISpace && !"\"'])};".utf8.contains($0) }, as: UTF8.self)
        let platforms = value.split(separator: ",").map { $0.lowercased() }
        let forX86 = [
            "linux/amd64", "linux/x86_64", "linux/386", "amd64", "linux/amd64/v2", "linux/amd64/v3", "x86_64",
        ]
        guard !platforms.isEmpty, platforms.allSatisfy({ forX86.contains($0) }),
            mark != "--arch" || source.code.containsAny(["buildah", "podman"], in: line),
            mark.hasPrefix("DOCKER") || platforms.allSatisfy({ $0.contains("/") }) || mark == "--arch",
            mark.hasPrefix("DOCKER") || isContainerCommand(around: offset, source),
            !source.isTold(at: offset), !isChosen(offset, source, passage, forARM64)
        else { return nil }
        return Finding(
            rule, in: source.text, at: offset, severity: .warning,
            message: "images are made or run for \(value) only")
    }

    /// A recipe of a makefile is a matter of its own, unless another one makes images for arm64.
    private func isChosen(
        _ offset: Int, _ source: PassageSource, _ passage: PassageSource.Passage, _ forARM64: Bool
    ) -> Bool {
        guard !forARM64, let recipe = Neighbourhood(source).recipe(around: offset) else {
            return source.choosesArchitecture(at: offset, in: passage)
        }
        return ArchitectureChoice(code: source.code, text: source.text).stands(at: offset, within: recipe)
    }

    /// Asked once for a file, which may have many such commands.
    private func makesImagesForARM64(_ source: PassageSource) -> Bool {
        ["arm64", "aarch64"].contains { word in
            source.code.indices(of: word, in: 0..<source.code.count).contains { place in
                source.code.has("linux/", at: place - 6)
                    || source.code.containsAny(
                        ["docker", "DOCKER", "latform", "PLATFORM", "mage"], in: source.line(at: place))
            }
        }
    }

    /// The command may have begun some lines before.
    private func isContainerCommand(around offset: Int, _ source: PassageSource) -> Bool {
        source.code.containsAny(Self.tools, in: source.text.window(around: offset, before: 6, after: 1))
    }
}
