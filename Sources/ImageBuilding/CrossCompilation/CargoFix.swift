import DockerfileModel

/// `cargo build --target $target`, a linker for it, and the folder that the programs are then in.
struct CargoFix {
    let command: RunCommand
    let run: Instruction

    /// What gives Rust's triple of the target.
    static let target = "target=$(dpkg-architecture -a$TARGETARCH -qDEB_HOST_GNU_CPU)-unknown-linux-gnu"

    func apply(to fix: inout StageFix) throws(ByHand) {
        let cargo = CargoCommand(command)
        if cargo.isToolInstallation { return }
        guard
            let subcommand = command.original.words.dropFirst().first(where: { word in
                ["b", "build", "cook", "install", "rustc", "auditable"].contains(word.text)
            })
        else {
            throw ByHand(
                "by hand: cargo \(command.command.operands.first ?? "") starts what was compiled, which only the target can"
            )
        }
        if fix.distribution == .alpine || command.variables["RUSTFLAGS"]?.contains("musl") == true {
            throw ByHand(
                "by hand: on Alpine cargo compiles for rustup's target …-unknown-linux-musl and links with rust-lld; crates"
                    + " with C in them need a compiler for the target, too, which Alpine has none of to install"
                    + " (docs/build.md says more)")
        }
        let isRustImage = fix.base.split(separator: "/").last?.hasPrefix("rust") == true
        let hasRustup = isRustImage || fix.commands.commands.contains { $0.command.program == "rustup" }
        guard hasRustup || installsDebiansRust(fix) else {
            throw ByHand("by hand: rustup is not there to add the target's standard library")
        }
        try fix.useCompiler("cargo")
        fix.note(
            "compile with --target on the build platform",
            "programs are in target/<triple>/release then; COPY finds them")
        if hasRustup {
            fix.begin(run, with: Self.target, "rustup target add $target")
        } else {
            fix.begin(run, with: Self.target)
            fix.install("libstd-rust-dev:$TARGETARCH")
        }
        fix.set("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc")
        fix.set("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER=x86_64-linux-gnu-gcc")
        let words = command.original.words
        if let place = words.firstIndex(where: { $0.text == "--target" }), words.indices.contains(place + 1) {
            let fixed = words[place + 1].text
            guard fixed.hasSuffix("-unknown-linux-gnu") else {
                throw ByHand("by hand: cargo compiles for \(fixed); it needs a linker for each target")
            }
            try fix.replace(words[place + 1], of: command, with: "$target")
            paths("target/" + fixed + "/", skipping: "target/".count, replacing: fixed.count, &fix)
        } else {
            try fix.add("--target $target", after: subcommand, of: command)
            for profile in ["release", "debug"] {
                paths("target/" + profile, skipping: "target/".count, replacing: 0, &fix)
            }
        }
    }

    /// Debian's own Rust: its standard library for the target is a package.
    private func installsDebiansRust(_ fix: StageFix) -> Bool {
        fix.distribution == .debian
            && fix.commands.commands.contains { command in
                command.command.program.map(["apt", "apt-get"].contains) == true
                    && command.command.operands.contains { ["cargo", "rustc", "rust-all"].contains($0) }
            }
    }

    /// Changes the folder wherever the stage, or a COPY from it, names it.
    private func paths(_ path: String, skipping count: Int, replacing length: Int, _ fix: inout StageFix) {
        let own = fix.stage.instructions.filter { $0.keyword == .run }
        let index = fix.stage.index
        let copies = fix.dockerfile.stages[(index + 1)...].flatMap { stage in
            stage.instructions.filter { instruction in
                instruction.keyword == .copy
                    && instruction.flag("from")?.value.flatMap {
                        fix.dockerfile.stage($0, before: stage.index)?.index
                    } == index
            }
        }
        for instruction in own + copies {
            // Where $target is set it says which folder; elsewhere there is only one.
            let isKnown = instruction == run
            let folder = (isKnown ? "$target" : "*") + (length == 0 ? "/" : "")
            for number in instruction.lines {
                let line = Array(fix.dockerfile.lines[number - 1].unicodeScalars)
                let wanted = Array(path.unicodeScalars)
                for start in line.indices.dropLast(max(0, wanted.count - 1))
                where line[start..<(start + wanted.count)].elementsEqual(wanted) {
                    let place = SourcePosition(line: number, column: start + count + 1)
                    let edit = DockerfileEdit(position: place, length: length, text: folder)
                    if !fix.edits.contains(where: { $0.position == place }) { fix.edits.append(edit) }
                }
            }
        }
    }
}
