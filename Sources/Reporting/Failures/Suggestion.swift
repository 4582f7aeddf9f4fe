/// Finds what somebody may have meant.
package enum Suggestion {
    /// - Returns: the candidate that is nearest to the word, when it is near enough to be a slip of the finger.
    package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let distances = candidates.map { (distance(Array(word), Array($0)), $0) }
        guard let (distance, name) = distances.min(by: <), distance <= max(1, min(2, word.count - 1)) else {
            return nil
        }
        return name
    }

    /// Edits that turn one word into the other (Levenshtein).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
