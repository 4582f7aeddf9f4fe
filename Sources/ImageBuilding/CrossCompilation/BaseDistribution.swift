/// What a base image's packages are, as far as its name and the stage's commands tell.
enum BaseDistribution: Hashable, Sendable {
    case alpine
    case debian
    case ubuntu
    case unknown

    /// Official images that are built on Debian when their tag says nothing else.
    private static let onDebian: Set<String> = [
        "buildpack-deps", "debian", "gcc", "golang", "node", "openjdk", "php", "python", "ruby", "rust", "sdk",
    ]

    /// - Parameters:
    ///   - image: the base's reference.
    ///   - commands: what the stage runs.
    init(image: String, commands: [RunCommand]) {
        let name = (image.split(separator: "@").first ?? "").lowercased()
        let path = name.split(separator: "/").last ?? ""
        let parts = path.split(separator: ":", maxSplits: 1)
        let repository = parts.first.map(String.init) ?? ""
        let programs = Set(commands.compactMap(\.command.program))
        if name.contains("alpine") || programs.contains("apk") {
            self = .alpine
        } else if name.contains("ubuntu") || name.contains("jammy") || name.contains("noble") || name.contains("focal")
        {
            self = .ubuntu
        } else if Self.onDebian.contains(repository) || programs.contains("apt-get") || programs.contains("apt") {
            self = .debian
        } else {
            self = .unknown
        }
    }
}
