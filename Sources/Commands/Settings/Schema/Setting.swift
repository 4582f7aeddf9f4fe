import RawJSON

/// One setting of `mixarch.yaml`: the one place that says what it is called, what it takes and what it is for.
struct Setting: Sendable {
    let key: String
    let kind: SettingKind
    /// A sentence.
    let summary: String
    /// What is taken when it is not there, in words of YAML; nil for nothing.
    var usual: JSONValue?
    /// A value as people write it.
    var example: JSONValue?
    var isRequired = false
}

/// What a setting takes.
indirect enum SettingKind: Sendable {
    /// A text that is not empty.
    case text
    /// A path, relative to the file's folder.
    case path
    /// An architecture in any common spelling.
    case architecture
    /// A platform: `linux/arm64`.
    case platform
    /// `90s`, `2m`, `1h30m`, or seconds alone.
    case time
    /// `20%`, or the number alone.
    case percentage
    case choice([String])
    case flag
    case number(ClosedRange<Int>)
    /// A list that is not empty.
    case list(of: SettingKind)
    /// Names and texts of the user's own.
    case texts
    case section([Setting])
}
