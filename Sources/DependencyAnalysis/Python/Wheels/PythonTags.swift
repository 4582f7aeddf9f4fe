/// For which versions of Python wheels are: a set of the minor numbers of Python 3.
package struct PythonTags: Sendable, Hashable {
    /// Bit by minor number of CPython 3; the highest two are below.
    var bits: UInt64

    /// Minor numbers beyond this are nobody's yet.
    static let highest = 61
    /// Python 2, and interpreters other than CPython.
    private static let others: UInt64 = 1 << 62
    /// Every Python 3: the code is loaded by other means than the interpreter's.
    private static let every: UInt64 = (1 << 62) - 1

    static let none = Self(bits: 0)

    init(bits: UInt64) { self.bits = bits }

    /// - Parameters:
    ///   - python: the interpreter, such as `cp39` or `py3`.
    ///   - abi: its binary interface, such as `cp39`, `abi3` or `none`.
    package init(python: some StringProtocol, abi: some StringProtocol) {
        let digits = python.dropFirst(2)
        guard digits.first == "3", let minor = digits.count == 1 ? 0 : Int(digits.dropFirst()), minor <= Self.highest
        else {
            self.init(bits: Self.others)
            return
        }
        if python.hasPrefix("py") || abi == "abi3" {
            self.init(bits: Self.every & ~((1 << UInt64(minor)) - 1))
        } else if python.hasPrefix("cp") {
            self.init(bits: 1 << UInt64(minor))
        } else {
            self.init(bits: Self.others)
        }
    }

    var isEmpty: Bool { bits == 0 }

    /// Whether a wheel is among them for a version of Python, or for any when that is not known.
    func covers(_ minor: Int?) -> Bool {
        guard let minor, (0...Self.highest).contains(minor) else { return !isEmpty }
        return bits & (1 << UInt64(minor)) != 0
    }

    mutating func formUnion(_ other: PythonTags) { bits |= other.bits }
}
