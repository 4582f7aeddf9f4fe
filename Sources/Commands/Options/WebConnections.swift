import HTTPTransport

/// Connections to anything but registries and clusters: they never carry a login.
enum WebConnections {
    /// - Parameter body: gets the sender; its connections are closed afterwards.
    /// - Throws: ``Failure`` when a proxy's variable makes no sense, or what `body` throws.
    static func open<Result: Sendable>(_ body: (NetworkSender) async throws -> Result) async throws -> Result {
        let proxies = try ProxySettings(environment: Environment.variables)
        return try await NetworkSender.open(proxies: proxies, body)
    }
}
