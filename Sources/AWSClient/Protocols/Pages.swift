import Reporting

/// Lists that come in pages.
public enum Pages {
    /// Far more than any list that AWS gives.
    private static let most = 10_000

    /// - Parameter fetch: gets the token of the page before (nil for the first one), and gives the page's items and the
    ///   next token: nil or empty at the end.
    /// - Returns: the items of all pages, in order.
    /// - Throws: what `fetch` throws, and ``Failure`` when a token comes back that was there already.
    public static func all<Item>(
        _ fetch: (_ token: String?) async throws -> (items: [Item], next: String?)
    ) async throws -> [Item] {
        var items: [Item] = []
        var seen: Set<String> = []
        var token: String?
        repeat {
            let page = try await fetch(token)
            items += page.items
            token = page.next.flatMap { $0.isEmpty ? nil : $0 }
            if let token, !seen.insert(token).inserted || seen.count > most {
                throw Failure(.remoteRefused, "a list of AWS's goes on in circles")
            }
        } while token != nil
        return items
    }
}
