import Platforms

/// Finds programs of another architecture than the image's, where they would be run.
///
/// Not every foreign program is wrong: packages bring parts for several architectures in folders named after them
/// (`prebuilds/linux-arm64`, `/usr/aarch64-linux-gnu`), compilers and emulators keep foreign libraries as data. What
/// names its architecture is chosen by name; what doesn't would be run blindly, and fail.
struct ForeignPrograms {
    let architecture: Architecture
    private static let mostNamed = 5

    /// - Parameter tree: the image's files.
    /// - Returns: how many programs there are by machine, and what is wrong.
    func judge(_ tree: FileTree) -> (programs: [String: Int], problems: [String]) {
        var programs: [String: Int] = [:]
        var wrong: [String: [String]] = [:]
        for (path, node) in tree.nodes {
            guard case .file(.program(let program)) = node.kind else { continue }
            programs[program.machine, default: 0] += 1
            guard let foreign = program.architecture, !architecture.runs(foreign),
                node.mode & 0o111 != 0 || Self.isLibrary(path), !Self.isChosenByName(foreign, path)
            else { continue }
            wrong[foreign.name, default: []].append(path)
        }
        let problems = wrong.sorted { $0.key < $1.key }.map { foreign, paths in
            let named = paths.sorted().prefix(Self.mostNamed).map { "/" + $0 }.joined(separator: ", ")
            let rest = paths.count > Self.mostNamed ? " and \(paths.count - Self.mostNamed) more" : ""
            return "\(paths.count) \(foreign) program\(paths.count == 1 ? "" : "s") in an image for \(architecture):"
                + " \(named)\(rest)"
        }
        return (programs, problems)
    }

    /// `libssl.so`, `libssl.so.3`, `fast.node`.
    private static func isLibrary(_ path: String) -> Bool {
        let name = ImagePath.name(of: path)
        return name.hasSuffix(".so") || name.contains(".so.") || name.hasSuffix(".node")
    }

    /// The folders of PATH: who types a name there gets the program, whatever its name says.
    private static let commandFolders: Set<String> = [
        "bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin",
    ]

    /// Whether a path says which architecture it is for, in a place where programs are chosen by that.
    static func isChosenByName(_ architecture: Architecture, _ path: String) -> Bool {
        guard !commandFolders.contains(ImagePath.parent(of: path)) else { return false }
        return words(of: path).contains { Architecture($0) == architecture }
    }

    /// The path with a blank for what names the architecture: the same for a program and its twins.
    static func withoutName(of architecture: Architecture, _ path: String) -> String {
        words(of: path).map { Architecture($0) == architecture ? "" : $0 }.joined(separator: "/")
    }

    /// The words of a path, with architectures that are written as several words as one.
    static func words(of path: String) -> [Substring] {
        path.lowercased().replacing("x86_64", with: "amd64").replacing("x86-64", with: "amd64")
            .replacing("aarch_64", with: "arm64")
            .split { !$0.isLetter && !$0.isNumber }
    }
}

extension Architecture {
    /// Whether its processors run programs of the other architecture without an emulator, as every Linux allows.
    func runs(_ other: Architecture) -> Bool { self == other || self == .amd64 && other == .i386 }
}
