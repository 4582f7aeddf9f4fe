import DockerfileModel

/// Says whether what RUN does gives the same files on every architecture, by the names of the programs that it runs.
///
/// It is a presumption, not a proof: what such a stage gives to the image is looked through after the build.
struct CommandClassifier {
    /// What is known about a RUN.
    enum Judgement: Hashable, Sendable {
        /// The same everywhere; the compilers and build tools among the programs, which are the reason.
        case independent(tools: [String])
        /// It may depend on the architecture, because of this word.
        case dependent(because: String)
    }

    /// Compilers and build tools whose output is for a virtual machine, a browser or a reader.
    private static let tools: Set<String> = [
        "ant", "antora", "asciidoctor", "esbuild", "gradle", "gradlew", "groovyc", "hugo", "jar", "javac", "javadoc",
        "kotlinc", "mkdocs", "mvn", "mvnw", "npm", "npx", "pnpm", "rollup", "sass", "sbt", "scalac", "tsc", "vite",
        "webpack", "yarn",
    ]

    /// Programs that handle files without looking into them, and those that fetch what the build needs.
    private static let neutral: Set<String> = [
        ":", ".", "[", "addgroup", "adduser", "apk", "apt", "apt-get", "awk", "basename", "bash", "bunzip2", "cat",
        "cd",
        "chgrp", "chmod", "chown", "cp", "curl", "cut", "date", "dirname", "echo", "egrep", "env", "exit", "export",
        "false", "fgrep", "find", "git", "grep", "groupadd", "gunzip", "gzip", "head", "install", "ln", "ls", "md5sum",
        "microdnf", "mkdir", "mktemp", "mv", "printf", "pwd", "read", "readlink", "realpath", "rm", "rmdir", "sed",
        "set", "sh", "sha256sum", "sha512sum", "sleep", "sort", "source", "stat", "tail", "tar", "tdnf", "tee", "test",
        "time", "touch", "tr", "true", "umask", "uniq", "unset", "unxz", "unzip", "useradd", "usermod", "wait", "wc",
        "wget", "which", "xargs", "xz", "yum", "dnf", "zip",
    ]

    /// Words of the shell's grammar, after which a command follows.
    private static let grammar: Set<String> = [
        "!", "(", ")", "{", "}", "case", "do", "done", "elif", "else", "esac", "exec", "fi", "if", "sudo", "then",
        "until",
        "while",
    ]

    /// What asks for the architecture, wherever it stands.
    private static let questions = [
        "uname", "dpkg --print", "dpkg-architecture", "apk --print-arch", "lscpu", "getconf", "$(arch)", "`arch`",
        "os.arch", "/proc/cpuinfo",
    ]

    /// - Parameter instruction: a RUN.
    func judge(_ instruction: Instruction) -> Judgement {
        let script = ([instruction.arguments] + instruction.heredocs.map(\.content)).joined(separator: "\n")
        if let question = Self.questions.first(where: { script.contains($0) }) { return .dependent(because: question) }
        if let words = instruction.jsonArguments { return judge([words]) }
        return judge(Self.commands(of: script))
    }

    private func judge(_ commands: [[String]]) -> Judgement {
        var tools: [String] = []
        for command in commands {
            guard let word = Self.program(of: command) else { continue }
            let name = word.split(separator: "/").last.map(String.init) ?? word
            if Self.tools.contains(name) {
                if !tools.contains(name) { tools.append(name) }
            } else if !Self.neutral.contains(name) || word.contains("$") {
                return .dependent(because: name)
            } else if ["sh", "bash", "env", "xargs", "exec", "time", ".", "source"].contains(name),
                case .dependent(let reason) = judgeArguments(of: command, after: word)
            {
                return .dependent(because: reason)
            }
        }
        return .independent(tools: tools)
    }

    /// The program that another one is asked to run: `xargs javac`, `sh -c "…"`, `sh build.sh`.
    private func judgeArguments(of command: [String], after word: String) -> Judgement {
        guard let place = command.firstIndex(of: word) else { return .independent(tools: []) }
        let rest = command[(place + 1)...].drop { $0.hasPrefix("-") && $0 != "-c" }
        guard let next = rest.first else { return .independent(tools: []) }
        return next == "-c" ? judge(Self.commands(of: rest.dropFirst().joined(separator: " "))) : judge([Array(rest)])
    }

    /// The first word that is neither a variable's assignment, a redirection nor grammar.
    private static func program(of command: [String]) -> String? {
        guard let first = command.first(where: { !grammar.contains($0) }) else { return nil }
        // What `for x in a b` and `case x in` name are no programs.
        if first == "for" || command.first == "case" { return nil }
        return command.first { word in
            !grammar.contains(word) && !isAssignment(word) && !word.hasPrefix(">") && !word.hasPrefix("<")
        }
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "=") else { return false }
        return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// The commands of a shell script as words: split where a command can end, quotes taken away.
    private static func commands(of script: String) -> [[String]] {
        var commands: [[String]] = []
        var command: [String] = []
        var word = ""
        var quote: Character?
        func endWord() {
            if !word.isEmpty { command.append(word) }
            word = ""
        }
        func endCommand() {
            endWord()
            if !command.isEmpty { commands.append(command) }
            command = []
        }
        let characters = Array(script)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            switch character {
            case "\\" where quote != "'":
                if let next, !next.isNewline { word.append(next) }
                index += 1
            case "'" where quote == nil, "\"" where quote == nil: quote = character
            case quote: quote = nil
            case "$" where next == "(" && quote != "'":
                // What stands in a command substitution is run as well.
                endCommand()
                index += 1
            case "`" where quote != "'": endCommand()
            case _ where quote != nil: word.append(character)
            case "&" where word.hasSuffix(">"), "&" where next == ">": word.append(character)
            case ";", "&", "|", "\n", "(", ")": endCommand()
            case "#" where word.isEmpty:
                while index < characters.count, !characters[index].isNewline { index += 1 }
                endCommand()
            case _ where character.isWhitespace: endWord()
            default: word.append(character)
            }
            index += 1
        }
        endCommand()
        return commands
    }
}
