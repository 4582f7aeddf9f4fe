import Reporting
import ScanModel

/// Packages for x86 that are installed by name: `libc6:i386`, `gcc-multilib`, `tool_1.2_amd64.deb`, `glibc.i686`.
struct ForeignPackageCheck: PassageCheck {
    let rule = Rule(
        id: "package-architecture", title: "a package for x86 only", area: .deployment, severity: .blocker,
        effort: .minutes,
        why: "This package is made for x86: on arm64 it is not found, or what it holds does not run.",
        remedy: "install the package without its architecture, or one for arm64; leave 32-bit x86 libraries out",
        before: "RUN dpkg --add-architecture i386 && apt-get install -y libc6:i386",
        after: "RUN apt-get install -y libc6", reference: "https://wiki.debian.org/Multiarch/HOWTO")

    private static let fileEndings = [
        "_amd64.deb", "-amd64.deb", "_x86_64.deb", "-x86_64.deb", "_i386.deb", ".x86_64.rpm", ".i686.rpm", ".i386.rpm",
        "-x86_64.rpm", "_x86_64.rpm", "-amd64.rpm", "_amd64.rpm", "x86_64.whl", "_amd64.whl", "i686.whl", "_x86_64.apk",
        "-x86_64.appimage",
    ]
    private static let installers = [
        "apt-get", "apt ", "aptitude", "yum", "dnf", "microdnf", "zypper", "apk ", "tdnf", "rpm ",
    ]
    private static let nodeTools = ["npm", "yarn", "pnpm", "node", "prebuild", "electron", "npx"]

    func findings(in source: PassageSource) -> [Finding] {
        guard source.kind != .mavenProject, source.kind != .gradle else { return [] }
        return source.passages.flatMap { passage in
            lazy var fetched = Set(Address.all(in: source.code, passage.range).map { String($0.fileName) })
            var lines: Set<Int> = []
            return PackageWords.ranges(in: passage.range, source.code).compactMap { range -> Finding? in
                let word = Dockerfile.Word(text: source.code.text(range), offset: range.lowerBound)
                guard let message = message(word, range, source, passage), !fetched.contains(word.text),
                    !source.isTold(at: word.offset), !source.choosesArchitecture(at: word.offset, in: passage),
                    // One for each line: what stands beside is mended with it.
                    lines.insert(source.text.line(at: word.offset)).inserted
                else { return nil }
                return Finding(
                    rule, in: source.text, at: word.offset, severity: severity(word, source, passage), message: message)
            }
        }
    }

    private func severity(
        _ word: Dockerfile.Word, _ source: PassageSource, _ passage: PassageSource.Passage
    ) -> Severity {
        // A runner is for x86, and 32-bit tests are meant for it.
        // What is put together for another machine is no matter of the runner.
        if source.isPipeline {
            return word.text.contains("manylinux") && !word.text.hasSuffix(".whl") ? .warning : .note
        }
        // "Dockerfile.android" is an image of tools for another system; what is copied or listed is made by the script.
        if ArchitectureWords.namesOtherSystem(source.text.path) || isHandledOnly(word, source, passage) { return .note }
        return word.text.hasPrefix("--") && !word.text.hasPrefix("--add") || word.text.hasPrefix("npm_config")
            || passage.keyword == "COPY"
            ? .warning : passage.severity
    }

    private static let handlers = ["cp", "mv", "ln", "rm", "echo", "printf", "md5sum", "sha256sum", "gpg"]

    /// Whether a file's name is the argument of a command that neither fetches nor installs it.
    private func isHandledOnly(
        _ word: Dockerfile.Word, _ source: PassageSource, _ passage: PassageSource.Passage
    ) -> Bool {
        guard source.dockerfile == nil, !word.text.hasPrefix("-") else { return false }
        let command = source.code.text(source.commandBefore(word.offset, in: passage))
        return command.split { " \t`$(".contains($0) }.first.map { Self.handlers.contains(String($0)) } ?? false
    }

    private func message(
        _ word: Dockerfile.Word, _ range: Range<Int>, _ source: PassageSource, _ passage: PassageSource.Passage
    ) -> String? {
        let text = word.text
        if text == PackageWords.foreignArchitecture {
            let next = PackageWords.next(behind: range.upperBound, in: passage.range, source.code)
            let name = source.code.text(next)
            guard name == "i386" || name == "amd64" else { return nil }
            return "packages for \(name) are made installable; their programs do not run on arm64"
        }
        let lower = text.lowercased()
        if lower.hasSuffix("deb") || lower.hasSuffix("rpm") || lower.hasSuffix("whl") || lower.hasSuffix("apk")
            || lower.hasSuffix("appimage"), Self.fileEndings.contains(where: { lower.hasSuffix($0) }),
            !text.contains("://"), !text.contains("*")
        {
            return "the package \(text.split(separator: "/").last ?? "") is for x86"
        }
        if let name = systemPackage(text) {
            let command = source.commandBefore(word.offset, in: passage)
            let installs = source.code.containsAny(["install", "apk add"], in: command)
            return installs && source.code.containsAny(Self.installers, in: command)
                ? "the package \(name) does not exist for arm64" : nil
        }
        return flag(text, word.offset, source, passage)
    }

    private static let packageEndings = [":i386", ":amd64", ".x86_64", ".i686", ".i386", "(x86-64)"]

    private func systemPackage(_ text: String) -> String? {
        let name = Substring(text.utf8.prefix { $0 != UInt8(ascii: "=") })
        if PackageWords.debianNames.contains(String(name)) { return String(name) }
        if name.hasPrefix("lib32"), name.count > 5, !name.contains("/") { return String(name) }
        // The last bytes of all endings.
        guard let last = name.utf8.last, "46)".utf8.contains(last) else { return nil }
        return Self.packageEndings.contains { name.hasSuffix($0) } && !name.contains("/") ? String(name) : nil
    }

    private static let nodeFlags: Set<String> = [
        "--arch=x64", "--cpu=x64", "--target_arch=x64", "--arch=ia32", "--target-arch=x64",
    ]
    private static let settings: Set<String> = [
        "npm_config_arch=x64", "npm_config_target_arch=x64", "CONDA_SUBDIR=linux-64", "--platform=linux-64",
    ]

    /// Flags that make a package manager take what is for x86.
    private func flag(
        _ text: String, _ offset: Int, _ source: PassageSource, _ passage: PassageSource.Passage
    ) -> String? {
        if Self.settings.contains(text) { return "packages are taken for x86 by \(text)" }
        let isForNode = Self.nodeFlags.contains(text)
        let isWheel = text.contains("manylinux") && text.hasSuffix("x86_64")
        guard isForNode || isWheel || text == "linux-64" else { return nil }
        let command = source.commandBefore(offset, in: passage)
        if isForNode {
            return source.code.containsAny(Self.nodeTools, in: command)
                ? "native modules are taken for x86 by \(text)" : nil
        }
        guard text.hasPrefix("--platform") || source.code.contains("--platform", in: command) else { return nil }
        return "packages are taken for x86 by the platform \(text)"
    }
}
