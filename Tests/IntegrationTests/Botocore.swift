import FoundationEssentials
import Processes
import RawJSON
import Testing

/// The AWS SDK for Python as judge: what it signs, where it sends, whom it takes the user for.
enum Botocore {
    /// - Parameters:
    ///   - what: of `lab/aws/judge.py`.
    ///   - questions: one for each answer.
    ///   - environment: the whole environment besides PATH; nil for this process's own.
    static func ask(
        _ what: String, _ questions: [JSONValue], environment: [String: String]? = nil
    ) async throws -> [JSONValue] {
        let python = try #require(
            Mixarch.variable("MIXARCH_LAB_BOTOCORE"), "the lab is not up: lab/up aws; eval \"$(lab/env)\"")
        var input: [UInt8] = []
        for question in questions { input += try question.encoded() + [UInt8(ascii: "\n")] }
        let judge = Mixarch.checkout + "/lab/aws/judge.py"
        var words = [python, judge, what]
        if let environment {
            words =
                ["env", "-i", "PATH=/usr/bin:/bin"] + environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
                + words
        }
        let result = try await Program(words[0], Array(words.dropFirst()), input: input, deadline: .seconds(300))
            .runChecked(to: "ask botocore")
        let answers = try result.output.split(separator: "\n").map { try JSONValue(parsing: $0.utf8, source: what) }
        #expect(answers.count == questions.count)
        return answers
    }
}
