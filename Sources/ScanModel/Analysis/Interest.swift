/// Whether an analysis wants to see a file.
package enum Interest: Sendable {
    case none
    /// Its name alone says something: it is not read, and the text is empty.
    case named
    /// Like ``named``; whether it has to be read is known when all others were (``Analysis/further(_:round:)``).
    /// Where nothing can be read a second time, as in an image, it is read at once: when one of the words stands in it,
    /// or in any case when there are none.
    case later(LiteralSet?)
    /// Only when one of these words stands in it; the file counts as judged either way.
    case containing(LiteralSet)
    /// Like ``containing(_:)``; when none of the words stands in it, ``Analysis/glance(at:_:)`` is all that is asked.
    case namedOrContaining(LiteralSet)
    case always
}
