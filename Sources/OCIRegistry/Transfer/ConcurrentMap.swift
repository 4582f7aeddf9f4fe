/// Transforms elements several at a time; the results are in the elements' order.
/// - Parameters:
///   - elements: what to transform.
///   - width: how many at a time.
///   - transform: what to do with each.
package func concurrentMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results: [Int: Result] = [:]
        for index in elements.indices {
            let element = elements[index]
            if index >= width, let (done, result) = try await group.next() { results[done] = result }
            group.addTask { (index, try await transform(element)) }
        }
        for try await (done, result) in group { results[done] = result }
        return elements.indices.compactMap { results[$0] }
    }
}
