import ScanModel

/// What the macros of a project are on arm64, as far as its files tell.
struct ProjectMacros {
    private struct Definition {
        let condition: CCondition
        let value: CCondition
    }

    private enum State {
        case undefined
        case defined(Int?)
        /// Some setting of the build decides.
        case open
    }

    private var definitions: [UInt64: [Definition]] = [:]
    private let settings: Set<UInt64>
    private let x86Settings: Set<UInt64>

    /// - Parameters:
    ///   - facts: of the files that are not for x86 as a whole.
    ///   - dead: of those that are.
    ///   - settings: macros that the build defines on every machine.
    ///   - x86Settings: those that it defines for x86.
    init(_ facts: [CSourceFact], dead: [CSourceFact], settings: Set<UInt64>, x86Settings: Set<UInt64>) {
        self.x86Settings = x86Settings.subtracting(settings)
        self.settings = settings
        for fact in facts {
            for macro in fact.macros {
                definitions[macro.name, default: []].append(Definition(condition: macro.condition, value: macro.value))
            }
        }
        for fact in dead {
            for macro in fact.macros where definitions[macro.name] == nil {
                definitions[macro.name] = [Definition(condition: .no, value: .no)]
            }
        }
    }

    /// How sure it is that code is compiled on arm64.
    enum Liveness {
        case certain
        /// Unless a setting turns it off.
        case likely
        /// If a setting turns it on.
        case possible
        case dead
    }

    /// - Parameter trustsNames: whether a macro that is named for arm64 is taken to be set there.
    func liveness(_ condition: CCondition, trustsNames: Bool = true) -> Liveness {
        switch condition.known {
        case .yes: return .certain
        case .no: return .dead
        case .unknown: break
        }
        var evaluation = Evaluation(macros: self, takesSettingsAsUnset: false, trustsNames: trustsNames)
        if let value = evaluation.evaluate(condition.expression) { return value == 0 ? .dead : .certain }
        evaluation = Evaluation(macros: self, takesSettingsAsUnset: true, trustsNames: trustsNames)
        guard let value = evaluation.evaluate(condition.expression) else { return .possible }
        return value == 0 ? .possible : .likely
    }

    /// One evaluation: definitions may depend on each other in a circle.
    private final class Evaluation {
        private let macros: ProjectMacros
        private let takesSettingsAsUnset: Bool
        private let trustsNames: Bool
        private var known: [UInt64: State] = [:]
        private var open: Set<UInt64> = []
        private static let depthLimit = 24

        init(macros: ProjectMacros, takesSettingsAsUnset: Bool, trustsNames: Bool) {
            self.trustsNames = trustsNames
            self.macros = macros
            self.takesSettingsAsUnset = takesSettingsAsUnset
        }

        func evaluate(_ expression: CExpression) -> Int? {
            expression.evaluate(isFinal: true) { macro, isDefinedTest in
                switch self.state(macro) {
                case .undefined: 0
                case .defined(let value): isDefinedTest ? 1 : value
                case .open: self.takesSettingsAsUnset ? 0 : nil
                }
            }
        }

        private func state(_ macro: CExpression.Macro) -> State {
            if let state = known[macro.name] { return state }
            // Within its own definition, as behind "#ifndef", a macro is not yet defined.
            guard open.count < Self.depthLimit, open.insert(macro.name).inserted else { return .undefined }
            let state = found(macro)
            open.remove(macro.name)
            if open.isEmpty || known.count < 10_000 { known[macro.name] = state }
            return state
        }

        private func found(_ macro: CExpression.Macro) -> State {
            let definitions = macros.definitions[macro.name] ?? []
            if macros.settings.contains(macro.name) { return .defined(1) }
            var values: Set<Int?> = []
            var isPossible = false
            for definition in definitions {
                switch evaluate(definition.condition.expression) {
                case 0: continue
                case nil: isPossible = true
                default: values.insert(evaluate(definition.value.expression))
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
            case .none: return definitions.isEmpty || isPossible ? .open : .undefined
            }
        }
    }
}
