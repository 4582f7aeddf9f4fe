import Reporting

extension WordReader {
    private static let supportedForms =
        "supported: ${x}, ${x:-y}, ${x:+y}, ${x:?y}, the same without the colon, ${x#y}, ${x##y}, ${x%y}, ${x%%y}, "
        + "${x/y/z} and ${x//y/z}"

    /// Reads `$name` or `${name…}`.
    mutating func variable() throws(Failure) -> String {
        _ = take()
        guard peek == "{" else {
            let name = self.name()
            if name.isEmpty { return "$" }
            return try value(of: name) ?? (expander.keepsUnset ? "$" + name : "")
        }
        _ = take()
        if let scalar = peek, scalar == "{" || scalar == "}" || scalar == ":" {
            throw Self.failure("\"${\" needs a variable's name")
        }
        let name = self.name()
        guard let form = take() else { throw Self.failure("\"${\" has no \"}\"") }
        switch form {
        case "}": return try value(of: name) ?? (expander.keepsUnset ? "${\(name)}" : "")
        case ":":
            guard let form = take() else { throw Self.failure("\"${\" has no \"}\"") }
            return try modified(name, form, isEmptyUnset: true)
        case "-", "+", "?", "#", "%": return try modified(name, form, isEmptyUnset: false)
        case "/": return try replaced(name)
        default: throw unsupported(name)
        }
    }

    private func unsupported(_ name: String) -> Failure {
        Self.failure("unsupported form of ${\(name)…}", hint: Self.supportedForms)
    }

    /// `${name-word}` and its like, from the word on.
    private mutating func modified(
        _ name: String, _ form: Unicode.Scalar, isEmptyUnset: Bool
    ) throws(Failure) -> String {
        let word = try read(until: "}", keepsEscapes: form == "#" || form == "%").text
        let value = try value(of: name)
        if value == nil, expander.keepsUnset { return "${\(name)\(isEmptyUnset ? ":" : "")\(form)\(word)}" }
        let current = isEmptyUnset && value == "" ? nil : value
        switch form {
        case "-": return current ?? word
        case "+": return current == nil ? "" : word
        case "?":
            guard let current else {
                let problem = value == nil ? "is not set" : "is empty"
                throw Self.failure(word.isEmpty ? "\(name) \(problem)" : "\(name): \(word)")
            }
            return current
        case "#", "%":
            // The same character again asks for the longest piece.
            let isLongest = word.unicodeScalars.first == form
            let pattern = try ShellPattern(isLongest ? word.unicodeScalars.dropFirst() : word.unicodeScalars[...])
            let value = value ?? ""
            return form == "#"
                ? pattern.trimmingPrefix(of: value, isLongest: isLongest)
                : pattern.trimmingSuffix(of: value, isLongest: isLongest)
        default: throw unsupported(name)
        }
    }

    /// `${name/pattern/replacement}`, from the pattern on.
    private mutating func replaced(_ name: String) throws(Failure) -> String {
        let isEverywhere = peek == "/"
        if isEverywhere { _ = take() }
        let pattern = try read(until: "/", keepsEscapes: true).text
        let replacement = try read(until: "}", keepsEscapes: true).text
        let value = try value(of: name)
        if value == nil, expander.keepsUnset { return "${\(name)/\(pattern)/\(replacement)}" }
        return try ShellPattern(pattern.unicodeScalars[...])
            .replacing(in: value ?? "", with: replacement, isEverywhere: isEverywhere)
    }
}
