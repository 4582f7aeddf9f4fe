import RawJSON
import Reporting
import YAML

/// Turns parsed YAML into JSON, with aliases expanded up to a bound.
struct YAMLConversion {
    /// The most values that one source may have after its aliases are expanded: a text of 400 bytes can ask for 10⁹.
    private static let limit = 1_000_000

    private let reader: YAMLReader
    private var count = 0

    /// - Parameter reader: what read the YAML; it makes the failures.
    init(reader: YAMLReader) { self.reader = reader }

    mutating func value(of node: YAMLNode) throws(Failure) -> JSONValue {
        count += 1
        guard count <= Self.limit else {
            throw failure("its aliases expand to more than \(Self.limit) values", at: node)
        }
        switch node.content {
        case .scalar(let scalar): return try value(of: scalar, node)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try value(of: element)) }
            return .array(elements)
        case .mapping(let mapping): return .object(try members(of: mapping))
        case .alias(let meant): return try value(of: meant)
        }
    }

    private func value(of scalar: YAMLScalarText, _ node: YAMLNode) throws(Failure) -> JSONValue {
        switch scalar.tag {
        case nil where scalar.isPlain: break
        case nil, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp": return .string(scalar.text)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            break
        case let tag?: throw failure("the tag \(tag) is not known", at: node)
        }
        guard let value = YAMLScalar.value(ofPlain: scalar.text) else {
            throw failure("\(scalar.text) can't be written in JSON", at: node)
        }
        return value
    }

    private mutating func members(of mapping: [(key: YAMLNode, value: YAMLNode)]) throws(Failure) -> [String: JSONValue]
    {
        var own: [String: JSONValue] = [:]
        var merged: [String: JSONValue] = [:]
        // Before any value: that may be a million values, behind which nobody would see this.
        if let key = mapping.first(where: { $0.key.scalar == nil })?.key {
            throw failure("a key must be plain text here", at: key)
        }
        for (key, node) in mapping {
            guard let scalar = key.scalar else { continue }
            if scalar.text == "<<", scalar.isPlain {
                try merge(node, into: &merged)
                continue
            }
            let name = name(of: scalar)
            guard own[name] == nil else { throw failure("the key \"\(name)\" is there twice", at: key) }
            own[name] = try value(of: node)
        }
        return merged.isEmpty ? own : own.merging(merged) { mine, _ in mine }
    }

    /// A merge key's mapping, or its sequence of mappings of which the first has precedence.
    private mutating func merge(_ node: YAMLNode, into merged: inout [String: JSONValue]) throws(Failure) {
        let values =
            switch try value(of: node) {
            case .array(let elements): elements
            case let value: [value]
            }
        for value in values {
            guard case .object(let members) = value else { throw failure("only mappings can be merged", at: node) }
            merged.merge(members) { first, _ in first }
        }
    }

    /// Keys are strings in JSON: `8080:` is "8080", and `yes:` is "true".
    private func name(of scalar: YAMLScalarText) -> String {
        guard scalar.isPlain else { return scalar.text }
        return switch YAMLScalar.value(ofPlain: scalar.text) {
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .null: "null"
        default: scalar.text
        }
    }

    private func failure(_ problem: String, at node: YAMLNode) -> Failure {
        reader.failure(problem, at: node.place)
    }
}
