import OCIModel

extension Descriptor {
    /// The id of progress events about this blob.
    public var progressID: String { digest.description }
}
