/// What a transfer had to do for an image's layers and configurations.
public struct TransferSummary: Hashable, Sendable {
    /// How a blob came to be where it should be.
    enum Way {
        case present
        case mounted(from: String)
        case sent(bytes: Int64)
    }

    /// How many were there already.
    public private(set) var present = 0
    /// How many the registry took over from another of its repositories.
    public private(set) var mounted = 0
    /// How many were sent.
    public private(set) var sent = 0
    /// The size of those that were sent.
    public private(set) var sentBytes: Int64 = 0

    public init() {}

    mutating func add(_ way: Way) {
        switch way {
        case .present: present += 1
        case .mounted: mounted += 1
        case .sent(let bytes):
            sent += 1
            sentBytes += bytes
        }
    }
}
