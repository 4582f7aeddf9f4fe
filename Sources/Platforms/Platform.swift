import Reporting

/// An operating system, an architecture and a variant, as in an OCI image index: `linux/arm64`, `linux/arm/v7`.
///
/// Source: OCI image-spec, image-index.md, `platform`; names as in Go's GOOS and GOARCH.
public struct Platform: Hashable, Sendable, CustomStringConvertible, Codable {
    /// GOOS: `linux`, `windows`, …
    public let os: String
    /// The architecture, without its variant.
    public let architecture: Architecture
    /// The variant where it matters (`v7` of arm); nil for arm64's `v8` and amd64's `v1`, which are the baseline.
    public let variant: String?

    /// - Parameters:
    ///   - os: GOOS.
    ///   - architecture: the architecture.
    ///   - variant: as in the index; the baseline variants become nil.
    public init(os: String = "linux", architecture: Architecture, variant: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = Self.normalised(variant, of: architecture)
    }

    public static let linuxAMD64 = Platform(architecture: .amd64)
    public static let linuxARM64 = Platform(architecture: .arm64)

    private static let systems: Set<String> = [
        "linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "solaris", "aix", "android", "wasip1",
    ]

    /// - Parameter text: `os/arch[/variant]`, or an architecture alone, which means Linux.
    /// - Throws: ``Failure`` with code `unknown-platform` when a part is unknown.
    public init(parsing text: some StringProtocol) throws(Failure) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let (os, rest) =
            parts.count == 1 ? ("linux", parts[...]) : (parts[0].lowercased(), parts.dropFirst())
        guard let name = rest.first, let architecture = Architecture(name), Self.systems.contains(os), rest.count <= 2,
            rest.count == 1 || rest.last?.isEmpty == false
        else {
            throw Failure(
                .unknownPlatform, "unknown \(parts.count == 1 ? "architecture" : "platform") \"\(text)\"",
                hint: "write an architecture, such as amd64 or arm64, or os/architecture[/variant], such as linux/arm64"
            )
        }
        self.init(os: os, architecture: architecture, variant: rest.count == 2 ? rest.last.map { String($0) } : nil)
    }

    /// - Parameter list: platforms separated by commas.
    /// - Returns: the platforms in the order given, without repetitions.
    /// - Throws: ``Failure`` with code `unknown-platform`.
    public static func list(parsing list: String) throws(Failure) -> [Platform] {
        var platforms: [Platform] = []
        for part in list.split(separator: ",", omittingEmptySubsequences: false) {
            let platform = try Platform(parsing: part.filter { !$0.isWhitespace })
            if !platforms.contains(platform) { platforms.append(platform) }
        }
        return platforms
    }

    public var description: String {
        "\(os)/\(architecture)" + (variant.map { "/\($0)" } ?? "")
    }

    private static func normalised(_ variant: String?, of architecture: Architecture) -> String? {
        switch (architecture, variant) {
        case (_, nil), (_, ""): nil
        case (.arm64, "v8"), (.arm64, "8"), (.amd64, "v1"): nil
        case (.arm, "7"): "v7"
        case (.arm, "6"): "v6"
        default: variant
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        try self.init(parsing: try container.decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Failure.Code {
    /// A platform's name is not known.
    public static let unknownPlatform = Self("unknown-platform", .usage)
}
