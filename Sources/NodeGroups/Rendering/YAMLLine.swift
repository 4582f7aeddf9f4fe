import AWSClient

/// Writes values as YAML that every reader takes for what they are.
enum YAMLLine {
    /// - Parameter text: a string.
    /// - Returns: the text plain where that is no other value, quoted otherwise.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// - Parameters:
    ///   - pairs: the mapping's entries.
    ///   - indentation: before each line.
    /// - Returns: a line each, sorted by key.
    static func mapping(_ pairs: [String: String], indentation: String) -> String {
        pairs.sorted { $0.key < $1.key }.map { "\(indentation)\(scalar($0.key)): \(scalar($0.value))\n" }.joined()
    }

    /// - Parameters:
    ///   - taints: the taints of a group's nodes.
    ///   - indentation: before each line.
    /// - Returns: the key `taints` with a list as Kubernetes has it; nothing for no taints.
    static func taints(_ taints: [EKSTaint], indentation: String) -> String {
        guard !taints.isEmpty else { return "" }
        let items = taints.map { taint in
            let value = taint.value.isEmpty ? "" : "\(indentation)    value: \(scalar(taint.value))\n"
            return "\(indentation)  - key: \(scalar(taint.key))\n" + value
                + "\(indentation)    effect: \(taint.kubernetesEffect)\n"
        }
        return "\(indentation)taints:\n" + items.joined()
    }

    /// A letter first, and nothing that could end or begin something else; words that mean other values are quoted.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        guard !words.contains(text.lowercased()) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "-_./@".utf8.contains($0) }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
