/// A piece of a chart: what is counted, and how much of it there is.
package struct ChartPart: Sendable {
    /// The class that gives the colour.
    package let kind: String
    package let title: String
    package let count: Int

    /// - Parameters:
    ///   - kind: the class that gives the colour.
    ///   - title: what is counted.
    ///   - count: how many there are.
    package init(kind: String, title: String, count: Int) {
        self.kind = kind
        self.title = title
        self.count = count
    }
}
