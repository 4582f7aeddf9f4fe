/// Expanded text, and the words that it falls into at white space that is neither quoted nor escaped.
struct SplitText {
    private(set) var text = ""
    private(set) var words: [String] = []
    private var word = ""
    private var isInWord = false

    /// A character that ends a word when it is white space.
    mutating func append(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        split(scalar)
    }

    /// A character that belongs to a word, whatever it is.
    mutating func appendKept(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        word.unicodeScalars.append(scalar)
        isInWord = true
    }

    /// A variable's value: it may hold several words.
    mutating func append(value: String) {
        text += value
        for scalar in value.unicodeScalars { split(scalar) }
    }

    /// Quoted text.
    mutating func append(quoted: String) {
        text += quoted
        word += quoted
        isInWord = true
    }

    mutating func endWords() {
        if !word.isEmpty { words.append(word) }
        word = ""
        isInWord = false
    }

    private mutating func split(_ scalar: Unicode.Scalar) {
        if !scalar.isSpace {
            word.unicodeScalars.append(scalar)
            isInWord = true
        } else if isInWord, !word.isEmpty {
            endWords()
        }
    }
}
