/// For which systems a wheel is, by the last part of its name (PEP 425, 600, 656).
package enum PlatformTag: Sendable, Hashable {
    /// Every system.
    case any
    case linux(Libc, version: LibcVersion?, machine: String)
    /// Windows, macOS and others.
    case other(String)

    /// Which C library it needs.
    package enum Libc: Sendable, Hashable {
        case glibc
        case musl
        /// `linux_aarch64`: whatever it was built with.
        case unknown
    }

    /// The least version of the C library.
    package struct LibcVersion: Sendable, Hashable, Comparable {
        package let major: Int
        package let minor: Int

        package init(major: Int, minor: Int) {
            self.major = major
            self.minor = minor
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.major, left.minor) < (right.major, right.minor)
        }
    }

    /// The old names of versions of glibc.
    private static let aliases = [
        "manylinux1": LibcVersion(major: 2, minor: 5), "manylinux2010": LibcVersion(major: 2, minor: 12),
        "manylinux2014": LibcVersion(major: 2, minor: 17),
    ]

    package init(_ text: some StringProtocol) {
        let text = text.lowercased()
        if text == "any" {
            self = .any
        } else if text.hasPrefix("linux_") {
            self = .linux(.unknown, version: nil, machine: String(text.dropFirst(6)))
        } else {
            self = Self.versioned(text) ?? Self.aliased(text) ?? .other(text)
        }
    }

    /// `manylinux_2_17_aarch64`, `musllinux_1_1_x86_64`.
    private static func versioned(_ text: String) -> PlatformTag? {
        let parts = text.split(separator: "_", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "manylinux" || parts[0] == "musllinux", let major = Int(parts[1]),
            let minor = Int(parts[2])
        else { return nil }
        return .linux(
            parts[0] == "manylinux" ? .glibc : .musl, version: LibcVersion(major: major, minor: minor),
            machine: String(parts[3]))
    }

    /// `manylinux2014_aarch64`.
    private static func aliased(_ text: String) -> PlatformTag? {
        let parts = text.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let version = aliases[String(parts[0])] else { return nil }
        return .linux(.glibc, version: version, machine: String(parts[1]))
    }

    /// Whether it is for Linux on one of these machines and with this C library.
    package func runs(on machine: String, _ libc: Libc) -> Bool {
        guard case .linux(let own, _, let ownMachine) = self, ownMachine == machine else { return false }
        return own == .unknown || own == libc
    }
}
