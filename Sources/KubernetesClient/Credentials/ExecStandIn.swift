import RawJSON

/// Does the work of exec plugins that are not installed: Commands knows clouds, and this client does not.
public protocol ExecStandIn: Sendable {
    /// - Parameter call: what the kubeconfig says to run.
    /// - Returns: the `ExecCredential` that the program would have printed; nil for a program that is not known.
    /// - Throws: ``Failure`` when it is known, and the credential can't be had.
    func credential(for call: ExecCall) async throws -> JSONValue?
}

/// An exec plugin's call, as the kubeconfig has it.
public struct ExecCall: Sendable, Hashable {
    /// A program's name or path.
    public let command: String
    /// Its arguments.
    public let arguments: [String]
    /// The variables that the kubeconfig adds.
    public let environment: [String: String]
    /// The version of the answer: `client.authentication.k8s.io/v1`.
    public let apiVersion: String

    /// - Parameters:
    ///   - command: a program's name or path.
    ///   - arguments: its arguments.
    ///   - environment: the variables that the kubeconfig adds.
    ///   - apiVersion: the version of the answer.
    public init(command: String, arguments: [String], environment: [String: String], apiVersion: String) {
        self.command = command
        self.arguments = arguments
        self.environment = environment
        self.apiVersion = apiVersion
    }
}
