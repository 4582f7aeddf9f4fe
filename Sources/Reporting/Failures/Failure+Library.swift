extension Failure.Code {
    /// A library of the distribution is not installed.
    public static let libraryMissing = Self("library-missing", .input)
}

extension Failure {
    /// - Parameters:
    ///   - name: a library of the distribution.
    ///   - package: Debian's package with it.
    ///   - reason: what the dynamic linker said; nil when the library was loaded.
    /// - Throws: ``Failure`` with code `library-missing` when there is a reason.
    public static func requireLibrary(_ name: String, package: String, reason: String?) throws(Failure) {
        guard let reason else { return }
        throw Failure(
            .libraryMissing, "\(name) can't be loaded: \(reason)", hint: "install it: apt-get install \(package)")
    }
}
