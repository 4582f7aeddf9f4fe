import ScanModel

/// Reads the sources, folders and definitions of one statement after the other.
struct BuildStatementReader {
    typealias Text = BuildFileWords.Text

    var fact = BuildFact()
    /// Whether the statement is for x86, by what it stands under.
    var isX86 = false
    /// Whether it is for a processor that is neither x86 nor arm64, by what it stands under.
    var isForAnother = false
    /// Whether it stands under any condition.
    var isConditional = false
    private let kind: BuildFileKind
    /// Whether the recipe of the last rule only makes one object.
    private var isInObjectRule = false

    init(_ kind: BuildFileKind) { self.kind = kind }

    mutating func take(_ statement: Text, isRecipe: Bool) {
        let list = kind == .make ? MakeList(statement) : nil
        if Self.mayDefine(statement) { addDefinitions(statement, list) }
        if kind == .cmake { addPlainDefinitions(statement) }
        addFolders(statement, list)
        // No source has a name without a dot; and a rule without one ends the one before.
        guard statement.withUnsafeBufferPointer({ $0.place(of: UInt8(ascii: "."), from: 0) }) != nil else {
            if !isRecipe { isInObjectRule = false }
            return
        }
        let sources = BuildFileWords.sources(in: statement)
        if kind == .make, !isRecipe { isInObjectRule = list == nil && Self.isObjectRule(statement, sources) }
        // What other processors have says nothing; what is only shipped is not built.
        // "@COND_mips_TRUE@SOURCES = a.c" is a condition that automake has written out.
        let isForAnother =
            isForAnother || statement.first == UInt8(ascii: "@") && BuildFileWords.namesOther(list?.name ?? [])
        guard !sources.isEmpty, isX86 || !isForAnother, list?.isShipped != true else { return }
        let isX86 = isX86 || namesX86(statement)
        let isListed = !isConditional && list?.isListOfObjects ?? false
        let setting = isX86 ? nil : list?.setting
        for word in sources {
            guard let source = BuildFileWords.source(word) else { continue }
            if isX86 {
                fact.x86Sources.insert(source)
            } else if let setting {
                fact.chosen[setting, default: []].insert(source)
            } else if isInObjectRule {
                fact.ruleSources.insert(source)
            } else {
                fact.plainSources.insert(source)
                if isListed { fact.listedSources.insert(source) }
            }
        }
    }

    /// The list's own name and conditions, without the names of the files in it.
    private func namesX86(_ statement: Text) -> Bool {
        BuildFileWords.hasWord(in: statement, BuildFileWords.labelSeparators) { word in
            word.first != UInt8(ascii: "-") && !BuildFileWords.isSource(word) && !word.contains(UInt8(ascii: "/"))
                && BuildFileWords.namesX86(word)
        }
    }

    /// `fast.o: fast.c fast.h` says how, and not whether; so does `tool: tool.o`.
    private static func isObjectRule(_ statement: Text, _ sources: [Text]) -> Bool {
        guard let colon = statement.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let target = statement[..<colon].drop { $0.isASCIISpace }.prefix { !$0.isASCIISpace }
        guard !target.isEmpty else { return false }
        if BuildFileWords.isSource(target) { return true }
        return sources.allSatisfy { $0.starts(with: target) && $0.dropFirst(target.count).first == UInt8(ascii: ".") }
    }

    // MARK: Folders

    private mutating func addFolders(_ statement: Text, _ list: MakeList?) {
        switch kind {
        case .make:
            guard let list, list.listsFolders || list.isKernelList || list.isChosenByX86 else { return }
            let listsFolders = list.listsFolders
            for word in list.values.split(whereSeparator: { $0.isASCIISpace }) {
                let isFolder = listsFolders || word.last == UInt8(ascii: "/") && list.isKernelList
                guard isFolder || list.isChosenByX86, let folder = BuildFileWords.folder(word) else { continue }
                if isFolder { add(folder: folder, isX86: isX86 || list.namesX86, list.setting) }
                // "PROGRAMS-$(CONFIG_X86) += detect" names a program by its source.
                if !isFolder, !folder.contains(".") { fact.x86Sources.insert(folder) }
            }
        case .meson:
            guard statement.starts(with: "subdir(".utf8) else { return }
            let quoted = statement.split { "'".utf8.contains($0) }
            if quoted.count > 1, let folder = BuildFileWords.folder(quoted[1]) {
                add(folder: folder, isX86: isX86, nil)
            }
        case .cmake:
            guard Self.isCommand(statement, "add_subdirectory"),
                let open = statement.firstIndex(of: UInt8(ascii: "("))
            else { return }
            let arguments = BuildFileWords.words(statement[open...], BuildFileWords.flagSeparators)
            if let first = arguments.first, let folder = BuildFileWords.folder(first) {
                add(folder: folder, isX86: isX86, nil)
            }
        default: return
        }
    }

    private static func isCommand(_ statement: Text, _ name: String) -> Bool {
        statement.count > name.utf8.count
            && zip(statement, name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }

    private mutating func add(folder: String, isX86: Bool, _ setting: UInt64?) {
        if isX86 {
            fact.x86Folders.insert(folder)
        } else if let setting {
            fact.chosen[setting, default: []].insert(folder + "/")
        } else {
            fact.plainFolders.insert(folder)
        }
    }

    // MARK: Definitions

    private static let flagVariables: [String] = ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "AM_CFLAGS", "AM_CPPFLAGS", "DEFS"]

    /// Whether "-D" stands anywhere.
    private static func mayDefine(_ statement: Text) -> Bool {
        statement.withUnsafeBufferPointer { bytes in
            var start = 0
            while let dash = bytes.place(of: UInt8(ascii: "-"), from: start), dash + 1 < bytes.count {
                if bytes[dash + 1] == UInt8(ascii: "D") { return true }
                start = dash + 1
            }
            return false
        }
    }

    private static let definingCommands = ["target_compile_definitions", "add_compile_definitions"]

    /// `target_compile_definitions(app PRIVATE HAVE_SSE2=1)`: definitions without "-D".
    private mutating func addPlainDefinitions(_ statement: Text) {
        guard isX86 || !isConditional, Self.definingCommands.contains(where: { Self.isCommand(statement, $0) }),
            // "$<$<CONFIG:Debug>:NAME>" is a condition.
            !statement.contains(UInt8(ascii: "<")), let open = statement.firstIndex(of: UInt8(ascii: "("))
        else { return }
        for word in BuildFileWords.words(statement[(open + 1)...], BuildFileWords.flagSeparators)
        where !word.suffix(2).elementsEqual("=0".utf8) {
            let name = word.prefix { $0 != UInt8(ascii: "=") }
            guard MacroHint(bytes: name) == .x86 else { continue }
            if isX86 {
                fact.x86Definitions.insert(NameHash.of(name))
            } else {
                fact.given.insert(NameHash.of(name))
                fact.definitions.insert(NameHash.of(name))
            }
        }
    }

    /// What is defined outside of any condition is defined for every machine.
    private mutating func addDefinitions(_ statement: Text, _ list: MakeList?) {
        guard isX86 || !isConditional || kind == .autoconf else { return }
        let words = BuildFileWords.words(statement, BuildFileWords.flagSeparators)
        guard words.contains(where: { $0.starts(with: "-D".utf8) }),
            !words.contains(where: { $0.elementsEqual("filter-out".utf8) || $0.elementsEqual("$filter-out".utf8) })
        else { return }
        let isForX86 = isX86 || list?.isChosenByX86 ?? false
        var isProbe = false
        if !isForX86 {
            // "FLAGS-$(CONFIG_FAST) = -DFAST" depends on a setting.
            if list?.isChosen ?? false { return }
            // What a probe of Autoconf found is kept under a name of its own.
            let variable = statement.prefix { BuildFileWords.isName($0) }
            isProbe =
                kind == .autoconf
                && (isConditional || !Self.flagVariables.contains { variable.elementsEqual($0.utf8) })
        }
        for word in words where word.starts(with: "-D".utf8) && !word.suffix(2).elementsEqual("=0".utf8) {
            let name = word.dropFirst(2).prefix { $0 != UInt8(ascii: "=") }
            guard name.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }) else { continue }
            if isForX86 {
                fact.x86Definitions.insert(NameHash.of(name))
                continue
            }
            fact.given.insert(NameHash.of(name))
            if MacroHint(bytes: name) == .x86 {
                if isProbe { fact.probed.insert(NameHash.of(name)) } else { fact.definitions.insert(NameHash.of(name)) }
            }
        }
    }
}
