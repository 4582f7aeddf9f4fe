/// A value of a YAML text, untyped, with the place where it stands.
public struct YAMLNode: Sendable {
    /// What kinds of values there are.
    public enum Content: Sendable {
        case scalar(YAMLScalarText)
        case sequence([YAMLNode])
        /// Keys and values in the text's order; nothing keeps a key from being there twice.
        case mapping([(key: YAMLNode, value: YAMLNode)])
        /// What an alias stands for. Nested aliases can stand for more than the memory holds.
        indirect case alias(YAMLNode)
    }

    public let content: Content
    public let place: YAMLPlace

    /// The scalar that this is; nil for anything else.
    public var scalar: YAMLScalarText? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The elements, when this is a sequence.
    public var sequence: [YAMLNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The members, when this is a mapping.
    public var mapping: [(key: YAMLNode, value: YAMLNode)]? {
        if case .mapping(let members) = content { members } else { nil }
    }
}

/// A scalar as it was written, quotes and escapes resolved.
public struct YAMLScalarText: Sendable, Hashable {
    public let text: String
    /// Whether it stands there without quotes and is no block either: only then `true` and `1` are no texts.
    public let isPlain: Bool
    /// Its tag in full, such as `tag:yaml.org,2002:str`; nil for none.
    public let tag: String?
}

/// Where something stands in a YAML text; both count from 1.
public struct YAMLPlace: Sendable, Hashable {
    public let line: Int
    public let column: Int
}
