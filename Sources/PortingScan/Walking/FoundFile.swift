/// A regular file in the tree.
struct FoundFile: Sendable {
    /// The path for the system: its bytes need not be UTF-8.
    let location: [CChar]
    /// The path for people, relative to what is scanned; bytes that are no UTF-8 are replaced.
    let path: String
    /// Whether its text says nothing of this project: it is somebody else's.
    var isCached = false

    /// The path for calls that want text; nil when it is no UTF-8.
    var textLocation: String? {
        String(validating: location.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
