/// Whether an analysis wants to see a file.
package enum Interest: Sendable {
    case none
    /// Its name alone says something: it is not read, and the text is empty.
    case named
    /// Only when one of these words stands in it; the file counts as judged either way.
    case containing(LiteralSet)
    case always
}
