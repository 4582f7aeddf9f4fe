import ScanModel

/// Which lines of a text for the C preprocessor are compiled for aarch64 Linux.
struct ConditionalLines {
    /// An `#error` that is reached on aarch64.
    struct ReachedError {
        let offset: Int
        let isCertain: Bool
    }

    /// Where lines begin that are of another state than those in front of them.
    private var changes: [(start: Int, state: Ternary)] = []
    let errors: [ReachedError]

    init(_ bytes: [UInt8], in range: Range<Int>) {
        let bytes = bytes.span
        var reader = ConditionalReader()
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<range.upperBound)
            let first = bytes.firstNonSpace(in: start..<end)
            if first < end, bytes[first] == UInt8(ascii: "#") {
                reader.read(bytes, start..<end, mark: first)
                if reader.state != changes.last?.state { changes.append((start: start, state: reader.state)) }
            }
            start = end + 1
        }
        errors = reader.errors
    }

    /// Whether the line at a place is compiled.
    func isLive(at offset: Int) -> Ternary {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? changes[low - 1].state : .yes
    }
}
