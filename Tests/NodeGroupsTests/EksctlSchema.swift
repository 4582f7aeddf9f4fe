import RawJSON

/// Part of eksctl's published schema (eksctl-io/eksctl, pkg/apis/eksctl.io/v1alpha5/assets/schema.json, at commit
/// 009491b21c67635c70cc8bf3ecd266d39c63feda): what it says of clusters as a whole and of managed node groups. Descriptions
/// are left out, and definitions of what mixarch never writes are left open.
enum EksctlSchema {
    private static let text = """
        {
         "$ref": "#/definitions/ClusterConfig",
         "$schema": "http://json-schema.org/draft-07/schema#",
         "definitions": {\(clusters), \(nodeGroups)},
         "type": "object"
        }
        """

    /// - Returns: what a document breaks of the schema; empty when it accepts it.
    static func problems(of value: JSONValue) throws -> [String] {
        let schema = try JSONValue(parsing: text.utf8, source: "eksctl's schema")
        return problems(of: value, schema, at: "", in: schema)
    }

    /// The keywords that the schema uses: $ref, type, enum, required, properties, additionalProperties, items.
    private static func problems(
        of value: JSONValue, _ schema: JSONValue, at path: String, in whole: JSONValue
    ) -> [String] {
        var problems: [String] = []
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            let definition = whole[path: "definitions", String(name)] ?? .null
            return Self.problems(of: value, definition, at: path, in: whole)
        }
        if let type = schema["type"]?.string, !isOf(type, value) { problems.append("\(path) is no \(type)") }
        if let values = schema["enum"]?.array, !values.contains(value) { problems.append("\(path) is not in the list") }
        for name in (schema["required"]?.array ?? []).compactMap(\.string) where value[name] == nil {
            problems.append("\(path) has no \(name)")
        }
        for (name, member) in value.object ?? [:] {
            if let own = schema[path: "properties", name] {
                problems += Self.problems(of: member, own, at: "\(path).\(name)", in: whole)
            } else if schema["additionalProperties"] == false {
                problems.append("\(path) may not have \(name)")
            } else if let other = schema["additionalProperties"] {
                problems += Self.problems(of: member, other, at: "\(path).\(name)", in: whole)
            }
        }
        if let items = schema["items"] {
            for (index, element) in (value.array ?? []).enumerated() {
                problems += Self.problems(of: element, items, at: "\(path)[\(index)]", in: whole)
            }
        }
        return problems
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "string": value.string != nil
        case "boolean": value.bool != nil
        case "integer": value.integer != nil
        case "array": value.array != nil
        case "object": value.object != nil
        default: true
        }
    }
}
