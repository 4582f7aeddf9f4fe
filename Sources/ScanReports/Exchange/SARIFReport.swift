import PortingScan
import RawJSON
import Reporting
import ScanModel

/// The report for code-scanning services and editors: SARIF 2.1.0 (OASIS).
struct SARIFReport {
    private let report: ScanReport
    private let groups: [RuleGroup]
    private let context: ReportContext

    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    private static let root: JSONValue = "%SRCROOT%"

    init(_ report: ScanReport, catalogue: RuleCatalogue, context: ReportContext) {
        self.report = report
        self.context = context
        groups = RuleGroup.groups(of: report.findings, catalogue).sorted { $0.id < $1.id }
    }

    /// - Throws: ``Failure`` with code `bug`.
    func text() throws(Failure) -> String {
        let document: JSONValue = ["$schema": .string(Self.schema), "version": "2.1.0", "runs": [run]]
        return String(decoding: try document.encoded(pretty: true), as: UTF8.self) + "\n"
    }

    private var run: JSONValue {
        [
            "tool": [
                "driver": [
                    "name": "mixarch", "version": .string(context.version),
                    "rules": .array(groups.map(SARIFRule.value)),
                ]
            ],
            "originalUriBaseIds": ["%SRCROOT%": ["description": ["text": "What was scanned."]]],
            "columnKind": "unicodeCodePoints",
            "invocations": [["executionSuccessful": true, "toolExecutionNotifications": .array(notifications)]],
            "results": .array(results),
            "properties": [
                "verdict": .string(report.verdict.rawValue), "target": .string("\(report.target)"),
                "reasons": .array(report.reasons.map { .string($0) }),
            ],
        ]
    }

    /// What could not be judged.
    private var notifications: [JSONValue] {
        report.evidence.notJudged.map { gap in
            [
                "level": gap.matters ? "warning" : "note",
                "message": ["text": .string("Not judged: \(Printable.text(gap.what)): \(gap.why)")],
            ]
        }
    }

    private var results: [JSONValue] {
        let indices = Dictionary(
            groups.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var seen: [Fingerprint: Int] = [:]
        return report.findings.map { finding in
            let fingerprint = Fingerprint(finding)
            let number = seen[fingerprint, default: 0] + 1
            seen[fingerprint] = number
            return [
                "ruleId": .string(finding.rule),
                "ruleIndex": .integer(Int64(indices[finding.rule] ?? -1)),
                "level": .string(SARIFRule.level(finding.severity)),
                "message": ["text": .string(message(finding))],
                "locations": [location(finding)],
                // Equal lines in one file are told apart by their order.
                "partialFingerprints": ["mixarchFinding/v1": .string("\(fingerprint.digest):\(number)")],
            ]
        }
    }

    private func message(_ finding: Finding) -> String {
        let member = Self.parts(finding.file).member.map { "\(Printable.text($0)): " } ?? ""
        let remedy = finding.remedy.map { " To fix it: \(Sentence.of($0))" } ?? ""
        return member + Sentence.of(finding.message) + remedy
    }

    private func location(_ finding: Finding) -> JSONValue {
        let parts = Self.parts(finding.file)
        var place: JSONValue = [
            "artifactLocation": ["uri": .string(Self.uri(parts.file)), "uriBaseId": Self.root]
        ]
        // A line within a member is no line of the archive.
        if parts.member == nil, let line = finding.line {
            var region: JSONValue = ["startLine": .integer(Int64(line))]
            region["startColumn"] = finding.column.map { .integer(Int64($0)) }
            region["snippet"] = finding.snippet.map { ["text": .string($0)] }
            place["region"] = region
        }
        var location: JSONValue = ["physicalLocation": place]
        if let member = parts.member {
            location["logicalLocations"] = [
                ["name": .string(member), "fullyQualifiedName": .string(finding.file), "kind": "resource"]
            ]
        }
        return location
    }

    /// A path, and what it names within an archive.
    private static func parts(_ path: String) -> (file: String, member: String?) {
        guard let mark = path.utf8.indices.first(where: { path[$0...].utf8.starts(with: "!/".utf8) }) else {
            return (path, nil)
        }
        return (String(path[..<mark]), String(path[mark...].dropFirst(2)))
    }

    /// A relative reference as RFC 3986 has it.
    static func uri(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            if byte.isASCIILetterOrDigit || "-._~/".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
