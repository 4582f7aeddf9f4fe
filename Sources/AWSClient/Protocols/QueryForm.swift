import HTTPTransport

/// The parameters of a call in the Query protocols, in order.
public struct QueryForm: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var fields: [(name: String, value: String)] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }

    /// Adds a parameter.
    /// - Parameters:
    ///   - name: its name, with dots for what is nested: `Filter.1.Name`.
    ///   - value: its value; nothing is added for nil.
    public mutating func add(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    /// Adds a list as EC2 has it: `InstanceId.1`, `InstanceId.2`.
    public mutating func addList(_ name: String, _ values: [String]) {
        for (index, value) in values.enumerated() { add("\(name).\(index + 1)", value) }
    }

    /// Adds a list as the other Query services have it: `Names.member.1`.
    public mutating func addMembers(_ name: String, _ values: [String]) {
        addList(name + ".member", values)
    }

    /// Adds a filter of EC2's lists.
    /// - Parameters:
    ///   - name: such as `vpc-id`.
    ///   - values: any of these.
    public mutating func addFilter(_ name: String, _ values: [String]) {
        let number = fields.count { $0.name.hasPrefix("Filter.") && $0.name.hasSuffix(".Name") } + 1
        add("Filter.\(number).Name", name)
        addList("Filter.\(number).Value", values)
    }

    /// As a form's body.
    var encoded: [UInt8] {
        Array(SignableRequest.encoded(fields).map { "\($0.name)=\($0.value)" }.joined(separator: "&").utf8)
    }
}
