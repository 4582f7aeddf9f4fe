import ScanModel

/// The macros that a file defines itself, as far as it has been read.
struct LocalMacros {
    private struct Definition {
        var defined: CCondition
        var value: CCondition
        /// Whether it may also come from outside of the file.
        var isExternal: Bool
    }

    private var definitions: [String: Definition] = [:]

    /// - Parameter condition: of the place of the definition.
    mutating func define(_ name: String, _ value: CCondition, under condition: CCondition) {
        switch condition.known {
        case .no: return
        case .yes: definitions[name] = Definition(defined: .yes, value: value, isExternal: false)
        case .unknown:
            guard let earlier = definitions[name] else {
                definitions[name] = Definition(defined: condition, value: value, isExternal: true)
                return
            }
            definitions[name] = Definition(
                defined: condition || earlier.defined, value: .choice(condition, value, earlier.value),
                isExternal: earlier.isExternal)
        }
    }

    mutating func undefine(_ name: String, under condition: CCondition) {
        switch condition.known {
        case .no: return
        case .yes: definitions[name] = Definition(defined: .no, value: .no, isExternal: false)
        case .unknown:
            let hint = MacroHint(name)
            definitions[name] = Definition(
                defined: isDefined(name, saying: hint) && !condition, value: value(of: name, saying: hint),
                isExternal: false)
        }
    }

    /// - Parameter hint: the ``MacroHint`` of the name.
    func isDefined(_ name: String, saying hint: MacroHint) -> CCondition {
        guard let local = definitions[name] else { return Self.isDefinedOutside(name, hint) }
        return local.isExternal ? local.defined || Self.isDefinedOutside(name, hint) : local.defined
    }

    /// - Parameter hint: the ``MacroHint`` of the name.
    func value(of name: String, saying hint: MacroHint) -> CCondition {
        guard let local = definitions[name] else { return Self.valueOutside(name, hint) }
        return .choice(local.defined, local.value, local.isExternal ? Self.valueOutside(name, hint) : .no)
    }

    /// Whether nothing in the file or the compiler decides what a macro is.
    func isOpen(_ name: String) -> Bool { definitions[name] == nil && PredefinedMacros.state(of: name) == nil }

    private static func isDefinedOutside(_ name: String, _ hint: MacroHint) -> CCondition {
        switch PredefinedMacros.state(of: name) {
        case .undefined: .no
        case .defined: .yes
        case nil: CCondition(.defined(macro(name, hint)), size: 1)
        }
    }

    private static func valueOutside(_ name: String, _ hint: MacroHint) -> CCondition {
        switch PredefinedMacros.state(of: name) {
        case .undefined: .no
        case .defined(let number): number.map { CCondition(.number($0), size: 1) } ?? .unknown
        case nil: CCondition(.value(macro(name, hint)), size: 1)
        }
    }

    private static func macro(_ name: String, _ hint: MacroHint) -> CExpression.Macro {
        CExpression.Macro(name: NameHash.of(name.utf8), hint: HeaderMacros.asksForX86(name) ? .x86 : hint)
    }
}
