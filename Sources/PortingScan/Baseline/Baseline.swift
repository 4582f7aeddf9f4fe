import FoundationEssentials
import Reporting
import ScanModel

/// Findings that are known, so that only new ones count: for adopting the scan step by step.
public struct Baseline: Sendable, Equatable {
    /// How often each finding is there: two equal ones are two.
    private var counts: [Fingerprint: Int] = [:]

    /// What is in the file: sorted, so that a change of it is easy to read.
    private struct Document: Codable {
        struct Entry: Codable {
            let rule: String
            let file: String
            let snippet: String
            let count: Int
        }

        let version: Int
        let findings: [Entry]
    }

    private static let version = 1
    /// More equal findings than a tree can have: what a file says can't make a sum overflow.
    private static let limit = 1 << 32

    /// - Parameter findings: those that are known from now on.
    public init(_ findings: [Finding]) {
        for finding in findings { counts[Fingerprint(finding), default: 0] += 1 }
    }

    /// - Parameters:
    ///   - bytes: what ``encoded()`` has written.
    ///   - source: the file's name, for the message.
    /// - Throws: ``Failure`` with code `invalid-input`.
    public init(parsing bytes: [UInt8], source: String) throws(Failure) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        } catch {
            throw Failure(
                .invalidInput, "\(source) is no baseline of mixarch scan",
                hint: "write it anew with --write-baseline \(source)", cause: error)
        }
        guard document.version == Self.version else {
            throw Failure(
                .invalidInput, "\(source) is a baseline of version \(document.version), which is unknown",
                hint: "use the mixarch that wrote it, or write it anew with --write-baseline \(source)")
        }
        for entry in document.findings where entry.count > 0 {
            let known = Fingerprint(rule: entry.rule, file: entry.file, snippet: entry.snippet)
            counts[known, default: 0] += min(entry.count, Self.limit)
        }
    }

    /// How many findings are known.
    public var count: Int { counts.values.reduce(0, +) }

    /// The file's content: equal findings give equal bytes.
    /// - Throws: ``Failure`` with code `bug`.
    public func encoded() throws(Failure) -> [UInt8] {
        let entries = counts.sorted { $0.key < $1.key }.map { known, count in
            Document.Entry(rule: known.rule, file: known.file, snippet: known.snippet, count: count)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try Array(encoder.encode(Document(version: Self.version, findings: entries))) + [UInt8(ascii: "\n")]
        } catch {
            throw Failure(.bug, "the baseline can't be written as JSON", cause: error)
        }
    }

    /// - Parameter findings: in a report's order.
    /// - Returns: the findings that are not known, those that are, and how many known ones are gone.
    func split(_ findings: [Finding]) -> (new: [Finding], known: [Finding], gone: Int) {
        var left = counts
        var new: [Finding] = []
        var known: [Finding] = []
        for finding in findings {
            let fingerprint = Fingerprint(finding)
            if let count = left[fingerprint], count > 0 {
                left[fingerprint] = count - 1
                known.append(finding)
            } else {
                new.append(finding)
            }
        }
        return (new, known, Baseline(counts: left).count)
    }

    private init(counts: [Fingerprint: Int]) { self.counts = counts }
}

extension ScanReport {
    /// The report without the findings that are known. The verdict stays what it was, and says what is hidden.
    /// - Parameter baseline: the findings that are known.
    public func hiding(_ baseline: Baseline) -> ScanReport {
        let parts = baseline.split(findings)
        var report = self
        report.findings = parts.new
        report.evidence.baselined = parts.known.count
        report.evidence.fixed = parts.gone
        report.reasons = VerdictReasons(report: report, hidden: parts.known).sentences
        return report
    }
}
