/// Whether an analysis wants to see a file.
package enum Interest: Sendable {
    case none
    /// Its name alone says something: it is not read, and the text is empty.
    case named
    /// Like ``named``; whether it has to be read is known when all others were (``Analysis/further(_:round:)``).
    case later
    /// Only when one of these words stands in it; the file counts as judged either way.
    case containing(LiteralSet)
    /// Like ``containing(_:)``, and the name alone, with an empty text, when none of the words stands in it.
    case namedOrContaining(LiteralSet)
    case always
}
