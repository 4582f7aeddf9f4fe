import Reporting
import ScanModel

/// `config.guess` and `config.sub` from before arm64: `configure` ends with "unable to guess system type".
struct ConfigGuessAnalysis: Analysis {
    private static let names: NameSet = ["config.guess", "config.sub"]
    private static let rule = Rule(
        id: "old-config-guess", title: "a config.guess from before arm64", area: .build, severity: .blocker,
        effort: .minutes,
        why: "configure asks config.guess and config.sub what machine it is on; this copy does not know aarch64.",
        remedy: "take the newer config.guess and config.sub: autoreconf -fi, or from GNU's config project",
        before: "timestamp='2009-11-20'", after: "timestamp='2023-08-22'",
        reference: "https://www.gnu.org/software/gettext/manual/html_node/config_002eguess.html")

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest { Self.names.contains(file.name) ? .always : .none }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let all = 0..<text.bytes.count
        // A short one asks another.
        guard text.bytes.contains("timestamp=", in: all), !text.bytes.contains("aarch64", in: all),
            text.bytes.containsAny(["i386", "i*86", "i?86", "x86_64"], in: all)
        else { return nil }
        let place = text.bytes.firstIndex(of: "timestamp=", in: all)
        return [
            Finding(
                Self.rule, in: text, at: place, severity: Self.rule.severity.lowered(in: file),
                message: "this copy of \(file.name) does not know aarch64, and configure ends with an error there")
        ]
    }
}
