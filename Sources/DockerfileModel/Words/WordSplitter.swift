/// Splits text into words.
struct WordSplitter {
    /// A word, and the offset of its first scalar.
    typealias Word = (text: String, offset: Int)

    let escape: Unicode.Scalar

    /// Splits at white space outside quotes. Quotes and escapes stay in the words: they go when variables are replaced.
    func quotedWords(of scalars: ArraySlice<Unicode.Scalar>) -> [Word] {
        var words: [Word] = []
        var word = ""
        var start: Int?
        var quote: Unicode.Scalar?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            if quote == nil, scalar.isSpace {
                if let start { words.append((word, start)) }
                word = ""
                start = nil
                index += 1
                continue
            }
            if start == nil { start = index }
            if scalar == escape, quote != "'" {
                index += 1
                // At the end it escapes nothing.
                guard index < scalars.endIndex else { break }
                word.unicodeScalars.append(scalar)
                word.unicodeScalars.append(scalars[index])
            } else {
                word.unicodeScalars.append(scalar)
                if quote == scalar {
                    quote = nil
                } else if quote == nil, scalar == "\"" || scalar == "'" {
                    quote = scalar
                }
            }
            index += 1
        }
        if let start, !word.isEmpty { words.append((word, start)) }
        return words
    }

    /// Splits at blanks alone: quotes mean nothing.
    func plainWords(of scalars: ArraySlice<Unicode.Scalar>) -> [Word] {
        scalars.split(whereSeparator: \.isBlank).map { ($0.text, $0.startIndex) }
    }
}
