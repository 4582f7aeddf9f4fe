import DockerfileModel

/// C and C++: `$triple-gcc`, `make CC=$triple-gcc`, `./configure --host=$triple`, CMake's settings.
struct CompilerFix {
    let command: RunCommand
    let run: Instruction

    /// What gives the target's GNU triple, such as aarch64-linux-gnu.
    static let triple = "triple=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_TYPE)"

    private static let renamed: [String: String] = [
        "ar": "ar", "as": "as", "c++": "g++", "cc": "gcc", "cpp": "cpp", "g++": "g++", "gcc": "gcc", "gcc-ar": "gcc-ar",
        "ld": "ld", "objcopy": "objcopy", "ranlib": "ranlib", "strip": "strip",
    ]
    private static let drivers: Set<String> = ["autoreconf", "clang", "clang++", "cmake", "configure", "make", "ninja"]
    /// What it can change.
    static let tools = drivers.union(renamed.keys)

    private static let variables = ["CC=$triple-gcc", "CXX=$triple-g++", "AR=$triple-ar", "STRIP=$triple-strip"]
    private static let tests: Set<String> = ["check", "run", "test", "tests", "installcheck"]

    func apply(to fix: inout StageFix) throws(ByHand) {
        guard let program = command.original.words.first, let name = command.command.program else { return }
        let tool = BuildTool.name(name)
        if let test = command.command.operands.first(where: Self.tests.contains) {
            throw ByHand("by hand: \(tool) \(test) starts what was compiled, which only the target can")
        }
        try fix.useCompiler(tool)
        fix.note("use a C compiler for the target on the build platform")
        switch tool {
        case "autoreconf", "ninja": return
        case "cmake":
            if command.command.has("--build", "--install", "-E", "--version") { return }
            try fix.add(
                "-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=${triple%%-*}"
                    + " -DCMAKE_C_COMPILER=$triple-gcc -DCMAKE_CXX_COMPILER=$triple-g++", after: program, of: command)
        case "configure": try fix.add("--host=$triple", after: program, of: command)
        case "clang", "clang++": try fix.add("--target=$triple", after: program, of: command)
        case "make": try make(program, &fix)
        default: try fix.replace(program, of: command, with: "$triple-" + (Self.renamed[tool] ?? tool))
        }
        fix.begin(run, with: Self.triple)
    }

    private func make(_ program: ShellWord, _ fix: inout StageFix) throws(ByHand) {
        var missing: [String] = []
        for variable in Self.variables {
            let name = variable.prefix { $0 != "=" } + "="
            if let word = command.original.words.first(where: { $0.text.hasPrefix(name) }) {
                guard !word.text.contains("$") else { continue }
                try fix.replace(word, of: command, with: variable)
            } else {
                missing.append(variable)
            }
        }
        if !missing.isEmpty { try fix.add(missing.joined(separator: " "), after: program, of: command) }
    }
}
