import FoundationEssentials
import RawJSON

/// JSON values as YAML in block style, the way kubectl writes kubeconfigs: keys sorted, lists as deep as their keys.
enum BlockYAML {
    /// - Parameters:
    ///   - value: any value.
    ///   - indent: how deep it stands.
    /// - Returns: its lines; a list's begin with dashes.
    static func lines(_ value: JSONValue, indent: Int = 0) -> [String] {
        let space = String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            return members.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
                let name = space + scalar(.string(key)) + ":"
                switch value {
                case .object(let members) where !members.isEmpty: return [name] + lines(value, indent: indent + 2)
                case .array(let elements) where !elements.isEmpty: return [name] + lines(value, indent: indent)
                default: return [name + " " + scalar(value)]
                }
            }
        case .array(let elements) where !elements.isEmpty:
            return elements.flatMap { element -> [String] in
                var lines = lines(element, indent: indent + 2)
                lines[0] = space + "- " + lines[0].dropFirst(indent + 2)
                return lines
            }
        default: return [space + scalar(value)]
        }
    }

    /// A value on one line: plain where that means the same, else as in JSON, which YAML reads as well.
    private static func scalar(_ value: JSONValue) -> String {
        if case .string(let text) = value, isPlain(text) { return text }
        // Only NaN and infinity can't be written, and no kubeconfig has them.
        return (try? value.encoded()).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    private static func isPlain(_ text: String) -> Bool {
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./:@=+".utf8.contains(byte)
            }
        }
        guard isSafe, YAMLScalar.value(ofPlain: text) == .string(text), !text.hasSuffix(":") else { return false }
        guard let first = text.first else { return false }
        return first.isLetter || first.isNumber || first == "/" || (text.hasPrefix("--") && text.count > 3)
    }
}
