import Reporting

extension APIStatus {
    /// - Parameters:
    ///   - purpose: what was to be done: "apply deployment/petstore".
    ///   - connection: the cluster, for hints.
    /// - Returns: the refusal in words, with this status as its cause.
    func failure(to purpose: String, at connection: ClusterConnection) -> Failure {
        let (code, text, hint) = words(connection)
        return Failure(code, "can't \(purpose): \(text)", hint: hint, cause: self)
    }

    private func words(_ connection: ClusterConnection) -> (Failure.Code, String, String?) {
        if isUnknownField { return (.invalidManifest, message, "is a field misspelt, or newer than the cluster?") }
        if isWrongType {
            return (.invalidManifest, message, "a value is of the wrong type; do quotes miss, or too many?")
        }
        return switch (code, reason) {
        case (401, _):
            (.unauthorized, "the cluster does not accept the credentials", "they come from \(connection.origin)")
        case (403, _):
            (.forbidden, message, "ask for a role that allows it; `kubectl auth can-i --list` shows what you may do")
        case (404, _): (.objectNotFound, message, nil)
        case (409, _) where !conflicts.isEmpty:
            (
                .fieldConflict, conflicts.map(\.description).joined(separator: "; "),
                "somebody else set these fields; --force-conflicts takes them over"
            )
        case (409, _): (.objectChanged, message, "run the same command again")
        case (422, _), (400, "BadRequest"), (400, "Invalid"): (.invalidManifest, fieldMessages ?? message, nil)
        case (429, _), (500..., _): (.remoteRefused, "the cluster says: \(message)", nil)
        default: (.remoteRefused, message, nil)
        }
    }

    /// Kubernetes has no reason of its own for a field that it does not know: an apply gets 500 up to 1.24, and 400 or
    /// 422 later. The words have been the same since server-side apply exists.
    private var isUnknownField: Bool {
        guard [400, 422, 500].contains(code) else { return false }
        return ["field not declared in schema", "unknown field", "strict decoding error"].contains {
            message.firstRange(of: $0) != nil
        }
    }

    /// The same goes for a value that its field can't have.
    private var isWrongType: Bool {
        [400, 422, 500].contains(code) && message.firstRange(of: "failed to create typed patch object") != nil
    }

    private var fieldMessages: String? {
        guard !causes.isEmpty else { return nil }
        return causes.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }.joined(separator: "; ")
    }
}
