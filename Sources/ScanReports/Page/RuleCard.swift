import Reporting
import ScanModel

/// One rule: why, how to fix it, before and after, and every place.
struct RuleCard {
    let group: RuleGroup
    let isOpen: Bool

    var markup: HTML {
        """
        <details class="rule" id="rule-\(group.id)" data-rule="\(group.id)"\(isOpen ? " open" : "" as HTML)>
        <summary><span class="state \(group.severity.rawValue)">\(group.severity.rawValue)</span>\
        <h3>\(group.title)</h3><code>\(group.id)</code>\
        <span class="count"><b class="hits">\(group.findings.count)</b> \(group.findings.count == 1 ? "place" : "places")\
        \(group.effort.map { " · " + $0.rawValue } ?? "")</span></summary>
        <div class="body">\(explanation)
        <div class="scroll"><table class="list places"><caption class="unseen">Places of \(group.id)</caption>\
        <thead><tr><th scope="col">Place</th><th scope="col">What breaks there</th></tr></thead>
        <tbody>\(group.findings.map(row))</tbody></table></div></div>
        </details>

        """
    }

    private var explanation: HTML? {
        guard let rule = group.rule else { return nil }
        return """
            <div class="why"><div><h4>Why</h4><p>\(Sentence.of(rule.why))</p></div>
            <div><h4>To fix it</h4><p>\(Sentence.of(rule.remedy))\(more(rule.reference))</p></div></div>
            <div class="code"><div><h4>Before</h4><pre tabindex="0">\(lines: rule.before)</pre></div>
            <div><h4>After</h4><pre tabindex="0">\(lines: rule.after)</pre></div></div>
            """
    }

    private func row(_ finding: Finding) -> HTML {
        let remedy = finding.remedy.flatMap { $0 == group.rule?.remedy ? nil : $0 }
        let reference = finding.reference == group.rule?.reference ? nil : finding.reference
        return """
            <tr data-severity="\(finding.severity.rawValue)"><th scope="row">\(place(finding))\(milder(finding))</th><td>\
            \(Sentence.of(finding.message))\(finding.snippet.map { "<code class=\"snippet\">\($0)</code>" as HTML })\
            \(remedy.map { "<span class=\"remedy\">\(Sentence.of($0))</span>" as HTML })\(more(reference))</td></tr>

            """
    }

    /// The file's name is what people look for; the folders are on the way.
    private func place(_ finding: Finding) -> HTML {
        let cut = finding.file.utf8.lastIndex(of: UInt8(ascii: "/")).map { finding.file.utf8.index(after: $0) }
        let name = finding.file[(cut ?? finding.file.startIndex)...]
        let folder = finding.file[..<(cut ?? finding.file.startIndex)]
        let line = finding.line.map { ":\($0)" + (finding.column.map { ":\($0)" } ?? "") } ?? ""
        return "<span class=\"folder\">\(folder)</span>\(name)<span class=\"line\">\(line)</span>"
    }

    private func milder(_ finding: Finding) -> HTML? {
        guard finding.severity != group.severity else { return nil }
        return " <span class=\"state \(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>"
    }

    private func more(_ reference: String?) -> HTML? {
        guard let reference, reference.hasPrefix("https://") || reference.hasPrefix("http://") else { return nil }
        return " <a href=\"\(reference)\" rel=\"noopener noreferrer\">Read more</a>"
    }
}
