/// What an archive says about one of its members.
public struct ArchiveEntry: Hashable, Sendable {
    /// What a member is.
    public enum Kind: Hashable, Sendable {
        case file
        case directory
        /// A symbolic link with the target as it is written.
        case symbolicLink(target: String)
        /// Another name of an earlier member, by that member's path.
        case hardLink(target: String)
        /// A device, a FIFO or a socket.
        case other
    }

    /// The path as the archive has it: not normalised, and not to be trusted. Bytes that are no UTF-8 are replaced.
    public let path: String
    /// What the member is.
    public let kind: Kind
    /// The uncompressed size in bytes, or nil when the archive does not tell.
    public let size: Int64?
    /// The permission bits, with setuid, setgid and sticky.
    public let mode: UInt32
    /// The owner's number.
    public let uid: Int64
    /// The group's number.
    public let gid: Int64
    /// The time of the last change, in seconds since 1970.
    public let modificationTime: Int64
    /// What a program may do without being root: the bytes of the attribute `security.capability`; nil for nothing.
    public var capability: [UInt8]?
}
