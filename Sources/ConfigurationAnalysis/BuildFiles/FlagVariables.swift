import ScanModel

/// Flags that are kept under names of their own.
extension FlagCheck {
    /// Where a flag that is kept under a name gets to.
    enum Destination {
        /// It is no variable, or one that nothing in this file uses.
        case unknown
        /// Files for x86 only, or what the compiler was asked about.
        case asked
        /// All that is compiled, or some of it.
        case used
    }

    /// `set(SIMD -mavx2)` and behind it `if(X86) … ${SIMD}`: the conditions of those who use it count.
    static func destination(of flag: Flag, in build: BuildFile) -> Destination {
        guard build.system == .cmake, let name = variable(flag.statement.range, build),
            !name.hasPrefix("CMAKE_"), !variables.contains(name)
        else { return .unknown }
        let uses = build.statements.filter {
            $0.range.lowerBound > flag.place && Self.uses(name, in: $0, build)
        }
        guard !uses.isEmpty else { return .unknown }
        let isAsked = uses.contains { build.code.containsAny(questions, in: $0.range) }
        let isHarmless = uses.allSatisfy { use in
            switch use.reach.arm64 {
            case .no: true
            case .yes: use.reach.asksCompiler || build.code.containsAny(questions, in: use.range)
            case .unknown: isAsked || use.reach.asksCompiler
            }
        }
        return isHarmless ? .asked : .used
    }

    /// Whether a flag that is kept under a name of its own is added to the flags of all files after all.
    static func isUsed(_ flag: Flag, in build: BuildFile) -> Bool {
        guard let name = variable(flag.statement.range, build) else { return false }
        return build.statements.contains { statement in
            statement.reach.arm64 == .yes && !statement.reach.asksCompiler
                && statement.range.lowerBound > flag.place
                && uses(name, in: statement, build)
                && isGeneral(statement, build, without: name)
        }
    }

    static func uses(_ name: String, in statement: BuildStatement, _ build: BuildFile) -> Bool {
        switch build.system {
        case .cmake, .make: build.code.containsAny(["$(\(name))", "${\(name)}"], in: statement.range)
        default: !build.code.indices(ofName: name, in: statement.range).isEmpty
        }
    }

    static func isGeneral(_ statement: BuildStatement, _ build: BuildFile, without name: String) -> Bool {
        let text = withoutFlags(statement.context, build)
        let rest = text.split(separator: " ").filter { !$0.contains(name) }.joined(separator: " ")
        let isProgram = build.system == .meson || build.system == .python
        return (isProgram || general.contains { rest.contains($0) }) && !isSpecific(rest)
    }

    static func variable(_ range: Range<Int>, _ build: BuildFile) -> String? {
        let code = build.code
        if build.system == .cmake {
            guard code.has("set", at: range.lowerBound) || code.has("SET", at: range.lowerBound) else { return nil }
            let open = code[range].firstIndex(of: UInt8(ascii: "(")) ?? range.lowerBound
            let name = code.name(at: code.skippingSpaces(open + 1, to: range.upperBound))
            return name.isEmpty ? nil : code.text(name)
        }
        guard [.make, .meson, .python].contains(build.system) else { return nil }
        let name = code.name(at: range.lowerBound)
        let rest = code.skippingSpaces(name.upperBound, to: range.upperBound)
        guard !name.isEmpty, rest < range.upperBound, "=:+?".utf8.contains(code[rest]) else { return nil }
        if build.system != .make {
            // A list or a string, not what a call answers.
            let value = code.skippingSpaces(rest + 1, to: range.upperBound)
            guard let first = code.byte(at: value), "['\"".utf8.contains(first) else { return nil }
        }
        return code.text(name)
    }
}
