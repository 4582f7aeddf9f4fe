/// Any JSON value, with nothing lost: unknown fields survive a decode and an encode.
///
/// Used wherever an object belongs to somebody else (a Kubernetes object, an image configuration), so that editing
/// one field never drops another.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The member of an object; reading gives nil when this is no object or has no such member. Setting makes an
    /// object of a null, removes the member when given nil, and does nothing on other kinds of values.
    public subscript(key: String) -> JSONValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members[key]
        }
        set {
            switch self {
            case .object(var members):
                self = .null  // releases the storage, so that the edit happens in place
                members[key] = newValue
                self = .object(members)
            case .null:
                if let newValue { self = .object([key: newValue]) }
            default: break
            }
        }
    }

    /// The element of an array; nil when this is no array or it is shorter.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The value at a path of object members; setting makes the objects on the way, removes the member when given nil.
    public subscript(path path: [String]) -> JSONValue? {
        get { path.reduce(Optional(self)) { $0?[$1] } }
        set {
            guard let first = path.first else { return }
            let rest = Array(path.dropFirst())
            if rest.isEmpty {
                self[first] = newValue
            } else {
                var child = self[first] ?? .null
                if case .null = child, newValue == nil { return }
                child[path: rest] = newValue
                self[first] = child
            }
        }
    }

    /// The value at a path of object members.
    public subscript(path path: String...) -> JSONValue? {
        get { self[path: path] }
        set { self[path: path] = newValue }
    }

    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// An integer, also when it is written as a number without a fraction.
    public var integer: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    public var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var object: [String: JSONValue]? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The members whose values are strings; nil when this is no object.
    public var strings: [String: String]? {
        object?.compactMapValues(\.string)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
    public init(nilLiteral: ()) { self = .null }
}
