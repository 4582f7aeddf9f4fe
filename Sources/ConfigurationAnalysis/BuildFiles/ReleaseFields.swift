import Reporting
import ScanModel

/// Lines by which a release says for which architectures it is made.
enum ReleaseFields {
    private static func declaration(_ place: Int, _ message: String) -> PackagingDeclaration {
        PackagingDeclaration(PackagingRules.release, at: place, .warning, message)
    }

    static func goreleaser(_ lines: PackagingLines) -> [PackagingDeclaration] {
        // A build beside it may be the one for arm64.
        let code = lines.code
        let hasBuild = lines.lines.contains { line in
            ["goarch:", "- goarch:", "targets:"].contains {
                lines.items(under: line, $0).map { ArchitectureWords.namesARM64($0) } ?? false
            }
        }
        if hasBuild, let place = imagesForX86(lines) {
            return [
                PackagingDeclaration(
                    PackagingRules.release, at: place, .note, "programs are released for both, images for x86 only")
            ]
        }
        guard !hasBuild, !code.containsAny(["linux_arm64", "linux/arm64"], in: 0..<code.count) else { return [] }
        return lines.lines.compactMap { line in
            for key in ["goarch:", "targets:"] {
                guard let value = lines.items(under: line, key), PackageFields.isX86Only(value) else { continue }
                return declaration(line.place, "programs are released for x86 only")
            }
            return nil
        }
    }

    /// Where the first of the images is that are all for x86.
    private static func imagesForX86(_ lines: PackagingLines) -> Int? {
        guard let start = lines.lines.first(where: { $0.indent == 0 && $0.text.hasPrefix("dockers:") }) else {
            return nil
        }
        let below = lines.lines[(start.index + 1)...].prefix {
            $0.text.isEmpty || $0.indent > 0 || $0.text.hasPrefix("-")
        }
        let entries = below.filter { $0.text.contains("goarch:") || $0.text.contains("platform=") }
        let first = below.first { $0.text.hasPrefix("goarch:") || $0.text.hasPrefix("- goarch:") }
        return entries.contains { ArchitectureWords.namesARM64($0.text) || $0.text.contains("{{") } ? nil : first?.place
    }

    /// `archs = ["x86_64"]` of `[tool.cibuildwheel.linux]`.
    static func cibuildwheel(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard lines.code.contains("tool.cibuildwheel", in: 0..<lines.code.count) else { return [] }
        var isLinux = false
        return lines.lines.compactMap { line in
            if line.text.hasPrefix("[") {
                isLinux = line.text.hasPrefix("[tool.cibuildwheel]") || line.text.hasPrefix("[tool.cibuildwheel.linux]")
            }
            guard isLinux, let value = lines.value(of: line, "archs ="), PackageFields.isX86Only(value) else {
                return nil
            }
            return PackagingDeclaration(PackagingRules.release, at: line.place, .note, "wheels are made for x86 only")
        }
    }

    /// `arch: amd64`; with a variable in its place the same file serves all.
    static func nfpm(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lines.lines.compactMap { line in
            guard line.indent == 0, let value = lines.value(of: line, "arch:"), PackageFields.isX86Only(value) else {
                return nil
            }
            return declaration(line.place, "the package is made for x86 only")
        }
    }

    /// `"targets": ["node18-linux-x64"]` of pkg, and the architectures of electron-builder.
    static func npm(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        guard !code.containsAny(["linux-arm64", "linuxstatic-arm64", "\"arm64\""], in: 0..<code.count) else {
            return []
        }
        return linuxTargets(lines)
            + lines.lines.compactMap { line in
                if line.text.contains("node"), line.text.contains("linux-x64") || line.text.contains("linuxstatic-x64"),
                    line.text.contains("pkg") || line.text.hasPrefix("\"node")
                        || line.text.contains("targets")
                {
                    return declaration(line.place, "the program is packed for x86 only")
                }
                let isElectron = line.text.contains("electron-builder") && line.text.contains("--x64")
                return isElectron && line.text.contains("linux")
                    ? declaration(line.place, "the application is packed for x86 only") : nil
            }
    }

    /// `"linux": {"target": [{"target": "AppImage", "arch": ["x64"]}]}` of electron-builder.
    private static func linuxTargets(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        let fields = BracketedField.all(named: "\"linux\"", opening: "{", after: ":", in: code, longest: 4096)
        return fields.prefix(4).compactMap { field in
            guard code.contains("\"target\"", in: field.value),
                let arch = code.firstIndex(of: "\"arch\"", in: field.value)
            else { return nil }
            let end =
                code[arch..<field.value.upperBound].firstIndex { "]}".utf8.contains($0) } ?? field.value.upperBound
            return PackageFields.isX86Only(code.text((arch + 6)..<end))
                ? declaration(arch, "the application is packed for x86 only") : nil
        }
    }

    static func electron(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard !ArchitectureWords.namesARM64(lines.code.text(0..<lines.code.count)) else { return [] }
        var isLinux = false
        return lines.lines.compactMap { line in
            if line.indent == 0, !line.text.isEmpty { isLinux = line.text.hasPrefix("linux") }
            guard isLinux else { return nil }
            for key in ["arch:", "- arch:", "\"arch\":"] {
                guard let value = lines.items(under: line, key), PackageFields.isX86Only(value) else { continue }
                return declaration(line.place, "the application is packed for x86 only")
            }
            return nil
        }
    }

    /// `<platform><architecture>amd64</architecture>…`, `architecture = "amd64"`.
    static func jib(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        guard code.contains("jib", in: 0..<code.count) else { return [] }
        let xml = CommentBlanking.xml(code)
        return [
            "<architecture>amd64</architecture>", "architecture = \"amd64\"", "architecture = 'amd64'",
            "architecture.set(\"amd64\")",
        ]
        .flatMap { xml.indices(of: $0, in: 0..<xml.count) }.sorted().compactMap { place in
            let window = lines.text.window(around: place, before: 12, after: 12)
            guard !ArchitectureWords.namesARM64(xml.text(window)) else { return nil }
            return declaration(place, "the image is made for x86 only")
        }
    }

    private static let imagePlatforms = [
        "<imagePlatform>linux/amd64</imagePlatform>", "imagePlatform = \"linux/amd64\"",
        "imagePlatform = 'linux/amd64'", "imagePlatform.set(\"linux/amd64\")",
    ]

    /// `<imagePlatform>linux/amd64</imagePlatform>` of Spring Boot's plugins, which build with buildpacks.
    static func buildpackImage(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let xml = CommentBlanking.xml(lines.code)
        return imagePlatforms.flatMap { xml.indices(of: $0, in: 0..<xml.count) }.sorted()
            .map { declaration($0, "the image is made for x86 only") }
    }

    /// `cargo build --target x86_64-unknown-linux-musl`, where nothing is compiled for arm64.
    private static func isCompiled(_ text: String, _ lines: PackagingLines) -> Bool {
        guard text.hasPrefix("cargo ") || text.hasPrefix("cross "), text.contains(" build"),
            ["--target x86_64-unknown-linux", "--target=x86_64-unknown-linux"].contains(where: { text.contains($0) })
        else { return false }
        return !ArchitectureWords.namesARM64(lines.code.text(0..<lines.code.count))
    }

    /// One of them stands in each line that is told of.
    private static let toolWords = [
        "ARCH=x86_64", "-arch=x86_64", "-arch x86_64", "-linux-x64", "x86_64-unknown-linux", "fpm ",
    ]

    private static let fpmOptions: Set<String> = ["-a", "--architecture"]
    private static let fpmValues: Set<String> = ["amd64", "x86_64", "i386"]

    /// `fpm -s dir -t deb -a amd64 …`: over lines that a backslash joins.
    private static func isPackedByFPM(_ line: PackagingLines.Line, _ lines: PackagingLines) -> Bool {
        guard line.text.hasPrefix("fpm ") || line.text.contains(" fpm ") else { return false }
        var words: [Substring] = []
        for part in lines.lines[line.index...].prefix(24) {
            words += part.text.split { " \t\"'".contains($0) }
            guard part.text.hasSuffix("\\") else { break }
        }
        let isForX86 = zip(words, words.dropFirst()).contains {
            fpmOptions.contains(String($0)) && fpmValues.contains(String($1))
        }
        return isForX86 && !ArchitectureWords.namesARM64(lines.code.text(0..<lines.code.count))
    }

    /// `ARCH=x86_64 appimagetool …`, `flatpak-builder --arch=x86_64`, `pkg -t node18-linux-x64`, `fpm -a amd64`.
    static func tools(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard lines.code.containsAny(toolWords, in: 0..<lines.code.count) else { return [] }
        return lines.lines.compactMap { line in
            let text = line.text
            let isAppImage = text.contains("appimagetool") && text.contains("ARCH=x86_64")
            let isFlatpak =
                text.contains("flatpak") && (text.contains("--arch=x86_64") || text.contains("--arch x86_64"))
            let isPacked = text.contains("pkg ") && text.contains("-linux-x64") && !text.contains("arm64")
            if isAppImage || isFlatpak || isPacked {
                return declaration(line.place, "the application is packed for x86 only")
            }
            if isPackedByFPM(line, lines) { return declaration(line.place, "the package is made for x86 only") }
            return isCompiled(text, lines) ? declaration(line.place, "the program is compiled for x86 only") : nil
        }
    }
}
