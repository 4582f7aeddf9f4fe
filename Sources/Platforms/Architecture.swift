/// A processor architecture by its OCI name (Go's GOARCH): `amd64`, `arm64`, …
public struct Architecture: Hashable, Sendable, CustomStringConvertible, Codable, Comparable {
    /// The normalised name.
    public let name: String

    public static let amd64 = Architecture(known: "amd64")
    public static let arm64 = Architecture(known: "arm64")
    public static let arm = Architecture(known: "arm")
    public static let i386 = Architecture(known: "386")
    public static let ppc64le = Architecture(known: "ppc64le")
    public static let s390x = Architecture(known: "s390x")
    public static let riscv64 = Architecture(known: "riscv64")
    public static let loong64 = Architecture(known: "loong64")
    public static let mips64le = Architecture(known: "mips64le")

    private static let all: [Architecture] = [
        .amd64, .arm64, .arm, .i386, .ppc64le, .s390x, .riscv64, .loong64, .mips64le,
    ]

    /// Other names of the same architectures, as kernels, compilers and distributions spell them.
    private static let aliases: [String: Architecture] = [
        "x86_64": .amd64, "x86-64": .amd64, "x64": .amd64,
        "aarch64": .arm64, "armv8": .arm64, "arm64e": .arm64,
        "armhf": .arm, "armel": .arm, "armv7l": .arm,
        "i386": .i386, "i486": .i386, "i586": .i386, "i686": .i386, "x86": .i386,
        "ppc64el": .ppc64le,
    ]

    private init(known name: String) { self.name = name }

    /// - Parameter name: any common spelling, in any case (`x86_64`, `AArch64`, `arm64`); nil when unknown.
    public init?(_ name: some StringProtocol) {
        let lower = name.lowercased()
        guard let found = Self.aliases[lower] ?? Self.all.first(where: { $0.name == lower }) else { return nil }
        self = found
    }

    public var description: String { name }

    /// What `uname -m` prints on Linux there.
    public var kernelName: String {
        switch self {
        case .amd64: "x86_64"
        case .arm64: "aarch64"
        case .i386: "i686"
        case .arm: "armv7l"
        default: name
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.name < right.name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown architecture \(text)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension Architecture {
    /// The architecture that this program was compiled for.
    public static var host: Architecture {
        #if arch(arm64)
            .arm64
        #elseif arch(x86_64)
            .amd64
        #else
            #error("mixarch builds for amd64 and arm64")
        #endif
    }
}
