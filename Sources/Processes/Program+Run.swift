import Reporting
import Subprocess
import SystemPackage

extension Program {
    private static let outputLimit = 16 << 20
    private static let errorLimit = 64 << 10

    /// Runs the program to its end. When the task is cancelled or the deadline passes it gets SIGTERM, then SIGKILL.
    /// - Parameter onLine: gets each line of standard error, and of standard output too, as it comes.
    /// - Throws: ``Failure`` with code `tool-missing` when it isn't there, `timed-out` when it took too long.
    public func run(onLine: (@Sendable (String) -> Void)? = nil) async throws -> ProgramResult {
        guard let deadline else { return try await runToTheEnd(onLine) }
        return try await withThrowingTaskGroup(of: ProgramResult.self) { group in
            group.addTask { try await runToTheEnd(onLine) }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw Failure(.timedOut, "\(executable) did not end within \(deadline)")
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }

    /// Runs the program, and takes any status but 0 for a failure.
    /// - Parameters:
    ///   - purpose: what it was run for, in the message: "build the stage «build»".
    ///   - onLine: gets each line that it prints.
    /// - Throws: ``Failure`` with code `tool-failed`, naming the last line that it printed.
    @discardableResult
    public func runChecked(
        to purpose: String, onLine: (@Sendable (String) -> Void)? = nil
    ) async throws -> ProgramResult {
        let result = try await run(onLine: onLine)
        guard result.status == 0 else {
            let lines = result.errors.split(whereSeparator: \.isNewline)
            let last = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? "it printed nothing"
            throw Failure(
                .toolFailed, "\(executable) could not \(purpose) (exit status \(result.status)): \(last)")
        }
        return result
    }

    private func runToTheEnd(_ onLine: (@Sendable (String) -> Void)?) async throws -> ProgramResult {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        let updates = Dictionary(
            uniqueKeysWithValues: environment.compactMap { name, value in
                Environment.Key(rawValue: name).map { ($0, String?.some(value)) }
            })
        let configuration = Configuration(
            executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .inherit.updating(updates),
            workingDirectory: workingDirectory.map { FilePath($0) },
            platformOptions: options)
        let input = self.input
        do {
            let result = try await Subprocess.run(
                configuration, input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                async let output = Self.lines(
                    of: execution.standardOutput, limit: Self.outputLimit, keepingEnd: false, onLine)
                async let errors = Self.lines(
                    of: execution.standardError, limit: Self.errorLimit, keepingEnd: true, onLine)
                // A program that does not read its input to the end is no failure of ours.
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
                return (try await output, try await errors)
            }
            let (output, errors) = result.closureResult
            let status: Int =
                switch result.terminationStatus {
                case .exited(let code): Int(code)
                case .signaled(let signal): 128 + Int(signal)
                }
            return ProgramResult(status: status, output: output, errors: errors)
        } catch let error as SubprocessError {
            if Task.isCancelled { throw CancellationError() }
            throw Failure(.toolMissing, "can't run \(executable)", hint: "is it installed, and in PATH?", cause: error)
        }
    }

    private static func lines(
        of stream: SubprocessOutputSequence, limit: Int, keepingEnd: Bool, _ onLine: (@Sendable (String) -> Void)?
    ) async throws -> String {
        var text = ""
        for try await line in stream.strings() {
            let line = line.hasSuffix("\n") ? String(line.dropLast()) : line
            onLine?(line)
            if text.utf8.count < limit || keepingEnd { text += line + "\n" }
            if keepingEnd, text.utf8.count > 2 * limit { text = String(text.suffix(limit)) }
        }
        return text
    }

    /// - Parameter name: a program's name.
    /// - Returns: whether a program of that name is in PATH.
    public static func isInstalled(_ name: String) async -> Bool {
        (try? await Executable.name(name).resolveExecutablePath(in: .inherit)) != nil
    }
}

extension Failure.Code {
    /// A program that is needed is not installed.
    public static let toolMissing = Self("tool-missing", .remote)
}
