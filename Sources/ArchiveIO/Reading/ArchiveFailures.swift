import Reporting

extension Failure.Code {
    /// An archive asks for more than the limits of the reading: a bomb, or nested too deep.
    public static let archiveLimit = Self("archive-limit", .input)
    /// An archive is truncated, damaged, encrypted or none at all.
    public static let corruptArchive = Self("corrupt-archive", .input)
    /// A member of an archive can only be read with a password.
    public static let encryptedMember = Self("encrypted-member", .input)
}
