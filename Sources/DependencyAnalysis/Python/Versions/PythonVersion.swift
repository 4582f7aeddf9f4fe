/// A version of a Python package (PEP 440): `1!2.0rc1.post2.dev3+local.4`, in any of the spellings that are allowed.
package struct PythonVersion: Sendable {
    package let epoch: Int
    package let release: [Int]
    /// The kind of a pre-release (0 alpha, 1 beta, 2 candidate) and its number.
    package let pre: Pre?
    package let post: Int?
    package let dev: Int?
    package let local: [LocalPart]
    /// As it was written.
    package let text: String

    /// A pre-release's kind and number.
    package struct Pre: Sendable, Hashable {
        /// 0 alpha, 1 beta, 2 candidate.
        package let kind: Int
        package let number: Int
    }

    /// A part of what stands behind `+`: numbers are more than words.
    package enum LocalPart: Sendable, Hashable {
        case word(String)
        case number(Int)
    }

    init(
        epoch: Int = 0, release: [Int], pre: Pre? = nil, post: Int? = nil, dev: Int? = nil, local: [LocalPart] = [],
        text: String? = nil
    ) {
        self.epoch = epoch
        self.release = release
        self.pre = pre
        self.post = post
        self.dev = dev
        self.local = local
        self.text = text ?? release.map { String($0) }.joined(separator: ".")
    }

    /// Whether it comes before a release: pip takes such a version only when it is asked for.
    package var isPrerelease: Bool { pre != nil || dev != nil }

    /// Without what stands behind `+`.
    var withoutLocal: PythonVersion {
        PythonVersion(epoch: epoch, release: release, pre: pre, post: post, dev: dev, text: text)
    }

    /// The release or pre-release that a post-release belongs to.
    var withoutPost: PythonVersion { PythonVersion(epoch: epoch, release: release, pre: pre) }

    /// The smallest version that still counts as this release.
    var firstPrerelease: PythonVersion { PythonVersion(epoch: epoch, release: release, post: post, dev: 0) }

    /// More than this release, and less than every later one.
    var successor: PythonVersion { PythonVersion(epoch: epoch, release: release + [0, 0, 1]) }

    /// Whether a text is this version in the standard spelling.
    func isWritten(as text: some StringProtocol) -> Bool { normalized == text.lowercased() }

    /// In the standard spelling.
    package var normalized: String {
        var result = epoch == 0 ? "" : "\(epoch)!"
        result += release.map { String($0) }.joined(separator: ".")
        if let pre { result += ["a", "b", "rc"][min(max(pre.kind, 0), 2)] + String(pre.number) }
        if let post { result += ".post\(post)" }
        if let dev { result += ".dev\(dev)" }
        let parts = local.map { part in
            switch part {
            case .word(let word): word
            case .number(let number): String(number)
            }
        }
        return parts.isEmpty ? result : result + "+" + parts.joined(separator: ".")
    }

    /// The release without zeros at its end: `1.0` is `1`.
    private var trimmed: ArraySlice<Int> {
        release[..<(release.lastIndex { $0 != 0 }.map { $0 + 1 } ?? release.startIndex)]
    }
}

extension PythonVersion: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.epoch == right.epoch && left.trimmed == right.trimmed && left.pre == right.pre && left.post == right.post
            && left.dev == right.dev && left.local == right.local
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(epoch)
        hasher.combine(trimmed)
        hasher.combine(pre)
        hasher.combine(post)
        hasher.combine(dev)
        hasher.combine(local)
    }
}

extension PythonVersion: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        if left.epoch != right.epoch { return left.epoch < right.epoch }
        if left.trimmed != right.trimmed { return left.trimmed.lexicographicallyPrecedes(right.trimmed) }
        if left.preRank != right.preRank { return left.preRank.lexicographicallyPrecedes(right.preRank) }
        if left.post != right.post { return (left.post ?? -1) < (right.post ?? -1) }
        if left.dev != right.dev { return (left.dev ?? .max) < (right.dev ?? .max) }
        return left.local.lexicographicallyPrecedes(right.local)
    }

    /// `1.dev1` comes before `1a1`, and `1` after all of `1rc`.
    private var preRank: [Int] {
        if let pre { return [pre.kind, pre.number] }
        return [post == nil && dev != nil ? -1 : 3]
    }
}

extension PythonVersion.LocalPart: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.word(let one), .word(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
        case (.number(let one), .number(let other)): one < other
        case (.word, .number): true
        case (.number, .word): false
        }
    }
}
