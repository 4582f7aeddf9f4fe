import Glibc

/// What can be shown on a stream: colour and moving lines only where a person looks at them.
public struct Terminal: Sendable {
    /// Whether a person looks at the stream.
    public let isInteractive: Bool
    /// Whether colours are shown.
    public let hasColour: Bool

    /// - Parameters:
    ///   - isInteractive: whether the stream is a terminal.
    ///   - environment: looks at `NO_COLOR` and `TERM`.
    public init(isInteractive: Bool, environment: [String: String]) {
        self.isInteractive = isInteractive
        // no-color.org: any value but the empty one turns colour off.
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        hasColour = isInteractive && !refused && environment["TERM"] != "dumb"
    }

    /// - Parameters:
    ///   - descriptor: 1 for standard output, 2 for standard error.
    ///   - environment: looks at `NO_COLOR` and `TERM`.
    public init(descriptor: CInt, environment: [String: String]) {
        self.init(isInteractive: isatty(descriptor) == 1, environment: environment)
    }

    /// How wide a terminal is; nil where nobody looks, or it doesn't tell.
    /// - Parameter descriptor: 1 for standard output, 2 for standard error.
    public static func columns(descriptor: CInt) -> Int? {
        var size = winsize()
        guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// The colours that mixarch uses, each with one meaning.
    public enum Style: String, Sendable, CaseIterable {
        case good = "32"
        case bad = "31"
        case caution = "33"
        case strong = "1"
        case faint = "2"
    }

    /// - Returns: the text in a style, or as it is where there is no colour.
    public func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
