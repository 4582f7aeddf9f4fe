import DockerfileModel

/// Build arguments that mean something without an ARG: proxies for RUN, and what BuildKit itself reads.
///
/// Source: Dockerfile reference, "Predefined ARGs" and "BuildKit built-in build args".
enum PredefinedArguments {
    private static let proxies: Set<String> = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"]

    /// - Parameter name: a build argument's name.
    static func include(_ name: String) -> Bool {
        // Each proxy is known in capitals and in small letters, and in no mixture of them.
        let isProxy = proxies.contains(name) || (name == name.lowercased() && proxies.contains(name.uppercased()))
        return isProxy || name.hasPrefix("BUILDKIT_") || name == "SOURCE_DATE_EPOCH"
    }
}

extension Dockerfile {
    /// The names that any ARG of the file declares.
    var declaredArguments: Set<String> {
        Set(
            (globalArguments + stages.flatMap(\.instructions)).flatMap { instruction -> [String] in
                guard case .arg(let declared) = instruction.command else { return [] }
                return declared.map(\.name.text)
            })
    }
}
