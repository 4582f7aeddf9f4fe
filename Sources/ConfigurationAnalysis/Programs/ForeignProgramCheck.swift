import Reporting
import ScanModel

/// Programs of the build context that are for x86 by their name: `COPY ./bin/app-linux-amd64 /app`.
struct ForeignProgramCheck: PassageCheck {
    let rule = Rule(
        id: "x86-program", title: "a program for x86 is put into an image", area: .deployment, severity: .warning,
        effort: .hours,
        why: "The program is for x86 by its name and is put into the image for arm64 as it is.",
        remedy: "build it for both architectures and copy the one for $TARGETARCH",
        before: "COPY bin/app-linux-amd64 /app", after: "ARG TARGETARCH\nCOPY bin/app-linux-$TARGETARCH /app",
        reference: "https://docs.docker.com/build/building/variables/")

    private static let notPrograms = [
        ".list", ".conf", ".yml", ".yaml", ".json", ".txt", ".md", ".sources", ".cfg", ".sh", ".toml", ".lock", ".repo",
    ]

    /// Programs of util-linux, on arm64 too.
    private static let wrappers: Set<String> = ["linux32", "linux64"]

    func findings(in source: PassageSource) -> [Finding] {
        source.passages.compactMap { passage in
            guard let keyword = passage.keyword, ["COPY", "ADD", "CMD", "ENTRYPOINT"].contains(keyword) else {
                return nil
            }
            let words = source.words(in: passage).filter { !$0.text.hasPrefix("--") }
            // The last word of a COPY is where it goes to.
            let isCopy = keyword == "COPY" || keyword == "ADD"
            let named = isCopy ? words.dropLast() : words.prefix(1)
            guard let word = named.first(where: { isProgram($0.text) }), isCopy || !Self.wrappers.contains(word.text),
                !source.choosesArchitecture(at: word.offset, in: passage)
            else { return nil }
            let isRust = word.text.contains("x86_64-unknown-linux")
            return Finding(
                rule, in: source.text, at: word.offset, severity: isRust ? passage.severity : .warning,
                message: "\(word.text) is for x86 by its name")
        }
    }

    private func isProgram(_ path: String) -> Bool {
        guard !path.contains("://"), !path.contains("$"), !path.contains("x86_64-linux-gnu"),
            !path.contains("ld-linux"), !path.contains("/jvm/")
        else { return false }
        let small = path.lowercased()
        return ArchitectureWords.namesX86(path) && !ArchitectureWords.namesOtherSystem(path)
            && !ArchitectureWords.namesARM64(path) && !Self.notPrograms.contains { small.hasSuffix($0) }
            && ![".deb", ".rpm", ".whl", ".apk"].contains { small.hasSuffix($0) }
    }
}
