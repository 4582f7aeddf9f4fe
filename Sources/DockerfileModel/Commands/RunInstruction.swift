import Reporting

/// What RUN says.
package struct RunInstruction: Hashable, Sendable {
    /// The network that it has.
    package enum Network: String, Hashable, Sendable, CaseIterable {
        case `default`
        case none
        case host
    }

    /// What it is allowed to do.
    package enum Security: String, Hashable, Sendable, CaseIterable {
        case sandbox
        case insecure
    }

    /// What is carried out.
    package enum Program: Hashable, Sendable {
        case exec([String])
        /// A line, or a script, for the shell.
        case shell(String)
        /// A here-document that names its interpreter in its first line.
        case script(name: String, content: String)
    }

    /// What is carried out.
    package let program: Program
    /// The values of `--mount`, variables as written.
    package let mounts: [Instruction.Word]
    package let network: Network
    package let security: Security

    /// - Parameter expand: replaces the variables of a value.
    /// - Returns: what is mounted.
    /// - Throws: ``Failure`` with code `invalid-dockerfile`; the caller adds the place.
    package func mounts(
        _ expand: (String) throws(Failure) -> String
    ) throws(Failure) -> [RunMount] {
        var result: [RunMount] = []
        for mount in mounts { result.append(try RunMount(parsing: mount.text, expand: expand)) }
        return result
    }
}
