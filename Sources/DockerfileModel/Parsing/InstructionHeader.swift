/// An instruction's keyword, flags and arguments, before anybody looks what they mean.
struct InstructionHeader {
    let keyword: Instruction.Keyword
    /// The keyword as it was written.
    let keywordText: String
    let position: SourcePosition
    let flags: [Instruction.Flag]
    /// What follows the flags, as a piece of the line.
    let arguments: ArraySlice<Unicode.Scalar>
    let words: [Instruction.Word]
    let form: Form

    /// Whether the arguments are a JSON array.
    enum Form {
        case exec([String])
        case shell

        var isShell: Bool { if case .shell = self { true } else { false } }
        var words: [String]? { if case .exec(let words) = self { words } else { nil } }
    }

    /// Where the arguments begin.
    var argumentsPosition: SourcePosition { words.first?.position ?? position }
}
