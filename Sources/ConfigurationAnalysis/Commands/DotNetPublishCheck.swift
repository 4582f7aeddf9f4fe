import Reporting
import ScanModel

/// `dotnet publish -r linux-x64`: a .NET program that is made for x86, wherever it is built.
struct DotNetPublishCheck: PassageCheck {
    let rule = Rule(
        id: "dotnet-publish", title: "a .NET program published for x86 only", area: .build, severity: .warning,
        effort: .minutes,
        why: "With this runtime identifier the program is made for x86, also where the build runs on arm64.",
        remedy: "leave -r out, or take it from the target: -a $TARGETARCH",
        before: "RUN dotnet publish -c Release -r linux-x64 -o /out",
        after: "ARG TARGETARCH\nRUN dotnet publish -c Release -a $TARGETARCH -o /out",
        reference: "https://learn.microsoft.com/dotnet/core/docker/container-images")

    private static let runtimes = ["linux-x64", "linux-musl-x64", "alpine-x64", "ubuntu-x64", "debian-x64", "rhel-x64"]
    private static let marks = ["-r ", "--runtime ", "--runtime=", "-r=", "RuntimeIdentifier="]

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.flatMap { passage in
            source.code.indices(of: "dotnet ", in: passage.range).compactMap { offset in
                let end = source.code[offset..<passage.range.upperBound].prefix(SourceText.reach)
                    .firstIndex { "\n;&|".utf8.contains($0) }
                let command = offset..<(end ?? min(passage.range.upperBound, offset + SourceText.reach))
                guard source.code.containsAny(["publish", "build"], in: command),
                    let place = Self.marks.lazy.flatMap({ source.code.indices(of: $0, in: command) }).first(where: {
                        names($0, source, command)
                    }),
                    !source.isTold(at: place), !source.choosesArchitecture(at: place, in: passage)
                else { return nil }
                return Finding(
                    rule, in: source.text, at: place, severity: passage.severity,
                    message: "the .NET program is made for x86 only")
            }
        }
    }

    private func names(_ place: Int, _ source: PassageSource, _ command: Range<Int>) -> Bool {
        let value = source.code[place..<command.upperBound].drop { !" =".utf8.contains($0) }.drop {
            " =\"'".utf8.contains($0)
        }
        return Self.runtimes.contains { value.starts(with: $0.utf8) }
    }
}
