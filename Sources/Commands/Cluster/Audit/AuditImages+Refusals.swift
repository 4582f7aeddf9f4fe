import OCIRegistry
import Reporting

extension AuditImages {
    /// Registries hide private repositories behind "not found", too.
    static func mayBeAllowedToOthers(_ failure: Failure) -> Bool {
        [.unauthorized, .denied, .repositoryUnknown, .manifestUnknown].contains(failure.code)
    }
}
