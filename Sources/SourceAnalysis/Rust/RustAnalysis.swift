import Reporting
import ScanModel

/// Rust crates that do not build on arm64, or are built for x86 by their settings.
struct RustAnalysis: Analysis {
    enum Fact: Sendable {
        case source(RustFile, [Finding])
        /// `Cargo.toml`, with the names of the crates that it declares, and those that it asks for on x86 alone.
        case manifest([String], forX86: [RustFile.Dependency])
        /// A file that stands for itself.
        case findings([Finding])
    }

    private static let toolchains: NameSet = ["rust-toolchain", "rust-toolchain.toml"]
    private static let refusal = ArchitectureRefusal(
        subject: "consts::ARCH", x86: ["\"x86_64\"", "\"x86\""], arm64: ["\"aarch64\"", "\"arm64\""],
        refusals: ["panic!", "exit(", "bail!", "Err(", "unimplemented!", "expect(", "eprintln!"], choices: ["match "])

    var rules: [Rule] { RustRules.all }

    func interest(in file: FileName) -> Interest {
        if file.ending == "rs" { return .always }
        if file.name == "cargo.toml" { return .always }
        if file.name == "config" || file.name == "config.toml" {
            return file.isDirectly(in: ".cargo") ? .always : .none
        }
        return Self.toolchains.contains(file.name) ? .always : .none
    }

    func examine(_ text: SourceText, _ file: FileName) -> Fact? {
        if file.name == "cargo.toml" {
            return .manifest(
                CargoSettingsCheck.crateNames(in: text), forX86: CargoSettingsCheck.dependenciesForX86(in: text))
        }
        guard file.ending == "rs" else {
            let findings = CargoSettingsCheck.findings(in: text, isToolchain: Self.toolchains.contains(file.name))
            return findings.isEmpty ? nil : .findings(findings)
        }
        var reader = RustReader(text, file)
        let source = reader.read()
        return .source(source, findings(in: text, file))
    }

    private func findings(in text: SourceText, _ file: FileName) -> [Finding] {
        // Names of architectures stand in strings.
        let code = CommentBlanking.slashes(text.bytes)
        let checks = Self.refusal.places(in: code).map {
            Finding(
                RuntimeArchitectureRule.rule, in: text, at: $0,
                severity: RuntimeArchitectureRule.rule.severity.lowered(in: file),
                message: "this check accepts x86_64 and refuses aarch64")
        }
        let pointers = RustForeignFunctions.places(in: code).map {
            Finding(
                RustRules.characters, in: text, at: $0, severity: RustRules.characters.severity.lowered(in: file),
                message: "a C string is passed here, whose pointer is one to u8 on arm64 Linux")
        }
        let variables = RustStrings.variables(in: code).map {
            Finding(
                RustRules.characters, in: text, at: $0, severity: RustRules.characters.severity.lowered(in: file),
                message: "this is set to the pointer of a C string, which is one to u8 on arm64 Linux")
        }
        let build = file.name == "build.rs" ? RustBuildScriptCheck.findings(in: text, code: code) : []
        return checks + pointers + variables + build
    }

    func judge(_ facts: [FileFact<Fact>]) -> Judgement {
        let single = facts.flatMap { fact -> [Finding] in
            switch fact.fact {
            case .source(_, let findings), .findings(let findings): findings
            case .manifest: []
            }
        }
        return Judgement(findings: single + RustCrateCheck(facts).findings())
    }
}
