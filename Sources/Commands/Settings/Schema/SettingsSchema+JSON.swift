import RawJSON
import Reporting

extension SettingsSchema {
    /// The JSON schema of `mixarch.yaml`, draft 2020-12.
    package static var json: JSONValue {
        var schema = root.schema
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "mixarch.yaml"
        schema["description"] = "What `mixarch up` does with a project: scan, build, verify, deploy, shift."
        return schema
    }

    /// The schema as a file, ended by a line feed.
    /// - Throws: ``Failure`` with code `bug`.
    package static func text() throws(Failure) -> String {
        String(decoding: try json.encoded(pretty: true), as: UTF8.self) + "\n"
    }
}

extension SettingKind {
    /// What YAML readers know a value by. A text may look like a number: `context: 1` is a folder.
    fileprivate var schema: JSONValue {
        switch self {
        case .text, .path: ["type": ["string", "number", "boolean"], "minLength": 1]
        case .architecture: ["type": "string", "enum": .array(Self.architectures.map { .string($0) })]
        case .platform: ["type": "string", "pattern": "^([A-Za-z0-9]+/)?[A-Za-z0-9_-]+(/[A-Za-z0-9]+)?$"]
        case .time:
            ["type": ["string", "integer"], "pattern": "^([0-9]+|(?=.)([0-9]+h)?([0-9]+m)?([0-9]+s)?)$", "minimum": 0]
        case .percentage: ["type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]+)?%?$", "minimum": 0]
        case .choice(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .flag: ["type": "boolean"]
        case .number(let range):
            [
                "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)),
            ]
        case .list(let kind): ["type": "array", "items": kind.schema, "minItems": 1]
        case .texts: ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean"]]]
        case .section(let settings): Self.object(settings)
        }
    }

    private static func object(_ settings: [Setting]) -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for setting in settings {
            var schema = setting.kind.schema
            schema["description"] = .string(setting.summary)
            schema["default"] = setting.usual
            schema["examples"] = setting.example.map { .array([$0]) }
            properties[setting.key] = schema
        }
        var schema: JSONValue = [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
        ]
        let required = settings.filter(\.isRequired).map { JSONValue.string($0.key) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }
}
