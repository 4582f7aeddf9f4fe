import Reporting
import ScanModel

/// Puts the files of crates together: a module is compiled where the `mod` line that names it is.
struct RustCrateCheck {
    private let files: [String: RustFile]
    private let paths: [String]
    private var declarations: [String: [(file: String, guarded: RustGuard)]] = [:]
    /// The names of the crates in each folder with a `Cargo.toml`: a program names its library so.
    private var manifests: [String: [String]] = [:]
    /// The manifests that ask for crates on x86 alone.
    private var dependencies: [(manifest: String, crates: [RustFile.Dependency])] = []
    /// Modules in modules: deeper than people nest them.
    private static let depthLimit = 64

    init(_ facts: [FileFact<RustAnalysis.Fact>]) {
        var files: [String: RustFile] = [:]
        for fact in facts {
            switch fact.fact {
            case .source(let file, _): files[fact.path] = file
            case .manifest(let names, let forX86):
                manifests[String(FileName(path: fact.path).folder)] = names
                if !forX86.isEmpty { dependencies.append((fact.path, forX86)) }
            case .findings: continue
            }
        }
        self.files = files
        paths = facts.map { $0.path }.filter { files[$0] != nil }
        for path in paths { declare(path) }
    }

    func findings() -> [Finding] {
        var guards: [String: RustGuard] = [:]
        for path in paths { guards[path] = guarded(path, depth: 0) }
        return paths.flatMap { hits(in: $0, guards[$0] ?? .always) } + missing(guards)
            + dependencies.flatMap { missing($0.crates, of: $0.manifest, guards) }
    }

    /// Crates that are there on x86 alone, and are named by code for arm64.
    private func missing(_ crates: [RustFile.Dependency], of manifest: String, _ guards: [String: RustGuard])
        -> [Finding]
    {
        let folder = String(FileName(path: manifest).folder)
        let members = paths.filter { guards[$0]?.arm64 == .yes && crate(of: $0) == folder }
        let rule = RustRules.architectureOnly
        return crates.compactMap { crate in
            guard
                let user = members.first(where: { path in
                    guard let words = files[path]?.words else { return false }
                    return words.contains(crate.name, of: "use")
                        || words.contains(crate.name, .imported) && !words.contains(crate.name, .bound)
                })
            else { return nil }
            return Finding(
                rule: rule.id, severity: rule.severity.lowered(in: FileName(path: user)), file: manifest,
                line: crate.place.line, column: crate.place.column, snippet: crate.place.snippet,
                message: "the crate \(crate.name) is there on x86 only, and \(user) uses it on arm64 too",
                remedy: rule.remedy, reference: rule.reference)
        }
    }

    // MARK: modules

    private mutating func declare(_ path: String) {
        guard let file = files[path] else { return }
        for module in file.modules {
            guard let target = target(of: module, in: path) else { continue }
            declarations[target, default: []].append((path, module.guarded))
        }
    }

    /// - Returns: the file that `mod name;` takes in.
    private func target(of module: RustFile.Module, in path: String) -> String? {
        let name = FileName(path: path)
        let folder = name.folders.map { String($0) }
        if let written = module.path {
            let found = Self.normal(folder + written.split(separator: "/").map { String($0) })
            return files[found] == nil ? nil : found
        }
        let stem = String(name.name.dropLast(3))
        // The file of a crate's root can have any name.
        let places = Self.roots.contains(stem) ? [folder] : [folder + [stem], folder]
        for place in places {
            let base = (place + module.outer + [module.name]).joined(separator: "/")
            for candidate in [base + ".rs", base + "/mod.rs"] where candidate != path && files[candidate] != nil {
                return candidate
            }
        }
        return nil
    }

    private static let roots: Set<String> = ["lib", "main", "mod", "build"]

    private static func normal(_ parts: [String]) -> String {
        var result: [String] = []
        for part in parts where part != "." {
            if part == ".." { _ = result.popLast() } else { result.append(part) }
        }
        return result.joined(separator: "/")
    }

    private func guarded(_ path: String, depth: Int) -> RustGuard {
        guard depth < Self.depthLimit, let places = declarations[path], !places.isEmpty else {
            return isRoot(path) || !ArchitectureWords.namesX86(path) ? .always : !.always
        }
        return places.reduce(!RustGuard.always) { result, place in
            result || (guarded(place.file, depth: depth + 1) && place.guarded)
        }
    }

    /// A file that no `mod` names is taken in by a macro or not at all; one for x86 surely is so where it fits.
    private func isRoot(_ path: String) -> Bool { Self.roots.contains(String(FileName(path: path).name.dropLast(3))) }

    // MARK: findings

    private func hits(in path: String, _ outer: RustGuard) -> [Finding] {
        guard let file = files[path] else { return [] }
        var known: Set<Int> = []
        return file.hits.compactMap { hit in
            let all = outer && hit.guarded
            guard all.arm64.isPossible, !hit.isForOthersOnly || (all.arm64 == .yes && all.amd64 == .no) else {
                return nil
            }
            guard hit.finding.line.map({ known.insert($0).inserted }) ?? true else { return nil }
            return all.arm64 == .yes ? hit.finding : hit.finding.asWarning
        }
    }

    /// What x86 alone defines, and code for arm64 uses.
    private func missing(_ guards: [String: RustGuard]) -> [Finding] {
        var crates: [String: [String]] = [:]
        for path in paths { crates[crate(of: path), default: []].append(path) }
        return crates.sorted { $0.key < $1.key }.flatMap { crate, members in
            missing(inCrate: members, users: users(of: crate, members, guards), guards)
        }
    }

    /// The files of other crates that take something from a crate on arm64.
    private func users(of crate: String, _ members: [String], _ guards: [String: RustGuard]) -> [String] {
        guard let names = manifests[crate], members.contains(where: { files[$0]?.x86Definitions.isEmpty == false })
        else { return [] }
        return paths.filter { path in
            guard guards[path]?.arm64 == .yes, let words = files[path]?.words else { return false }
            return names.contains { words.contains($0, of: "use") } && self.crate(of: path) != crate
        }
    }

    private func missing(inCrate members: [String], users: [String], _ guards: [String: RustGuard]) -> [Finding] {
        let compiled = members.filter { guards[$0]?.arm64.isPossible == true }.compactMap { path in
            files[path].map { (path: path, file: $0) }
        }
        let certain = compiled.filter { guards[$0.path]?.arm64 == .yes }
        var known: Set<String> = []
        return members.filter { guards[$0]?.arm64 == .yes }.flatMap { path -> [Finding] in
            (files[path]?.x86Definitions ?? []).compactMap { definition in
                guard !["main", "_"].contains(definition.name),
                    !compiled.contains(where: { $0.file.words.contains(definition.name, .declared) }),
                    let user = certain.first(where: { uses($0.file, definition, path, isSame: $0.path == path) })?.path
                        ?? users.first(where: { usesFromOutside($0, definition, path) }),
                    known.insert(definition.name).inserted
                else { return nil }
                return finding(path, definition, user: user)
            }
        }
    }

    private func uses(_ file: RustFile, _ definition: RustFile.Definition, _ path: String, isSame: Bool) -> Bool {
        let name = definition.name
        if definition.kind == .module {
            return file.words.contains(name, .imported) && !file.words.contains(name, .bound)
        }
        let stem = String(FileName(path: path).name.dropLast(3))
        let module = definition.outer ?? (stem == "mod" ? FileName(path: path).folders.last.map { String($0) } : stem)
        let names = ["crate", "self", "super", "Self", module ?? stem] + (manifests[crate(of: path)] ?? [])
        let isQualified = names.contains {
            file.words.contains(name, of: $0)
        }
        // Another file has to import it or to name its module.
        return isQualified || (file.words.contains(name, .plain) && !file.words.contains(name, .bound))
    }

    /// `use pixels::yuv; yuv::convert()` in another crate: it names the module that the definition is in.
    private func usesFromOutside(_ user: String, _ definition: RustFile.Definition, _ path: String) -> Bool {
        let stem = String(FileName(path: path).name.dropLast(3))
        guard definition.kind != .module, !Self.roots.contains(stem), let words = files[user]?.words else {
            return false
        }
        return words.contains(definition.name, of: definition.outer ?? stem)
    }

    private func finding(_ path: String, _ definition: RustFile.Definition, user: String) -> Finding {
        let rule = RustRules.architectureOnly
        return Finding(
            rule: rule.id, severity: rule.severity.lowered(in: FileName(path: path)), file: path,
            line: definition.place.line, column: definition.place.column, snippet: definition.place.snippet,
            message: "\(definition.name) is defined for x86 only, and \(user) uses it on arm64 too",
            remedy: rule.remedy, reference: rule.reference)
    }

    /// The folder of the nearest `Cargo.toml`.
    private func crate(of path: String) -> String {
        let parts = FileName(path: path).folders
        for count in stride(from: parts.count, through: 0, by: -1) {
            let folder = parts[..<count].joined(separator: "/")
            if manifests[folder] != nil { return folder }
        }
        return ""
    }
}

extension Finding {
    /// The same, where it is not certain that the code is compiled.
    fileprivate var asWarning: Finding {
        Finding(
            rule: rule, severity: min(severity, .warning), file: file, line: line, column: column, snippet: snippet,
            message: message, remedy: remedy, reference: reference)
    }
}
