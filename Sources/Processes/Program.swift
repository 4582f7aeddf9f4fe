import Reporting
import Subprocess
import SystemPackage

/// A program to run: its name or path, arguments, and what it gets.
public struct Program: Sendable {
    /// A name that is looked up in PATH, or an absolute path.
    public var executable: String
    /// The arguments, without the program's own name. They are visible to every user: no secrets here.
    public var arguments: [String]
    /// Variables that are added to this process's environment.
    public var environment: [String: String]
    /// Where it runs; nil for the current folder.
    public var workingDirectory: String?
    /// What it reads; secrets go here.
    public var input: [UInt8]
    /// How long it may take; it is ended afterwards. Nil for no limit.
    public var deadline: Duration?

    /// - Parameters:
    ///   - executable: a name that is looked up in PATH, or an absolute path.
    ///   - arguments: without the program's own name; no secrets.
    ///   - environment: variables that are added.
    ///   - workingDirectory: where it runs.
    ///   - input: what it reads.
    ///   - deadline: how long it may take.
    public init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        workingDirectory: String? = nil, input: [UInt8] = [], deadline: Duration? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.input = input
        self.deadline = deadline
    }
}

/// How a program ended, and what it printed.
public struct ProgramResult: Sendable {
    /// The exit status; 128 plus the signal's number when a signal ended it, as shells have it.
    public let status: Int
    /// Standard output, at most 16 MiB of it.
    public let output: String
    /// Standard error, its last 64 KiB.
    public let errors: String
}
