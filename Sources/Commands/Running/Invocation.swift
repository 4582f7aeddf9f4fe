import ArgumentParser
import Console
import FoundationEssentials
import Glibc
import HTTPTransport
import Reporting

/// One run of the program: from the words of the command line to the exit status.
public enum Invocation {
    /// Runs the command that the process's arguments name, and ends the process. The main thread waits for signals: were
    /// `main` asynchronous, the C library would load another one to end it.
    public static func run() -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // A reader that goes away (a pipe into head) must not end a deployment half-way.
        signal(SIGPIPE, SIG_IGN)
        Interruption.prepare()
        let lookup = CommandLookup(arguments)
        // It only asks servers for a few short answers, on one thread, which gets ready while the command line is read.
        let thread = lookup.type == InspectCommand.self ? NetworkSender.oneThread : nil
        let command = Result { try lookup.command() }
        let work = Task.detached(executorPreference: thread) {
            exit(await exitStatus(of: arguments) { try await run(command.get()) })
        }
        Interruption.watch { work.cancel() }
    }

    private static func run(_ command: some ParsableCommand) async throws {
        var command = command
        guard var asynchronous = command as? any AsyncParsableCommand else { return try command.run() }
        try await asynchronous.run()
    }

    private static func exitStatus(of arguments: [String], _ body: () async throws -> Void) async -> Int32 {
        do {
            try await body()
            return 0
        } catch let answer as Answer {
            return answer.exitStatus
        } catch let failure as Failure {
            return report(failure, arguments)
        } catch is CancellationError {
            StandardStreams.writeError(["mixarch: interrupted; nothing is left half-done, run the same command again"])
            return 130
        } catch {
            // argument-parser's own errors and its requests for help and version.
            guard MixarchCommand.exitCode(for: error) != .failure else {
                return report(Failure(.bug, "unexpected: \(error)"), arguments)
            }
            return show(error, arguments)
        }
    }

    private static func show(_ error: any Error, _ arguments: [String]) -> Int32 {
        let status = MixarchCommand.exitCode(for: error)
        let text = MixarchCommand.fullMessage(for: error)
        guard status != .success else {
            StandardStreams.write(text + "\n")
            return status.rawValue
        }
        // Every message begins alike, whoever found the mistake.
        let lines = text.split(separator: "\n").map(String.init)
        StandardStreams.writeError([text.hasPrefix("Error: ") ? "mixarch: " + text.dropFirst("Error: ".count) : text])
        if OutputOptions.format(in: arguments) == .json {
            let hint = lines.last.map { String($0.drop { $0 == " " }) }
            let failure = Failure(.usage, MixarchCommand.message(for: error), hint: hint)
            StandardStreams.write(ResultFormat.json(error: failure))
        }
        return status.rawValue
    }

    private static func report(_ found: Failure, _ arguments: [String]) -> Int32 {
        let failure = found.withUsualHint
        var lines = ["mixarch: " + failure.message]
        if let hint = failure.hint { lines.append("  " + hint) }
        StandardStreams.writeError(lines)
        if OutputOptions.format(in: arguments) == .json { StandardStreams.write(ResultFormat.json(error: failure)) }
        return failure.code.kind.exitStatus
    }
}

extension Failure {
    /// With what to do when a remote can't be reached and nobody knew more than that.
    fileprivate var withUsualHint: Failure {
        guard hint == nil, code == .unreachable else { return self }
        return Failure(
            code, message,
            hint:
                "see whether the address is right, and can be reached from here; where only a proxy leads there, set HTTPS_PROXY",
            cause: cause)
    }
}

/// The answer "no" to a question that a command was asked, after its result was printed.
struct Answer: Error {
    let exitStatus: Int32
    static let negative = Answer(exitStatus: 1)
}

extension Failure.Kind {
    /// The exit status of a failure of this kind (sysexits.h from 64 on).
    var exitStatus: Int32 {
        switch self {
        case .negative: 1
        case .usage: 64
        case .input: 66
        case .remote: 69
        case .bug: 70
        }
    }
}
