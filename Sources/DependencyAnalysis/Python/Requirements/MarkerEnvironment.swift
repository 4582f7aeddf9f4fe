import ScanModel

/// What an environment marker is asked about: Python for Linux on one architecture.
package struct MarkerEnvironment: Sendable {
    /// `platform_machine`.
    let machine: String
    /// The minor number of Python 3, when it is known.
    let python: Int?

    /// Releases of Python 3 that a marker may be about when the version is not known.
    private static let pythons = 6...15

    private static let linux: [String: String] = [
        "os_name": "posix", "os.name": "posix", "sys_platform": "linux", "sys.platform": "linux",
        "platform_system": "Linux", "platform_python_implementation": "CPython",
        "platform.python_implementation": "CPython", "python_implementation": "CPython",
        "implementation_name": "cpython",
    ]

    private init(machine: String, python: Int?) {
        self.machine = machine
        self.python = python
    }

    /// - Parameter python: the minor number of Python 3, when it is known.
    package static func arm64(python: Int? = nil) -> Self { Self(machine: "aarch64", python: python) }

    /// - Parameter python: the minor number of Python 3, when it is known.
    package static func x86(python: Int? = nil) -> Self { Self(machine: "x86_64", python: python) }

    func value(of variable: String) -> String? {
        variable == "platform_machine" || variable == "platform.machine" ? machine : Self.linux[variable]
    }

    /// Whether a condition holds for the version of Python, or for all that it may be.
    func holds(_ condition: VersionSpecifier, isFull: Bool) -> Ternary {
        // The last number is not known; conditions about it are rare.
        if isFull, (condition.version?.release.count ?? 0) > 2, python != nil { return .unknown }
        let answers = (python.map { $0...$0 } ?? Self.pythons).map { minor in
            condition.contains(PythonVersion(release: isFull ? [3, minor, 5] : [3, minor]))
        }
        if answers.allSatisfy({ $0 }) { return .yes }
        return answers.contains(true) ? .unknown : .no
    }
}
