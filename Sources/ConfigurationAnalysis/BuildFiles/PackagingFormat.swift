import Reporting
import ScanModel

/// The formats in which packages and releases are declared.
enum PackagingFormat: Sendable {
    case rpmSpec
    case debianControl
    case snapcraft
    case archLinux
    case alpine
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

    /// - Returns: nil for every other file.
    init?(_ file: FileName) {
        switch file.name {
        case "control" where file.folders.last == "debian" || file.folders.last == "DEBIAN", "control.in":
            self = .debianControl
        case "snapcraft.yaml", "snapcraft.yml": self = .snapcraft
        case "pkgbuild": self = .archLinux
        case "apkbuild": self = .alpine
        case "package.json": self = .npm
        case "vcpkg.json": self = .vcpkg
        case "conanfile.txt": self = .conanProfile
        case ".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml": self = .goreleaser
        case "nfpm.yaml", "nfpm.yml", ".nfpm.yaml", ".nfpm.yml": self = .nfpm
        case "pyproject.toml": self = .pythonWheels
        case "electron-builder.yml", "electron-builder.yaml", "electron-builder.json": self = .electronBuilder
        case "pom.xml", "build.gradle", "build.gradle.kts": self = .jib
        case "makefile": self = .script
        default:
            guard let ending = Self.byEnding(file) else { return nil }
            self = ending
        }
    }

    private static func byEnding(_ file: FileName) -> PackagingFormat? {
        switch file.ending {
        case "spec": .rpmSpec
        case "nix": .nix
        case "sh", "bash": .script
        default:
            file.name.hasPrefix(".goreleaser") || file.name.hasPrefix("goreleaser") && file.ending.hasPrefix("y")
                ? .goreleaser
                : file.folders.last == "profiles" || file.name.hasPrefix("conanprofile") ? .conanProfile : nil
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
        case .nix: PackageFields.nix(lines)
        case .npm: PackageFields.npm(lines) + ReleaseFields.npm(lines)
        case .vcpkg: PackageFields.vcpkg(lines)
        case .conanProfile: PackageFields.conan(lines)
        case .goreleaser: ReleaseFields.goreleaser(lines)
        case .nfpm: ReleaseFields.nfpm(lines)
        case .pythonWheels: ReleaseFields.cibuildwheel(lines)
        case .electronBuilder: ReleaseFields.electron(lines)
        case .jib: ReleaseFields.jib(lines)
        case .script: ReleaseFields.tools(lines)
        }
    }
}
