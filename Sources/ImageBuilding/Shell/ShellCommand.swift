/// A word of a shell script.
struct ShellWord: Hashable, Sendable {
    /// Without quotes and escapes; variables and substitutions as written.
    var text: String
    /// The characters of the script that it takes up, quotes among them.
    let range: Range<Int>
}

/// One command of a shell script.
struct ShellCommand: Hashable, Sendable {
    /// A variable that is set for the command, or from there on.
    struct Assignment: Hashable, Sendable {
        let name: String
        var value: ShellWord
    }

    var assignments: [Assignment] = []
    /// The program and its arguments; empty when it only sets variables.
    var words: [ShellWord] = []
    /// Whether its output is part of another command: `$(…)`.
    var isSubstitution = false
    /// The text that it reads, where that is a here-document of the script.
    var input: String?
    /// The words of the command whose output it reads: `source | command`.
    var source: [String]?

    /// The program's name without its folder.
    var program: String? { words.first.map { String($0.text.split(separator: "/").last ?? "") } }

    /// The words after the program.
    var arguments: [String] { words.dropFirst().map(\.text) }

    /// Whether one of the arguments is one of these.
    func has(_ names: String...) -> Bool { arguments.contains { names.contains($0) } }

    /// The value of an option: `-x value`, `--name value`, `--name=value`.
    func option(_ names: String...) -> String? {
        for (index, word) in arguments.enumerated() {
            if names.contains(word) { return index + 1 < arguments.count ? arguments[index + 1] : "" }
            if let equals = word.firstIndex(of: "="), names.contains(String(word[..<equals])) {
                return String(word[word.index(after: equals)...])
            }
        }
        return nil
    }

    /// The arguments that are no options.
    var operands: [String] { arguments.filter { !$0.hasPrefix("-") && !$0.hasPrefix("+") } }
}
