import Reporting
import ScanModel

/// Lines by which a package says for which architectures it is.
enum PackageFields {
    static func isX86Only(_ value: String) -> Bool {
        ArchitectureWords.namesX86(value) && !ArchitectureWords.namesARM64(value) && !value.contains("$")
    }

    private static func declaration(
        _ line: PackagingLines.Line, _ severity: Severity = .blocker, _ message: String? = nil
    ) -> PackagingDeclaration {
        PackagingDeclaration(
            PackagingRules.package, at: line.place, severity, message ?? "the package is declared for x86 only")
    }

    static func rpm(_ lines: PackagingLines) -> [PackagingDeclaration] {
        var depth = 0
        return lines.lines.compactMap { line in
            // What is under a condition may be for one distribution.
            if line.text.hasPrefix("%if") { depth += 1 }
            if line.text.hasPrefix("%endif") { depth -= 1 }
            let severity: Severity = depth > 0 ? .warning : .blocker
            for key in ["ExclusiveArch:", "BuildArch:", "BuildArchitectures:"] {
                guard let value = lines.value(of: line, key) else { continue }
                // "%{ix86} x86_64", and macros that stand for more.
                let isKnown = !value.contains("%{") || value.contains("%{ix86}") && !value.contains("arches}")
                return isX86Only(value) && isKnown && !value.contains("arm") ? declaration(line, severity) : nil
            }
            if let value = lines.value(of: line, "ExcludeArch:"), ArchitectureWords.namesARM64(value) {
                return declaration(line, severity, "the package is left out on arm64")
            }
            return nil
        }
    }

    static func debian(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let fields = lines.lines.compactMap { line -> (line: PackagingLines.Line, value: String)? in
            guard let first = lines.value(of: line, "Architecture:"), line.indent == 0 else { return nil }
            let folded = lines.lines[(line.index + 1)...].prefix(16).prefix { $0.indent > 0 && !$0.text.isEmpty }
            return (line, ([first] + folded.map { $0.text }).joined(separator: " "))
        }
        func names(_ value: String, _ architectures: [String]) -> Bool {
            value.split(separator: " ").contains { architectures.contains(String($0)) }
        }
        let forARM64 = ["any", "linux-any", "arm64", "any-arm64"]
        let forX86 = fields.filter { !names($0.value, forARM64 + ["all"]) && isX86Only($0.value) }
        guard fields.contains(where: { names($0.value, forARM64) }) else { return forX86.map { declaration($0.line) } }
        // A tool that makes sense on x86 alone, beside packages for all.
        return forX86.map { field in
            declaration(field.line, .note, "one of the packages is for x86 only; others are made for arm64")
        }
    }

    static func snapcraft(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lists(lines, ["architectures:", "platforms:"], .blocker).filter { $0.line.indent == 0 }.map { $0.declaration }
    }

    /// `archs:` of apko's images, `target-architecture:` of melange's packages.
    static func apko(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lists(lines, ["archs:", "target-architecture:"], .warning).map { $0.declaration }
    }

    /// Lists of YAML that name nothing but x86.
    private static func lists(
        _ lines: PackagingLines, _ keys: [String], _ severity: Severity
    ) -> [(line: PackagingLines.Line, declaration: PackagingDeclaration)] {
        lines.lines.compactMap { line in
            guard let value = keys.lazy.compactMap({ lines.items(under: line, $0) }).first, isX86Only(value) else {
                return nil
            }
            return (line, declaration(line, severity))
        }
    }

    /// `arch=('x86_64')` of Arch Linux, `arch="x86_64"` of Alpine.
    static func list(_ lines: PackagingLines, key: String, severity: Severity) -> [PackagingDeclaration] {
        lines.lines.compactMap { line in
            guard line.indent == 0, let value = lines.value(of: line, key) else { return nil }
            return isX86Only(value) ? declaration(line, severity) : nil
        }
    }

    /// `system = "x86_64-linux"`; where another system is named the program is for more.
    static func nix(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let whole = lines.code
        guard !whole.containsAny(["aarch64-linux", "eachDefaultSystem", "allSystems"], in: 0..<whole.count) else {
            return []
        }
        return lines.lines.compactMap { line in
            // "packages.x86_64-linux.default = …" of a flake.
            let isOutput = ["packages.", "devShells.", "apps.", "defaultPackage."].contains {
                line.text.hasPrefix($0 + "x86_64-linux")
            }
            if isOutput { return declaration(line, .note, "the flake has nothing for arm64") }
            guard line.text.contains("\"x86_64-linux\"") else { return nil }
            let isSet = ["system =", "systems =", "platforms =", "system=", "systems=", "hostPlatform ="].contains {
                line.text.contains($0)
            }
            return isSet ? declaration(line, .warning) : nil
        }
    }

    /// `"cpu": ["x64"]` of a package.
    static func npm(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        return list(named: "\"cpu\"", after: ":", code, longest: 512).prefix(8).compactMap { field in
            let value = code.text(field.value)
            guard isTopLevel(field.place, code), isX86Only(value), !value.contains("!"), !isForOtherSystem(code) else {
                return nil
            }
            return PackagingDeclaration(
                PackagingRules.package, at: field.place, .blocker, "npm refuses to install the package on arm64")
        }
    }

    private static func list(
        named name: String, after sign: Unicode.Scalar, _ code: [UInt8], longest: Int
    ) -> [BracketedField] {
        BracketedField.all(named: name, opening: "[", after: sign, in: code, longest: longest)
    }

    /// `"os": ["darwin"]`: a package that is not for Linux at all.
    private static func isForOtherSystem(_ code: [UInt8]) -> Bool {
        guard let field = list(named: "\"os\"", after: ":", code, longest: 512).first else {
            return ArchitectureWords.namesOtherSystem(nameOfPackage(code))
        }
        return !code.contains("linux", in: field.value) && !code.contains("!", in: field.value)
    }

    /// A package for one platform has siblings: "@scope/pkg-linux-x64".
    private static func nameOfPackage(_ code: [UInt8]) -> String {
        guard let place = code.firstIndex(of: "\"name\"", in: 0..<min(code.count, SourceText.reach)) else { return "" }
        return code.text(place..<(code[place...].firstIndex { "\n,".utf8.contains($0) } ?? code.count))
    }

    private static func isTopLevel(_ place: Int, _ code: [UInt8]) -> Bool {
        // Only the package itself has it at the first level.
        let before = code[..<place]
        let opened = before.count { $0 == UInt8(ascii: "{") }
        let closed = before.count { $0 == UInt8(ascii: "}") }
        return opened - closed == 1 && !ArchitectureWords.namesX86(nameOfPackage(code))
    }

    /// `<requireOS><arch>amd64</arch></requireOS>` of Maven's enforcer plugin.
    static func enforcedArchitecture(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let xml = CommentBlanking.xml(lines.code)
        return xml.indices(of: "<requireOS>", in: 0..<xml.count).compactMap { place in
            guard let end = xml.firstIndex(of: "</requireOS>", in: place..<xml.count),
                let arch = xml.firstIndex(of: "<arch>", in: place..<end)
            else { return nil }
            let value = xml[(arch + 6)..<end].prefix { $0 != UInt8(ascii: "<") }
            // "!amd64" is for all others.
            guard ["amd64", "x86_64"].contains(String(decoding: value, as: UTF8.self)) else { return nil }
            return PackagingDeclaration(
                BuildRules.refusal, at: arch, .blocker, "Maven's enforcer ends the build on everything but x86")
        }
    }

    static func vcpkg(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        return code.indices(of: "\"supports\"", in: 0..<code.count).prefix(8).compactMap { place in
            let rest = code[(place + 10)...].drop { $0.isASCIISpace || $0 == UInt8(ascii: ":") }
            guard rest.first == UInt8(ascii: "\"") else { return nil }
            let value = code.text(rest.startIndex..<code.endOfString(at: rest.startIndex, to: code.count))
                .filter { $0 != "\"" }
            guard VcpkgPlatforms.hold(value, on: "arm64") == .no, VcpkgPlatforms.hold(value, on: "x64").isPossible
            else { return nil }
            return PackagingDeclaration(
                PackagingRules.package, at: place, .blocker, "the package is declared for x86 only")
        }
    }

    static func conan(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard !ArchitectureWords.namesX86(lines.text.path) else { return [] }
        return lines.lines.compactMap { line in
            for key in ["arch=", "settings.arch=", "arch_build="] {
                guard let value = lines.value(of: line, key), isX86Only(value) else { continue }
                return PackagingDeclaration(
                    BuildRules.fixedTarget, at: line.place, .warning, "the profile fixes the build to x86")
            }
            return nil
        }
    }

    /// `binaryTargets = ["debian-openssl-3.0.x"]` of Prisma: "native" is the machine's that generates, and others are
    /// for x86 unless they name arm64.
    static func prisma(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        return list(named: "binaryTargets", after: "=", code, longest: 1024).compactMap { field in
            let value = code.text(field.value)
            let isForLinux = ["debian-openssl", "rhel-openssl", "linux-musl", "linux-static"].contains {
                value.contains($0)
            }
            guard isForLinux, !value.contains("native"), !value.contains("arm64"), !value.contains("env(") else {
                return nil
            }
            return PackagingDeclaration(
                PackagingRules.package, at: field.place, .blocker,
                "Prisma's engine is fetched for x86 only, and the client does not start without one")
        }
    }

    /// `depends_on arch: :x86_64` of a formula for Homebrew.
    static func homebrew(_ lines: PackagingLines) -> [PackagingDeclaration] {
        guard !lines.code.containsAny([":arm64", "on_arm"], in: 0..<lines.code.count) else { return [] }
        return lines.lines.compactMap { line in
            let value = lines.value(of: line, "depends_on arch:")
            return value == ":x86_64" || value == ":intel" ? declaration(line) : nil
        }
    }

    /// `plat_name = manylinux2014_x86_64` of `[bdist_wheel]`.
    static func wheelPlatform(_ lines: PackagingLines) -> [PackagingDeclaration] {
        lines.lines.compactMap { line in
            for key in ["plat_name", "plat-name"] {
                guard let value = lines.value(of: line, key), isX86Only(value), value.contains("linux") else {
                    continue
                }
                return PackagingDeclaration(
                    PackagingRules.release, at: line.place, .warning,
                    "the wheel is named for x86 on every machine that builds it")
            }
            return nil
        }
    }

    /// `[[_.targets]] arch = "amd64"` of Cloud Native Buildpacks.
    static func buildpacks(_ lines: PackagingLines) -> [PackagingDeclaration] {
        let code = lines.code
        guard code.contains("targets]]", in: 0..<code.count),
            !ArchitectureWords.namesARM64(code.text(0..<code.count))
        else { return [] }
        return lines.lines.compactMap { line in
            guard let value = lines.value(of: line, "arch"), value.hasPrefix("="), isX86Only(value) else { return nil }
            return PackagingDeclaration(
                PackagingRules.release, at: line.place, .warning, "the image is built for x86 only")
        }
    }
}
