import FoundationEssentials
import HTTPTransport
import Reporting

/// A part of a list, with objects read as far as somebody needs them.
private struct Page<Item: Decodable>: Decodable {
    struct Metadata: Decodable {
        let `continue`: String?
    }

    /// Go writes an empty list as null.
    let items: [Item]?
    let metadata: Metadata?
}

extension KubernetesClient {
    private static let pageLimit = 64 << 20
    private static let restarts = 3

    /// Reads a list that is too long to keep: page by page, and of each object only what `Item` asks for.
    /// - Parameters:
    ///   - type: the kind.
    ///   - namespace: where; nil for all namespaces.
    ///   - item: what is read of each object.
    ///   - pageSize: how many objects are asked for at once.
    ///   - onRestart: called when the list has to begin anew, because it changed while it was read: what came before
    ///     comes again.
    ///   - onPage: gets each page as it comes.
    /// - Throws: ``Failure``, or what `onPage` throws.
    public func stream<Item: Decodable & Sendable>(
        _ type: ResourceType, in namespace: NamespaceName?, as item: Item.Type, pageSize: Int = 250,
        onRestart: () -> Void, onPage: ([Item]) throws -> Void
    ) async throws {
        let path = type.path(namespace: namespace?.description)
        let purpose = "list \(type.plural)" + (namespace.map { " in namespace \($0)" } ?? "")
        var token = ""
        var restarts = 0
        while true {
            var request = APIRequest("GET", path, query: [("limit", String(pageSize))])
            if !token.isEmpty { request.query.append(("continue", token)) }
            do {
                let page = try await page(of: item, request, to: purpose)
                try onPage(page.items ?? [])
                token = page.metadata?.continue ?? ""
            } catch let failure as Failure
                where (failure.cause as? APIStatus)?.code == 410 && restarts < Self.restarts
            {
                // A page's token is good for some minutes only.
                restarts += 1
                token = ""
                onRestart()
                continue
            }
            if token.isEmpty { return }
        }
    }

    private func page<Item: Decodable>(
        of item: Item.Type, _ request: APIRequest, to purpose: String
    ) async throws -> Page<Item> {
        let bytes = try await respond(request, to: purpose).body.collect(limit: Self.pageLimit)
        do {
            return try JSONDecoder().decode(Page<Item>.self, from: Data(bytes))
        } catch {
            throw Failure(.remoteRefused, "can't \(purpose): the cluster's answer makes no sense", cause: error)
        }
    }
}
