import Processes
import RawJSON
import Testing

extension IntegrationTests {
    /// What the program says of its commands.
    @Suite struct Help {
        @Test(arguments: [["scan"], ["image", "inspect"], ["nodegroup", "plan"], ["shift"]])
        func aCommandIsNamedInFull(command: [String]) async throws {
            let name = command.joined(separator: " ")
            for words in [command + ["--help"], ["help"] + command] {
                let help = try await Mixarch.program(words).run()
                #expect(help.status == 0)
                #expect(help.output.contains("USAGE: mixarch \(name) "), "\(help.output)")
            }
            let mistake = try await Mixarch.program(command + ["--no-such-option"]).run()
            #expect(mistake.status == 64)
            #expect(mistake.errors.contains("mixarch \(name) --help"), "\(mistake.errors)")
        }

        @Test func everyCommandHasExamplesThatItUnderstands() async throws {
            var open: [[String]] = [[]]
            var commands = 0
            while let command = open.popLast() {
                let help = try await Mixarch.program(command + ["--help"]).run().output
                let names = Self.lines(of: help) { $0.hasSuffix("SUBCOMMANDS:") }.map { $0.prefix { $0 != " " } }
                open += names.filter { !$0.isEmpty }.map { command + [String($0)] }
                guard names.isEmpty else { continue }
                commands += 1
                let examples = Self.examples(in: help)
                #expect(!examples.isEmpty, "\(command)")
                for example in examples {
                    #expect(example.starts(with: ["mixarch"] + command), "\(example)")
                    // Everything but the last word makes sense to it, or that would be said.
                    let run = try await Mixarch.program(example.dropFirst() + ["--no-such-option"]).run()
                    #expect(run.status == 64)
                    #expect(
                        run.errors.hasPrefix("mixarch: Unknown option '--no-such-option'"), "\(example): \(run.errors)")
                }
            }
            #expect(commands > 25)
        }

        @Test(
            arguments: [
                (["scna"], "there is no command \"mixarch scna\"", "did you mean mixarch scan?"),
                (
                    ["image", "inspct", "a"], "no command \"mixarch image inspct\"",
                    "did you mean mixarch image inspect?"
                ),
                (["image", "help"], "no command \"mixarch image help\"", "mixarch image --help lists the commands"),
                (["frobnicate"], "there is no command \"mixarch frobnicate\"", "mixarch --help lists the commands"),
                (["help", "scna"], "there is no command \"mixarch scna\"", "did you mean mixarch scan?"),
                (["help", "help"], "there is no command \"mixarch help\"", "mixarch --help lists the commands"),
                (
                    ["help", "image", "inspct"], "no command \"mixarch image inspct\"",
                    "did you mean mixarch image inspect?"
                ),
                (["shift", "a", "--to", "arm46"], "unknown architecture \"arm46\"", "amd64 or arm64"),
                (["deploy", "-f", "/no/file.yaml"], "can't read /no/file.yaml", "name a file or folder that is there"),
                (["nodes", "--kubeconfig", "/no/file"], "/no/file does not exist", "name a file that is there"),
                (["shift", "a"], "--to arm64", "mixarch shift --help"),
                (["status", "--timeout", "5m"], "Unknown option '--timeout'", "mixarch status --help"),
                (["deploy", "--timeout", "5d"], "'5d' is invalid for '--timeout <time>'", "90s, 5m, 1h30m"),
            ])
        func aMistakeIsNamedWithWhatToDo(words: [String], message: String, hint: String) async throws {
            let run = try await Mixarch.program(words).run()
            #expect([64, 66].contains(run.status))
            #expect(run.errors.hasPrefix("mixarch: "), "\(run.errors)")
            #expect(run.errors.contains(message) && run.errors.contains(hint), "\(run.errors)")
        }

        @Test func programsAreToldOfMistakesToo() async throws {
            let (status, result) = try await Mixarch.json("image", "inspect")
            #expect(status == 64)
            #expect(result["error"]?["code"]?.string == "usage")
            #expect(result["error"]?["message"]?.string == "Missing expected argument '<reference>'")
            #expect(result["error"]?["hint"]?.string?.contains("mixarch image inspect --help") == true)
        }

        /// The lines of a section, without what they are indented by.
        private static func lines(of help: String, _ isTitle: (Substring) -> Bool) -> [Substring] {
            var isInside = false
            var found: [Substring] = []
            for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
                if isTitle(line) {
                    isInside = true
                } else if line.isEmpty {
                    isInside = false
                } else if isInside {
                    found.append(line.dropFirst(2))
                }
            }
            return found
        }

        /// The words of each example; a description stands behind two spaces, `\` continues a line.
        private static func examples(in help: String) -> [[String]] {
            var examples: [[String]] = []
            var isContinued = false
            for line in lines(of: help, { $0 == "Examples:" }) {
                let words = line.drop { $0 == " " }.split(separator: "  ", maxSplits: 1)[0].split(separator: " ")
                    .map(String.init)
                let text = words.filter { $0 != "\\" }
                if isContinued { examples[examples.count - 1] += text } else { examples.append(text) }
                isContinued = words.last == "\\"
            }
            return examples
        }
    }
}
