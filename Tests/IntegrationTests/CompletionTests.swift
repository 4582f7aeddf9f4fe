import Processes
import Testing

extension IntegrationTests {
    /// The scripts by which shells complete mixarch's command lines.
    @Suite struct Completion {
        @Test(arguments: ["bash", "zsh", "fish"])
        func everyShellGetsTheCommands(shell: String) async throws {
            let script = try await Mixarch.run("--generate-completion-script", shell)
            #expect(script.status == 0, "\(script.errors)")
            for word in ["compare", "init", "max-slowdown"] {
                #expect(script.output.contains(word), "\(word)")
            }
        }

        @Test func bashCompletesACommandAndAValue() async throws {
            try await withFolder { folder in
                let script = try await Mixarch.run("--generate-completion-script", "bash")
                try script.output.write(to: folder + "/mixarch.bash")
                // As bash calls the function: the command, the word, and the word before it.
                let asked = """
                    source "$1"
                    complete_for() {
                        COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$1; COMP_POINT=${#1}; COMPREPLY=()
                        _mixarch mixarch "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                        printf '%s\\n' "${COMPREPLY[*]}"
                    }
                    complete_for 'mixarch comp'; complete_for 'mixarch compare --war'; complete_for 'mixarch up --from ver'
                    """
                let answer = try await Program(
                    "bash", ["-c", asked, "bash", folder + "/mixarch.bash"], deadline: .seconds(30)
                ).run()
                #expect(answer.output == "compare\n--warm-up\nverify\n", "\(answer.output)\(answer.errors)")
            }
        }
    }
}
