import Reporting
import ScanModel

/// Compares the files of each Go package: what is declared for x86 only, and is needed on arm64.
struct GoPackageCheck {
    private struct Source {
        let path: String
        let file: GoFile
    }

    private struct Package {
        /// Files that are built for arm64, always or with some build tag.
        var ported: [Source] = []
        var x86Only: [Source] = []
        var portedAssembly: [GoAssemblyFile] = []
        var x86Assembly: [GoAssemblyFile] = []

        /// Whether files of the folder are programs of their own, each with its `main`, that are built one by one.
        var hasManyPrograms: Bool {
            let mains = ported.count { source in
                source.file.package == "main" && source.file.availability.isInARM64Build
                    && source.file.declaresMain
            }
            return mains > 1
        }
    }

    private var packages: [String: Package] = [:]
    private var modules = GoModules()

    init(_ facts: [FileFact<GoAnalysis.Fact>]) {
        for fact in facts {
            // Most files are not read.
            if case .unread? = fact.fact.content { continue }
            guard let content = fact.fact.content else { continue }
            let folder = String(Self.folder(of: fact.path))
            switch content {
            case .module(let path): modules.add(path, folder: folder)
            case .unread: continue
            case .source(let file):
                let source = Source(path: fact.path, file: file)
                if file.availability.isX86Only {
                    packages[folder, default: Package()].x86Only.append(source)
                } else if file.availability.arm64.isPossible {
                    packages[folder, default: Package()].ported.append(source)
                }
            case .assembly(let file):
                if file.availability.isX86Only {
                    packages[folder, default: Package()].x86Assembly.append(file)
                } else if file.availability.arm64.isPossible {
                    packages[folder, default: Package()].portedAssembly.append(file)
                }
            }
        }
    }

    /// The path of the folder that a file is in, empty at the top.
    static func folder(of path: String) -> Substring {
        path.lastIndex(ofByte: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }

    /// Packages with files that are for x86 only: what the others of them say matters.
    var foldersForX86: Set<Substring> {
        Set(packages.filter { !$0.value.x86Only.isEmpty || !$0.value.x86Assembly.isEmpty }.map { $0.key[...] })
    }

    /// Packages of which other packages may need something that is not there on arm64, by their import paths.
    var importPathsInQuestion: Set<String> {
        Set(
            packages.compactMap { folder, package -> String? in
                guard !package.x86Only.isEmpty else { return nil }
                let isMissing = package.x86Only.contains { source in
                    source.file.package != "main"
                        && source.file.declarations.contains { declaration in
                            declaration.isExported && !declaration.isMethod
                                && !package.ported.contains { $0.file.words.contains(declaration.name, .declared) }
                        }
                }
                let isWholeMissing = package.ported.isEmpty && package.x86Only.contains { $0.file.package != "main" }
                return isMissing || isWholeMissing ? modules.importPath(of: folder) : nil
            })
    }

    func findings() -> [Finding] {
        let all = packages.sorted { $0.key < $1.key }
        let files = all.flatMap { $0.value.ported }.filter { $0.file.availability.isInARM64Build }
        return all.flatMap { folder, package -> [Finding] in
            guard !package.x86Only.isEmpty else { return missingBodies(package) }
            let path = modules.importPath(of: folder)
            let importers = path.map { path in files.filter { $0.file.words.contains(path, .imported) } } ?? []
            if package.hasManyPrograms { return [] }
            return package.ported.isEmpty
                ? missingPackage(package, importers)
                : missingBodies(package) + missingSymbols(package, importers)
        }
    }

    // MARK: functions in assembly

    private func missingBodies(_ package: Package) -> [Finding] {
        guard !package.x86Assembly.isEmpty, !package.portedAssembly.contains(where: { $0.includesOthers }) else {
            return []
        }
        return package.ported.filter { $0.file.availability.isInARM64Build }.flatMap { source in
            source.file.bodyless.filter { function in
                package.x86Assembly.contains { $0.symbols.contains(function.name) }
                    && !package.portedAssembly.contains { $0.symbols.contains(function.name) }
            }
            .map { function in
                finding(
                    source.path, function.place,
                    "\(function.name) is written in assembly for amd64 only: on arm64 it has no body",
                    "declare it in a file for amd64, and write it in Go for the others")
            }
        }
    }

    // MARK: symbols

    private func missingSymbols(_ package: Package, _ importers: [Source]) -> [Finding] {
        var known: Set<String> = []
        return package.x86Only.flatMap { source in
            source.file.declarations.compactMap { declaration -> Finding? in
                guard declaration.name != "init", declaration.name != "_",
                    !package.ported.contains(where: { $0.file.words.contains(declaration.name, .declared) }),
                    let user = user(of: declaration, package, importers, source.file.package),
                    known.insert(declaration.name).inserted
                else { return nil }
                return finding(
                    source.path, declaration.place,
                    "\(declaration.name) is declared for amd64 only, and \(user) uses it on arm64 too")
            }
        }
    }

    /// - Returns: the path of a file that is built for arm64 and needs the symbol.
    private func user(
        of declaration: GoDeclaration, _ package: Package, _ importers: [Source], _ name: String
    ) -> String? {
        // Files with another package clause belong to another package: a folder of programs of one file each.
        if let inside = package.ported.first(where: { $0.file.package == name && uses($0.file, declaration) }) {
            return inside.path
        }
        guard !declaration.isMethod else { return nil }
        if declaration.name == "main", name == "main" { return isMainMissing(package) ? "the linker" : nil }
        guard declaration.isExported else { return nil }
        return importers.first { $0.file.words.contains(declaration.name, of: name) }?.path
    }

    /// Files without constraints keep no declarations: they may have the function.
    private func isMainMissing(_ package: Package) -> Bool {
        !package.ported.contains { $0.file.words.contains("main", .plain) || $0.file.words.contains("main", .declared) }
    }

    private func uses(_ file: GoFile, _ declaration: GoDeclaration) -> Bool {
        guard file.availability.isInARM64Build else { return false }
        if declaration.isMethod {
            // Methods of other packages' types may have the same name when it is exported.
            return !declaration.isExported && file.words.contains(declaration.name, .member)
                && !file.words.contains(declaration.name, .plain)
        }
        return file.words.contains(declaration.name, .plain) && !file.words.contains(declaration.name, .bound)
    }

    // MARK: packages

    private func missingPackage(_ package: Package, _ importers: [Source]) -> [Finding] {
        guard let source = package.x86Only.first, let place = source.file.constraint else { return [] }
        if source.file.package == "main" {
            return [
                finding(
                    source.path, place, "every file of this program is for amd64: on arm64 there is nothing to build",
                    "build it for all architectures, or say what it is on the others")
            ]
        }
        guard let importer = importers.first else { return [] }
        return [
            finding(
                source.path, place,
                "every file of this package is for amd64, and \(importer.path) imports it on arm64 too")
        ]
    }

    private func finding(_ path: String, _ place: SourcePlace, _ message: String, _ remedy: String? = nil) -> Finding {
        let rule = GoRules.architectureOnly
        return Finding(
            rule: rule.id, severity: rule.severity.lowered(in: FileName(path: path)), file: path, line: place.line,
            column: place.column, snippet: place.snippet, message: message, remedy: remedy ?? rule.remedy,
            reference: rule.reference)
    }
}
