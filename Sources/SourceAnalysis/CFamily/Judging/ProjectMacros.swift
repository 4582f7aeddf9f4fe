import ScanModel

/// What the macros of a project are on arm64, as far as its files tell.
struct ProjectMacros {
    private struct Definition {
        let condition: CCondition
        let value: CCondition
        let file: Int
        /// Whether it is enough to turn on what is named for x86.
        let isTrusted: Bool
        /// Whether it holds for its file alone: a source that nothing includes.
        var isPrivate = false
    }

    private enum State {
        case undefined
        case defined(Int?)
        /// Some setting of the build decides.
        case open
    }

    private var definitions: [UInt64: [Definition]] = [:]
    /// The folders below which a build defines a macro on every machine.
    private let settings: [UInt64: [Substring]]
    private let paths: [String]
    private let x86Settings: Set<UInt64>

    /// - Parameters:
    ///   - facts: of the files that are not for x86 as a whole.
    ///   - dead: of those that are.
    ///   - settings: macros that the build defines on every machine, with the folders of those build files.
    ///   - x86Settings: those that it defines for x86.
    init(
        _ facts: [(file: Int, fact: CSourceFact, isTrusted: Bool, isPrivate: Bool)], dead: [CSourceFact],
        settings: [UInt64: [Substring]], x86Settings: Set<UInt64>, paths: [String]
    ) {
        self.x86Settings = x86Settings
        self.paths = paths
        self.settings = settings
        for (file, fact, isTrusted, isPrivate) in facts {
            for macro in fact.macros {
                definitions[macro.name, default: []].append(
                    Definition(
                        condition: macro.condition, value: macro.value, file: file, isTrusted: isTrusted,
                        isPrivate: isPrivate))
            }
        }
        for fact in dead {
            for macro in fact.macros where definitions[macro.name] == nil {
                definitions[macro.name] = [Definition(condition: .no, value: .no, file: -1, isTrusted: true)]
            }
        }
    }

    /// Whether a build file of a folder above a file defines a macro.
    private func isSet(_ name: UInt64, in file: Int) -> Bool {
        guard let folders = settings[name], paths.indices.contains(file) else { return false }
        return folders.contains {
            $0.isEmpty || paths[file].hasPrefix($0) && paths[file].dropFirst($0.count).first == "/"
        }
    }
    /// Whether some file defines a macro, on whatever machine.
    func isDefinedSomewhere(_ name: UInt64) -> Bool { definitions[name] != nil }

    /// How sure it is that code is compiled on arm64.
    enum Liveness {
        case certain
        /// Unless a setting turns it off.
        case likely
        /// If a setting turns it on.
        case possible
        case dead
    }

    /// - Parameters:
    ///   - file: where the condition stands; what it defines itself is in the condition already.
    ///   - trustsNames: whether a macro that is named for arm64 is taken to be set there.
    func liveness(_ condition: CCondition, in file: Int, trustsNames: Bool = true) -> Liveness {
        switch condition.known {
        case .yes: return .certain
        case .no: return .dead
        case .unknown: break
        }
        var evaluation = Evaluation(macros: self, takesSettingsAsUnset: false, trustsNames: trustsNames)
        if let value = evaluation.evaluate(condition.expression, in: file) { return value == 0 ? .dead : .certain }
        evaluation = Evaluation(macros: self, takesSettingsAsUnset: true, trustsNames: trustsNames)
        guard let value = evaluation.evaluate(condition.expression, in: file) else { return .possible }
        return value == 0 ? .possible : .likely
    }

    /// One evaluation: definitions may depend on each other in a circle.
    private final class Evaluation {
        private let macros: ProjectMacros
        private let takesSettingsAsUnset: Bool
        private let trustsNames: Bool
        private var known: [Place: State] = [:]
        private var open: Set<Place> = []

        /// A macro as a file gets it.
        private struct Place: Hashable {
            let name: UInt64
            let file: Int
        }

        private static let depthLimit = 24

        init(macros: ProjectMacros, takesSettingsAsUnset: Bool, trustsNames: Bool) {
            self.trustsNames = trustsNames
            self.macros = macros
            self.takesSettingsAsUnset = takesSettingsAsUnset
        }

        func evaluate(_ expression: CExpression, in file: Int) -> Int? {
            expression.evaluate(isFinal: true) { macro, isDefinedTest in
                switch self.state(macro, in: file) {
                case .undefined: 0
                case .defined(let value): isDefinedTest ? 1 : value
                case .open: self.takesSettingsAsUnset ? 0 : nil
                }
            }
        }

        private func state(_ macro: CExpression.Macro, in file: Int) -> State {
            let place = Place(name: macro.name, file: file)
            if let state = known[place] { return state }
            // Within its own definition, as behind "#ifndef", a macro is not yet defined.
            guard open.count < Self.depthLimit, open.insert(place).inserted else { return .undefined }
            let state = found(macro, in: file)
            open.remove(place)
            if open.isEmpty || known.count < 10_000 { known[place] = state }
            return state
        }

        private func found(_ macro: CExpression.Macro, in file: Int) -> State {
            let definitions = macros.definitions[macro.name] ?? []
            if macros.isSet(macro.name, in: file) { return .defined(1) }
            var values: Set<Int?> = []
            var isPossible = false
            var isDead = false
            for definition in definitions where definition.isTrusted || macro.hint != .x86 {
                // The condition was read with what the file defines before it; what comes later is no part of it.
                guard definition.file != file || definition.condition.known == .no else { continue }
                switch evaluate(definition.condition.expression, in: definition.file) {
                case 0: isDead = true
                case nil: isPossible = true
                case _ where definition.isPrivate && definition.file != file: continue
                default: values.insert(evaluate(definition.value.expression, in: definition.file))
                }
            }
            // What always is the same number is that; what the files only may define is left to its name.
            if !values.isEmpty {
                return .defined(values.count == 1 ? values.first ?? nil : nil)
            }
            if macros.x86Settings.contains(macro.name) { return .undefined }
            switch macro.hint {
            case .x86: return .undefined
            case .arm64: return trustsNames ? .defined(1) : .open
            case .notX86: return .open
            case .none: return isDead && !isPossible ? .undefined : .open
            }
        }
    }
}
