import Reporting
import ScanModel

/// `dotnet publish -r linux-x64`: a program, or a runtime beside it, for x86.
struct DotNetPublishCheck: PassageCheck {
    let rule = Rule(
        id: "dotnet-publish", title: "a .NET program that is published for x86 only", area: .build, severity: .blocker,
        effort: .minutes,
        why:
            "A runtime identifier makes `dotnet publish` write a program, and with --self-contained a whole runtime, for"
            + " that processor.",
        remedy: "leave the runtime identifier out, or choose it: linux-x64 and linux-arm64",
        before: "RUN dotnet publish -c Release -r linux-x64 --self-contained -o /out",
        after: "ARG TARGETARCH\nRUN dotnet publish -c Release -a $TARGETARCH --self-contained -o /out",
        reference: "https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-publish")

    private static let commands = ["dotnet publish", "dotnet build", "dotnet msbuild"]
    private static let options = ["-r", "--runtime", "--arch", "-a"]
    private static let properties = [
        "-p:RuntimeIdentifier=", "/p:RuntimeIdentifier=", "--runtime=", "--property:RuntimeIdentifier=",
    ]
    /// What makes the result useless without the processor that it is for.
    private static let selfContained = [
        "--self-contained", "--sc", "PublishSingleFile=true", "PublishAot=true", "SelfContained=true",
    ]

    func findings(in source: PassageSource) -> [Finding] {
        // Published for both, one after the other.
        guard !ArchitectureChoice.namesARM64(source.code) else { return [] }
        return source.passages.flatMap { passage -> [Finding] in
            guard passage.keyword == nil || passage.keyword == "RUN" else { return [] }
            let starts = Self.commands.flatMap { source.code.indices(of: $0, in: passage.range) }.sorted()
            return starts.compactMap { start in
                let range = command(at: start, in: passage, source)
                guard let identifier = identifier(in: range, source), !source.isTold(at: start),
                    !source.choosesArchitecture(at: identifier.offset, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: identifier.offset, severity: severity(range, passage, source),
                    message: "the program is published for \(identifier.text) only")
            }
        }
    }

    /// Up to the end of the command, over lines that a backslash joins.
    private func command(at start: Int, in passage: PassageSource.Passage, _ source: PassageSource) -> Range<Int> {
        let near = source.text.near(start, in: passage.range)
        var end = start
        while end < near.upperBound {
            let byte = source.code[end]
            let isJoined = end > start && source.code[end - 1] == UInt8(ascii: "\\")
            if ";|&".utf8.contains(byte) || byte == UInt8(ascii: "\n") && !isJoined { break }
            end += 1
        }
        return start..<end
    }

    private func identifier(in range: Range<Int>, _ source: PassageSource) -> Dockerfile.Word? {
        let words = Dockerfile.words(range, in: source.code)
        for (index, word) in words.enumerated() {
            if Self.options.contains(word.text), words.indices.contains(index + 1), isX86Linux(words[index + 1], word) {
                return words[index + 1]
            }
            if let property = Self.properties.first(where: { word.text.hasPrefix($0) }) {
                let value = Dockerfile.Word(
                    text: String(word.text.dropFirst(property.count)), offset: word.offset + property.utf8.count)
                if isX86Linux(value, word) { return value }
            }
        }
        return nil
    }

    /// `linux-x64`, `linux-musl-x64`, `ubuntu.20.04-x64`; behind `-a` the processor stands alone.
    private func isX86Linux(_ word: Dockerfile.Word, _ option: Dockerfile.Word) -> Bool {
        let text = word.text.lowercased().filter { !"\"'".contains($0) }
        if option.text == "-a" || option.text == "--arch" { return text == "x64" || text == "amd64" }
        return (text.hasSuffix("-x64") || text.hasSuffix("-x86"))
            && !["win", "osx", "ios", "android", "browser", "maccatalyst"].contains { text.hasPrefix($0) }
    }

    private func severity(
        _ command: Range<Int>, _ passage: PassageSource.Passage, _ source: PassageSource
    ) -> Severity {
        // Pipelines choose their machines; a script may be one of several; a Dockerfile is what runs.
        if source.isPipeline { return .note }
        guard let dockerfile = source.dockerfile else { return .warning }
        let text = String(decoding: source.code[command], as: UTF8.self)
        let isPortable = [
            "--self-contained false", "--self-contained=false", "--no-self-contained", "SelfContained=false",
        ]
        .contains { text.contains($0) }
        if !isPortable, Self.selfContained.contains(where: { text.contains($0) }) { return passage.severity }
        // Without the runtime in it, the assemblies still run where `dotnet` starts them.
        let starts = dockerfile.instructions.filter { ["CMD", "ENTRYPOINT"].contains($0.keyword) }.flatMap {
            Dockerfile.words($0.arguments, in: dockerfile.code).prefix(1)
        }
        let isStartedByRuntime = starts.contains { $0.text.filter { !"[\"',".contains($0) } == "dotnet" }
        return isStartedByRuntime ? .warning : passage.severity
    }
}
