/// A field that another manager owns, and that a server-side apply wants to change.
public struct FieldConflict: Hashable, Sendable, CustomStringConvertible {
    /// The owner's name, such as `kubectl-edit`.
    public let manager: String
    /// The field's path, such as `.spec.replicas`.
    public let field: String

    /// - Parameters:
    ///   - manager: the owner's name.
    ///   - field: the field's path.
    public init(manager: String, field: String) {
        self.manager = manager
        self.field = field
    }

    public var description: String { "\(field) belongs to \"\(manager)\"" }
}

extension APIStatus {
    /// The fields that a server-side apply would have to take from their owners; empty for other refusals.
    public var conflicts: [FieldConflict] {
        causes.filter { $0.reason == "FieldManagerConflict" }.map { cause in
            // The manager's name is only in the text: `conflict with "NAME" using apps/v1`.
            let quoted = cause.message.split(separator: "\"", omittingEmptySubsequences: false)
            return FieldConflict(manager: quoted.count > 2 ? String(quoted[1]) : "somebody else", field: cause.field)
        }
    }
}
