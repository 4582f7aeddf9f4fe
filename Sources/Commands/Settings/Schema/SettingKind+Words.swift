import Platforms

extension SettingKind {
    /// The spellings of architectures that nodes of clusters have.
    static let architectures = ["arm64", "aarch64", "amd64", "x86_64"]

    /// What a value must be, in words: "must be …".
    var words: String {
        switch self {
        case .text, .path: "a text"
        case .architecture: "arm64 or amd64"
        case .platform: "a platform such as linux/arm64"
        case .time: "a time such as 90s, 2m or 1h30m"
        case .percentage: "a percentage such as 20%"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .flag: "true or false"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .list(let kind): "a list of \(kind.plural)"
        case .texts: "a mapping of names to texts"
        case .section(let settings): "a mapping with \(settings.map(\.key).joined(separator: ", "))"
        }
    }

    private var plural: String {
        switch self {
        case .text, .path: "texts"
        case .architecture: "architectures, arm64 and amd64"
        case .platform: "platforms, such as linux/arm64"
        case .number(let range): "whole numbers from \(range.lowerBound) to \(range.upperBound)"
        default: words
        }
    }
}
