import RawJSON
import Reporting
import Yams

/// Turns parsed YAML into JSON, with aliases expanded up to a bound.
struct YAMLConversion {
    /// The most values that one source may have after its aliases are expanded: a text of 400 bytes can ask for 10⁹.
    private static let limit = 1_000_000

    private let source: String
    private var count = 0

    init(source: String) { self.source = source }

    mutating func value(of node: Node) throws(Failure) -> JSONValue {
        count += 1
        guard count <= Self.limit else {
            throw failure("its aliases expand to more than \(Self.limit) values", at: node)
        }
        switch node {
        case .scalar(let scalar): return try value(of: scalar, node)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try value(of: element)) }
            return .array(elements)
        case .mapping(let mapping): return .object(try members(of: mapping))
        case .alias: throw failure("an alias that leads nowhere", at: node)
        }
    }

    private func value(of scalar: Node.Scalar, _ node: Node) throws(Failure) -> JSONValue {
        switch scalar.tag.description {
        case "" where scalar.style == .plain: break
        case "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp": return .string(scalar.string)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            break
        default: throw failure("the tag \(scalar.tag) is not known", at: node)
        }
        guard let value = YAMLScalar.value(ofPlain: scalar.string) else {
            throw failure("\(scalar.string) can't be written in JSON", at: node)
        }
        return value
    }

    private mutating func members(of mapping: Node.Mapping) throws(Failure) -> [String: JSONValue] {
        var own: [String: JSONValue] = [:]
        var merged: [String: JSONValue] = [:]
        for (key, node) in mapping {
            guard case .scalar(let scalar) = key else { throw failure("a key must be plain text here", at: key) }
            if scalar.string == "<<", scalar.style == .plain {
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
    private mutating func merge(_ node: Node, into merged: inout [String: JSONValue]) throws(Failure) {
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
    private func name(of scalar: Node.Scalar) -> String {
        guard scalar.style == .plain else { return scalar.string }
        return switch YAMLScalar.value(ofPlain: scalar.string) {
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .null: "null"
        default: scalar.string
        }
    }

    private func failure(_ problem: String, at node: Node) -> Failure {
        let place = node.mark.map { "\(source):\($0.line):\($0.column)" } ?? source
        return Failure(.invalidInput, "\(place): \(problem)")
    }
}
