import Reporting

extension RunMount {
    /// - Parameters:
    ///   - text: the value of `--mount`: keys and values, separated by commas.
    ///   - expand: replaces the variables of a value.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package init(parsing text: String, expand: (String) throws(Failure) -> String) throws(Failure) {
        for field in try Self.fields(of: text) {
            guard let value = field.value else {
                try setSwitch(field.key, field.text)
                continue
            }
            try Self.checkVariables(field)
            try set(field.key, try expand(value))
        }
        try check()
    }

    /// Looks at the keys alone: what can be said without the values of variables.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    static func checkKeys(of text: String) throws(Failure) {
        for field in try fields(of: text) { try checkVariables(field) }
    }

    /// Which stage is needed has to be known before the values of variables are.
    private static func checkVariables(_ field: Field) throws(Failure) {
        if field.key == .from, field.value?.utf8.dropLast().contains(UInt8(ascii: "$")) == true {
            throw failure("from can't hold a variable", hint: "give the image a stage of its own, and name that stage")
        }
    }

    private struct Field {
        let key: Key
        /// Nil when there is no `=`.
        let value: String?
        let text: String
    }

    private static func fields(of text: String) throws(Failure) -> [Field] {
        guard let fields = GoValue.commaSeparated(text) else {
            throw failure(
                text.isEmpty ? "it is empty" : "\"\(text)\" has a quote where none can be",
                hint: "such as --mount=type=cache,target=/root/.cache")
        }
        var result: [Field] = []
        for field in fields {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first?.lowercased() ?? ""
            guard let key = Key(rawValue: name) else {
                let meant = Suggestion.nearest(to: name, in: Key.allCases.map(\.rawValue))
                throw failure("it has no key \"\(name)\"", hint: meant.map { "did you mean \($0)?" })
            }
            result.append(Field(key: key, value: parts.count == 2 ? String(parts[1]) : nil, text: field))
        }
        return result
    }

    private mutating func setSwitch(_ key: Key, _ text: String) throws(Failure) {
        switch key {
        case .readonly, .ro: isReadOnlyByName = true
        case .readwrite, .rw: isReadOnlyByName = false
        case .required:
            try allow(key, for: [.secret, .ssh])
            isRequired = true
        default: throw Self.failure("\"\(text)\" needs a value", hint: "write it as \(text)=VALUE")
        }
    }

    private mutating func set(_ key: Key, _ value: String) throws(Failure) {
        switch key {
        case .type: kind = try Self.choice(key, value)
        case .from: from = value
        case .source, .src: source = value
        case .target, .dst, .destination: target = value
        case .readonly, .ro: isReadOnlyByName = try Self.flag(key, value)
        case .readwrite, .rw: isReadOnlyByName = try !Self.flag(key, value)
        case .required:
            try allow(key, for: [.secret, .ssh])
            isRequired = try Self.flag(key, value)
        case .id: id = value
        case .sharing: sharing = try Self.choice(key, value)
        case .size:
            try allow(key, for: [.tmpfs])
            guard let bytes = GoValue.size(value) else { throw Self.invalid(key, value, "such as size=64m") }
            size = bytes
        case .mode: mode = try Self.number(key, value, radix: 8)
        case .uid: uid = try Self.number(key, value)
        case .gid: gid = try Self.number(key, value)
        case .env:
            try allow(key, for: [.secret])
            environment = value
        }
    }

    private func check() throws(Failure) {
        if mode != nil { try allow(.mode, for: [.secret, .ssh, .cache]) }
        if uid != nil { try allow(.uid, for: [.secret, .ssh, .cache]) }
        if gid != nil { try allow(.gid, for: [.secret, .ssh, .cache]) }
        if kind == .secret {
            if from != nil { throw Self.failure("a secret has no from", hint: "take it away") }
            if [source, target, id].allSatisfy({ $0?.isEmpty != false }) {
                throw Self.failure("a secret needs an id, a source or a target", hint: "such as type=secret,id=token")
            }
            if source?.isEmpty == false, id?.isEmpty == false {
                throw Self.failure("a secret can't have a source and an id", hint: "leave the source out")
            }
        }
        if sharing != nil { try allow(.sharing, for: [.cache]) }
    }

    private func allow(_ key: Key, for kinds: [Kind]) throws(Failure) {
        guard !kinds.contains(kind) else { return }
        let names = kinds.map(\.rawValue).joined(separator: ", ")
        throw Self.failure("\(key.rawValue) is not for the type \(kind.rawValue)", hint: "it is for \(names)")
    }

    private static func choice<Value: RawRepresentable & CaseIterable>(
        _ key: Key, _ text: String
    ) throws(Failure) -> Value where Value.RawValue == String {
        if let value = Value(rawValue: text.lowercased()) { return value }
        let names = Value.allCases.map(\.rawValue)
        let meant = Suggestion.nearest(to: text.lowercased(), in: names)
        throw invalid(
            key, text, meant.map { "did you mean \($0)?" } ?? "it can be \(names.joined(separator: ", "))")
    }

    private static func flag(_ key: Key, _ text: String) throws(Failure) -> Bool {
        guard let flag = GoValue.boolean(text) else { throw invalid(key, text, "it can be true or false") }
        return flag
    }

    private static func number(_ key: Key, _ text: String, radix: Int = 10) throws(Failure) -> UInt32 {
        guard !text.hasPrefix("+"), let number = UInt32(text, radix: radix) else {
            throw invalid(key, text, radix == 8 ? "such as mode=0400" : "such as \(key.rawValue)=1000")
        }
        return number
    }

    private static func invalid(_ key: Key, _ text: String, _ hint: String) -> Failure {
        failure("\(key.rawValue) can't be \"\(text)\"", hint: hint)
    }

    private static func failure(_ problem: String, hint: String?) -> Failure {
        Failure(.invalidDockerfile, "--mount makes no sense: \(problem)", hint: hint)
    }
}
