/// Splits text at white space outside quotes.
///
/// Quotes and escapes stay in the words: they go when variables are replaced.
struct WordSplitter {
    let escape: Character

    /// - Returns: the words with the offsets of their first characters.
    func words(of characters: [Character], from start: Int = 0) -> [(text: String, offset: Int)] {
        var words: [(String, Int)] = []
        var word = ""
        var begin = start
        var quote: Character?
        var index = start
        while index < characters.count {
            let character = characters[index]
            if word.isEmpty { begin = index }
            if quote == nil, character.isWhitespace {
                if !word.isEmpty { words.append((word, begin)) }
                word = ""
            } else if character == escape, quote != "'", index + 1 < characters.count {
                word.append(character)
                word.append(characters[index + 1])
                index += 1
            } else {
                word.append(character)
                if quote == character {
                    quote = nil
                } else if quote == nil, character == "\"" || character == "'" {
                    quote = character
                }
            }
            index += 1
        }
        if !word.isEmpty { words.append((word, begin)) }
        return words
    }
}
