import ScanModel

/// Errors and exits that are reached off x86 only, because the program asked for the machine's architecture.
enum RefusalCheck {
    /// Where a program decides.
    struct Place: Comparable {
        let offset: Int
        /// Whether nothing else decides: it stands outside of functions, and no other condition is around it.
        let isCertain: Bool

        static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
    }

    /// - Returns: where the program decides, each place once.
    static func places(in script: Script) -> [Place] {
        // No condition of such a program asks for the machine.
        guard script.names.areTold, mayRefuse(script) else { return [] }
        var places: [Place] = []
        for (index, statement) in script.statementsAroundQuestions.enumerated() {
            let reach = statement.reach
            guard reach.isOffX86, reach.asksMachine, let place = reach.place,
                !places.contains(where: { $0.offset == place }), refuses(index, in: script)
            else { continue }
            let isCertain = reach.arm64 == .yes && isAtTop(place, script)
            places.append(Place(offset: place, isCertain: isCertain))
        }
        return places.sorted()
    }

    /// A quick look at a program by indentation: most that ask for the machine are tests that leave out other ones.
    private static func mayRefuse(_ script: Script) -> Bool {
        guard script.language.blocks == .indented else { return true }
        return ["match ", "case ", "when "].contains { script.code.contains($0, in: script.code.indices) }
            || script.names.mayTellApart(script.code)
    }

    /// What stands in a line without indentation is in no function.
    private static func isAtTop(_ place: Int, _ script: Script) -> Bool {
        // Whether a stage of an image is built is decided elsewhere.
        if script.language.comments == .instructions { return false }
        let line = script.text.range(ofLine: script.text.line(at: place))
        return script.code[line].first.map { !$0.isASCIISpace } ?? false
    }

    private static func refuses(_ index: Int, in script: Script) -> Bool {
        let statement = script.statementsAroundQuestions[index]
        if statement.isAssertion { return true }
        let text = script.code.text(statement.range.prefix(upTo: 512))
        let language = script.language
        guard language.refusals.contains(where: { begins(text, with: $0) }),
            !language.harmless.contains(where: { begins(text, with: $0) }),
            !(text.hasPrefix("raise ") && CaughtError.isCaught(at: statement.range.lowerBound, in: script))
        else { return false }
        guard language.blocks == .shell else { return true }
        return isError(text) || saysWhy(before: index, in: script)
    }

    /// A word is a whole one.
    private static func begins(_ text: String, with word: String) -> Bool {
        guard text.hasPrefix(word) else { return false }
        guard word.last?.isLetter == true, let next = text.dropFirst(word.count).first else { return true }
        return !next.isLetter && !next.isNumber && next != "_" && next != "="
    }

    /// `exit 1`, `die …`; a bare `exit` and a function's `return 1` may be an answer.
    private static func isError(_ text: String) -> Bool {
        if text.hasPrefix("return") { return false }
        return text != "exit"
    }

    private static let reasons = [
        "upported", "require", "only", "rror", "annot", "nknown", "nrecognized", "nrecognised", ">&2",
    ]

    /// Whether the command before, in the same branch, tells what is wrong.
    private static func saysWhy(before index: Int, in script: Script) -> Bool {
        guard index > 0,
            script.statementsAroundQuestions[index - 1].reach == script.statementsAroundQuestions[index].reach
        else { return false }
        let text = script.code.text(script.statementsAroundQuestions[index - 1].range.prefix(upTo: 1024))
        return reasons.contains { text.contains($0) }
    }
}
