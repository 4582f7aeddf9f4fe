import Reporting
import ScanModel

/// The formats in which packages and releases are declared.
enum PackagingFormat: Sendable {
    case rpmSpec
    case debianControl
    case snapcraft
    case archLinux
    case alpine
    case apko
    case nix
    case npm
    case vcpkg
    case conanProfile
    case goreleaser
    case nfpm
    case pythonWheels
    case electronBuilder
    case jib
    case script
    case prisma
    case homebrew
    case wheelPlatform
    case setupProgram
    case buildpacks
    case npmSettings
    case packageManagerSettings
    case deno
    case quarkus

    /// - Returns: nil for every other file.
    init?(_ file: FileName) {
        guard !file.isPlainSource else { return nil }
        if Self.names.mayContain(file.name), let named = Self.byName[file.name] {
            self = named
        } else if file.name == "control", file.isDirectly(in: "debian") || file.isDirectly(in: "DEBIAN") {
            self = .debianControl
        } else if let other = Self.byEnding(file) {
            self = other
        } else {
            return nil
        }
    }

    private static let byName: [String: PackagingFormat] = [
        "control.in": .debianControl, "snapcraft.yaml": .snapcraft, "snapcraft.yml": .snapcraft,
        "pkgbuild": .archLinux, "apkbuild": .alpine, "apko.yaml": .apko, "melange.yaml": .apko, "package.json": .npm,
        "vcpkg.json": .vcpkg,
        "conanfile.txt": .conanProfile, ".goreleaser.yml": .goreleaser, ".goreleaser.yaml": .goreleaser,
        "goreleaser.yml": .goreleaser, "goreleaser.yaml": .goreleaser, "electron-builder.yml": .electronBuilder,
        "electron-builder.yaml": .electronBuilder, "electron-builder.json": .electronBuilder, "pom.xml": .jib,
        "build.gradle": .jib, "build.gradle.kts": .jib, "makefile": .script,
        "nfpm.yaml": .nfpm, "nfpm.yml": .nfpm, ".nfpm.yaml": .nfpm, ".nfpm.yml": .nfpm,
        "pyproject.toml": .pythonWheels, "setup.cfg": .wheelPlatform,
        "setup.py": .setupProgram, "project.toml": .buildpacks,
        "buildpack.toml": .buildpacks, "justfile": .script,
        ".npmrc": .npmSettings, ".yarnrc.yml": .packageManagerSettings,
        "pnpm-workspace.yaml": .packageManagerSettings, "deno.json": .deno, "deno.jsonc": .deno,
        "application.properties": .quarkus,
    ]
    private static let names = NameSet(byName.keys)

    private static func byEnding(_ file: FileName) -> PackagingFormat? {
        switch file.ending {
        case "spec": .rpmSpec
        case "nix": .nix
        case "sh", "bash": .script
        case "prisma": .prisma
        case "rb" where file.isDirectly(in: "Formula") || file.isDirectly(in: "Casks"): .homebrew
        default:
            file.nameBegins(with: ".goreleaser") || file.nameBegins(with: "goreleaser") && file.ending.hasPrefix("y")
                ? .goreleaser
                : file.isDirectly(in: "profiles") || file.nameBegins(with: "conanprofile") ? .conanProfile : nil
        }
    }

    func declarations(in text: SourceText) -> [PackagingDeclaration] {
        let lines = PackagingLines(text)
        return switch self {
        case .rpmSpec: PackageFields.rpm(lines)
        case .debianControl: PackageFields.debian(lines)
        case .snapcraft: PackageFields.snapcraft(lines)
        case .archLinux: PackageFields.list(lines, key: "arch=", severity: .warning)
        case .alpine: PackageFields.list(lines, key: "arch=", severity: .warning)
        case .apko: PackageFields.apko(lines)
        case .nix: PackageFields.nix(lines)
        case .npm: PackageFields.npm(lines) + ReleaseFields.npm(lines) + ReleaseFields.runtimes(lines)
        case .vcpkg: PackageFields.vcpkg(lines)
        case .conanProfile: PackageFields.conan(lines)
        case .goreleaser: ReleaseFields.goreleaser(lines)
        case .nfpm: ReleaseFields.nfpm(lines)
        case .pythonWheels: ReleaseFields.cibuildwheel(lines)
        case .electronBuilder: ReleaseFields.electron(lines)
        case .jib:
            ReleaseFields.jib(lines) + ReleaseFields.buildpackImage(lines) + DockerMavenPlugin.declarations(lines)
                + PackageFields.enforcedArchitecture(lines)
        case .script: ReleaseFields.tools(lines) + ReleaseFields.runtimes(lines)
        case .prisma: PackageFields.prisma(lines)
        case .homebrew: PackageFields.homebrew(lines) + ReleaseFields.formula(lines)
        case .wheelPlatform: PackageFields.wheelPlatform(lines)
        case .setupProgram: WheelPlatform.declarations(lines)
        case .buildpacks: PackageFields.buildpacks(lines)
        case .npmSettings: InstalledPlatforms.npm(lines)
        case .packageManagerSettings: InstalledPlatforms.lists(lines)
        case .deno: ReleaseFields.runtimes(lines)
        case .quarkus: ReleaseFields.quarkus(lines)
        }
    }
}
