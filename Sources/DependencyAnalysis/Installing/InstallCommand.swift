import ConfigurationAnalysis

/// A command of a Dockerfile that installs packages: `pip install …`, `npm install -g …`.
struct InstallCommand {
    /// Who installs.
    enum Tool: Sendable, Hashable {
        case pip
        case npm
        case gem
        case go
        case cargo
        case conda

        fileprivate static let byProgram: [String: Tool] = [
            "pip": .pip, "npm": .npm, "yarn": .npm, "pnpm": .npm, "gem": .gem, "go": .go, "cargo": .cargo,
            "conda": .conda, "mamba": .conda, "micromamba": .conda,
        ]

        /// What says that packages are installed.
        fileprivate var verbs: Set<String> {
            switch self {
            case .pip, .gem, .cargo: ["install"]
            case .npm: ["install", "i", "add"]
            case .go: ["install", "get"]
            case .conda: ["install", "create"]
            }
        }

        /// Options with a value behind them that is no package.
        fileprivate var valued: Set<String> {
            switch self {
            case .pip:
                [
                    "-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f",
                    "--find-links", "-t", "--target", "--platform", "--only-binary", "--no-binary", "--trusted-host",
                    "--prefix", "--root", "--cache-dir", "--python", "--timeout", "--default-timeout", "--retries",
                    "-e", "--editable", "--python-version", "--implementation", "--abi", "--progress-bar", "--src",
                    "--global-option", "--config-settings", "--build-option", "--proxy", "--upgrade-strategy", "--log",
                ]
            case .npm: ["--prefix", "--registry", "--cache", "--loglevel", "-w", "--workspace", "-C", "--cwd"]
            case .gem: ["-v", "--version", "-s", "--source", "-i", "--install-dir", "-n", "--bindir", "--platform"]
            case .conda: ["-c", "--channel", "-n", "--name", "-p", "--prefix", "--file", "--solver", "--platform"]
            case .go: ["-tags", "-ldflags", "-o", "-mod"]
            case .cargo:
                [
                    "--version", "--vers", "--root", "--features", "-F", "--bin", "--target", "--index", "--registry",
                    "-j", "--jobs", "--profile", "--git", "--path", "--branch", "--tag", "--rev",
                ]
            }
        }
    }

    let tool: Tool
    /// What is installed, as it is written.
    private(set) var packages: [DockerfileCommands.Word] = []
    /// Options and their values.
    private(set) var options: [(name: String, value: String?)] = []

    /// Words that stand before a program.
    private static let prefixes: Set<String> = ["sudo", "env", "exec", "time", "if", "then", "else", "do", "!", "{"]

    /// - Returns: nil when it installs nothing.
    init?(_ command: DockerfileCommands.Command) {
        var words = command.words[...].drop { word in
            // "--mount=type=cache,target=/root/.cache" and "NAME=value" stand before the command.
            Self.prefixes.contains(word.text) || word.text.hasPrefix("--") || Self.isAssignment(word.text)
        }
        guard let first = words.popFirst() else { return nil }
        var program = Self.program(first.text)
        if program == "python", words.first?.text == "-m" {
            words = words.dropFirst()
            program = words.popFirst().map { Self.program($0.text) } ?? ""
        } else if program == "uv", words.first?.text == "pip" {
            words = words.dropFirst()
            program = "pip"
        } else if program == "yarn", words.first?.text == "global" {
            words = words.dropFirst()
        }
        guard let tool = Tool.byProgram[program] else { return nil }
        self.tool = tool
        // "pip --no-cache-dir install", "cargo +nightly install"
        guard let verb = words.first(where: { !$0.text.hasPrefix("-") && !$0.text.hasPrefix("+") }),
            tool.verbs.contains(verb.text)
        else { return nil }
        read(words.drop { $0.offset <= verb.offset })
    }

    private mutating func read(_ words: ArraySlice<DockerfileCommands.Word>) {
        var option: String?
        for word in words {
            if let name = option {
                options.append((name, word.text))
                option = nil
            } else if word.text.hasPrefix("-") {
                let parts = word.text.split(separator: "=", maxSplits: 1)
                let name = parts.first.map { String($0) } ?? word.text
                if parts.count == 2 {
                    options.append((name, String(parts[1])))
                } else if tool.valued.contains(name) {
                    option = name
                } else {
                    options.append((name, nil))
                }
            } else if word.text == ">" || word.text.hasPrefix("2>") || word.text.hasPrefix(">/") {
                return
            } else if !word.text.contains("$") {
                packages.append(word)
            }
        }
    }

    func value(of names: Set<String>) -> String? { options.first { names.contains($0.name) }?.value }

    /// `/usr/bin/python3.8` is `python`, `pip3` is `pip`.
    private static func program(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard name.hasPrefix("pip") || name.hasPrefix("python") else { return String(name) }
        return String(name.prefix { $0.isLetter })
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "="), let first = word.first else { return false }
        return (first.isLetter || first == "_")
            && word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
