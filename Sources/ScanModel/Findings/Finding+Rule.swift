import Reporting

extension Finding {
    /// A finding at a place in a text, with what its rule says where nothing better is known.
    /// - Parameters:
    ///   - rule: what was looked for.
    ///   - text: the file.
    ///   - offset: the place, in bytes; nil when it is the file as a whole.
    ///   - severity: when the place makes it another one than the rule's.
    ///   - message: what is wrong here.
    ///   - remedy: when there is a better one than the rule's.
    ///   - reference: when there is a better one than the rule's.
    package init(
        _ rule: Rule, in text: SourceText, at offset: Int?, severity: Severity? = nil, message: String,
        remedy: String? = nil, reference: String? = nil
    ) {
        self.init(
            rule: rule.id, severity: severity ?? rule.severity, file: text.path,
            line: offset.map { text.line(at: $0) }, column: offset.flatMap { text.column(at: $0) },
            snippet: offset.map { text.snippet(at: $0) }, message: message, remedy: remedy ?? rule.remedy,
            reference: reference ?? rule.reference)
    }
}
