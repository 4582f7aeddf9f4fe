extension Array where Element: Sendable {
    /// - Parameters:
    ///   - atOnce: whether all are worked on at the same time, or one after the other.
    ///   - transform: the work. The first failure ends the others.
    /// - Returns: the results, in the order of the elements.
    func concurrentMap<Result: Sendable>(
        _ atOnce: Bool, _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        guard atOnce else {
            var results: [Result] = []
            for element in self { results.append(try await transform(element)) }
            return results
        }
        return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (number, element) in enumerated() {
                group.addTask { (number, try await transform(element)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
