import Reporting

/// A file system or file that `RUN --mount` lends to a command.
///
/// Source: Dockerfile reference, "RUN --mount".
package struct RunMount: Hashable, Sendable {
    /// What is mounted.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Files of the context, a stage or an image.
        case bind
        /// A folder that stays from one build to the next.
        case cache
        /// A folder in memory.
        case tmpfs
        /// A file or variable that the image must not hold.
        case secret
        /// The socket of an SSH agent.
        case ssh
    }

    /// What builds at the same time do with one cache.
    package enum Sharing: String, Hashable, Sendable, CaseIterable {
        case shared
        case `private`
        case locked
    }

    /// The keys of the option, with their other names.
    enum Key: String, CaseIterable {
        case type
        case from
        case source
        case src
        case target
        case dst
        case destination
        case readonly
        case ro
        case readwrite
        case rw
        case required
        case id
        case sharing
        case size
        case mode
        case uid
        case gid
        case env
    }

    package internal(set) var kind = Kind.bind
    /// The stage or image that it comes from; nil for the context.
    package internal(set) var from: String?
    package internal(set) var source: String?
    /// Where the command finds it.
    package internal(set) var target: String?
    /// Whether the command may write to it; nil when it isn't said.
    var isReadOnlyByName: Bool?
    /// Whether a build without the secret or agent fails.
    package internal(set) var isRequired = false
    /// The name of the cache, secret or agent.
    package internal(set) var id: String?
    package internal(set) var sharing: Sharing?
    /// In bytes.
    package internal(set) var size: Int64?
    package internal(set) var mode: UInt32?
    package internal(set) var uid: UInt32?
    package internal(set) var gid: UInt32?
    /// The variable that holds the secret.
    package internal(set) var environment: String?

    /// Whether the command may not write to it.
    package var isReadOnly: Bool { isReadOnlyByName ?? (kind != .cache && kind != .tmpfs) }
}
