import FoundationEssentials

/// Keeps an exec plugin's answer until it expires, and runs the plugin once for many requests.
actor ExecCredentialSource {
    /// Asked again this long before it expires, so that no request is on its way when that happens.
    private static let margin: TimeInterval = 10

    private let plugin: ExecPlugin
    private let now: @Sendable () -> Date
    private var known: ExecCredential?
    private var running: Task<ExecCredential, any Error>?

    init(_ plugin: ExecPlugin, now: @escaping @Sendable () -> Date = { Date() }) {
        self.plugin = plugin
        self.now = now
    }

    /// - Returns: a credential that is still good.
    func current() async throws -> ExecCredential {
        if let known, known.expiration.map({ $0.timeIntervalSince(now()) > Self.margin }) ?? true { return known }
        if let running { return try await running.value }
        let plugin = plugin
        let task = Task { try await plugin.run() }
        running = task
        defer { running = nil }
        let credential = try await task.value
        known = credential
        return credential
    }

    /// The next request runs the plugin again.
    func forget() { known = nil }
}
