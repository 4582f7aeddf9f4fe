/// A piece of code, by its place in the file.
struct CToken: Sendable {
    enum Kind: UInt8, Sendable {
        case identifier
        case number
        case string
        case character
        case punctuation
        /// Where the body of a macro begins: the range is the macro's name.
        case macroStart
        case macroEnd
        case newline
        case endOfFile
    }

    let start: Int32
    let end: Int32
    /// The index of the conditional region that it stands in.
    let region: Int32
    let kind: Kind
    /// What an identifier means to the checks.
    let word: CWord

    var range: Range<Int> { Int(start)..<Int(end) }
}
