import ScanModel

/// Whether code is compiled, for both architectures.
struct RustGuard: Sendable, Hashable {
    var arm64: Ternary
    var amd64: Ternary

    static let always = RustGuard(arm64: .yes, amd64: .yes)
    static let unknown = RustGuard(arm64: .unknown, amd64: .unknown)

    static func && (left: Self, right: Self) -> Self {
        Self(arm64: left.arm64 && right.arm64, amd64: left.amd64 && right.amd64)
    }

    static func || (left: Self, right: Self) -> Self {
        Self(arm64: left.arm64 || right.arm64, amd64: left.amd64 || right.amd64)
    }

    static prefix func ! (value: Self) -> Self { Self(arm64: !value.arm64, amd64: !value.amd64) }

    /// Compiled for x86 and not for arm64.
    var isX86Only: Bool { arm64 == .no && amd64.isPossible }
}

/// The predicate of a `cfg` attribute.
struct RustCondition {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    /// Nesting that no person writes.
    private static let depthLimit = 64

    /// - Parameter text: what stands between the parentheses of `cfg(…)`, up to a comma in `cfg_attr`.
    static func value(_ text: ArraySlice<UInt8>) -> RustGuard {
        var parser = Self(bytes: text, index: text.startIndex)
        return parser.predicate(0) ?? .unknown
    }

    private mutating func predicate(_ depth: Int) -> RustGuard? {
        guard depth < Self.depthLimit, let name = word() else { return nil }
        switch next {
        case UInt8(ascii: "("): return list(name, depth)
        case UInt8(ascii: "="):
            index += 1
            guard let value = string() else { return nil }
            return Self.value(of: name, value)
        default: return Self.value(of: name)
        }
    }

    private mutating func list(_ name: String, _ depth: Int) -> RustGuard? {
        index += 1
        var parts: [RustGuard] = []
        while let byte = next, byte != UInt8(ascii: ")") {
            guard let part = predicate(depth + 1) else { return nil }
            parts.append(part)
            if next == UInt8(ascii: ",") { index += 1 }
        }
        guard next == UInt8(ascii: ")") else { return nil }
        index += 1
        switch name {
        case "not": return parts.first.map { !$0 }
        case "all": return parts.reduce(.always) { $0 && $1 }
        case "any": return parts.reduce(!RustGuard.always) { $0 || $1 }
        default: return .unknown
        }
    }

    private var next: UInt8? {
        mutating get {
            while index < bytes.endIndex, bytes[index].isASCIISpace { index += 1 }
            return index < bytes.endIndex ? bytes[index] : nil
        }
    }

    private mutating func word() -> String? {
        guard next != nil else { return nil }
        let word = bytes[index...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        index = word.endIndex
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private mutating func string() -> String? {
        guard next == UInt8(ascii: "\"") else { return nil }
        let content = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "\"") }
        index = min(content.endIndex + 1, bytes.endIndex)
        return String(decoding: content, as: UTF8.self)
    }

    // MARK: what is known

    private static func value(of name: String, _ value: String) -> RustGuard {
        switch name {
        case "target_arch":
            RustGuard(arm64: Ternary(value == "aarch64"), amd64: Ternary(value == "x86_64"))
        case "target_feature":
            if armFeatures.contains(value) {
                RustGuard(arm64: value == "neon" ? .yes : .unknown, amd64: shared.contains(value) ? .unknown : .no)
            } else {
                RustGuard(arm64: .no, amd64: .unknown)
            }
        case "target_os": both(value == "linux")
        case "target_family": both(value == "unix")
        case "target_pointer_width": both(value == "64")
        case "target_endian": both(value == "little")
        case "target_vendor": both(value == "unknown")
        case "target_env": value == "msvc" ? !.always : .unknown
        case "feature" where ArchitectureWords.namesX86(value): RustGuard(arm64: .unknown, amd64: .unknown)
        default: .unknown
        }
    }

    private static func value(of name: String) -> RustGuard {
        switch name {
        case "unix": .always
        case "windows", "miri", "doc", "docsrs", "rustdoc": !.always
        // Names that build scripts give to x86's abilities.
        case _ where ArchitectureWords.namesX86(name): RustGuard(arm64: .no, amd64: .unknown)
        default: .unknown
        }
    }

    private static func both(_ value: Bool) -> RustGuard { RustGuard(arm64: Ternary(value), amd64: Ternary(value)) }

    /// What compilers for both know under the same name.
    private static let shared: Set<String> = ["aes", "crt-static"]
    private static let armFeatures: Set<String> = shared.union([
        "neon", "sve", "sve2", "fp16", "sha2", "sha3", "crc", "dotprod", "lse", "rcpc", "pmuv3", "bf16", "i8mm",
        "fhm", "rdm", "dit", "paca", "pacg", "bti", "mte",
    ])

    /// Features of `#[target_feature(enable = "…")]` that only x86 has.
    static func isX86Feature(_ name: some StringProtocol) -> Bool {
        let name = String(name)
        return x86Features.contains(name) || name.hasPrefix("avx") || name.hasPrefix("sse") || name.hasPrefix("amx")
    }

    private static let x86Features: Set<String> = [
        "ssse3", "fma", "bmi1", "bmi2", "lzcnt", "popcnt", "pclmulqdq", "sha", "f16c", "rdrand", "rdseed", "adx",
        "xsave", "xsaveopt", "gfni", "vaes", "vpclmulqdq", "movbe", "fxsr", "cmpxchg16b", "tbm", "abm", "ermsb",
    ]
}
