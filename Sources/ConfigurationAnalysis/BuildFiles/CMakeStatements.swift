import ScanModel

/// The commands of a CMake file, with the conditions that they are under.
struct CMakeStatements {
    private enum Kind: Equatable, Sendable {
        case branch
        case block
    }

    private let code: [UInt8]
    private let condition: Condition
    private var stack = BranchStack<Kind>()
    private var statements: [BuildStatement] = []

    private static let openers: Set<String> = ["function", "macro", "foreach", "while", "block"]

    static func read(_ code: [UInt8], _ condition: Condition) -> [BuildStatement] {
        var reader = CMakeStatements(code: code, condition: condition)
        reader.run()
        return reader.statements
    }

    private init(code: [UInt8], condition: Condition) {
        self.code = code
        self.condition = condition
    }

    private mutating func run() {
        var position = 0
        while position < code.count {
            let name = code.name(at: position)
            guard !name.isEmpty else {
                position += 1
                continue
            }
            let open = code.skippingSpaces(name.upperBound, to: code.count, newlines: false)
            guard code.byte(at: open) == UInt8(ascii: "(") else {
                position = name.upperBound
                continue
            }
            let close = endOfArguments(open)
            read(
                code.text(name).lowercased(), name.lowerBound..<close, arguments: (open + 1)..<max(open + 1, close - 1))
            position = close
        }
    }

    /// Behind the bracket that closes a command; strings may go over lines.
    private func endOfArguments(_ open: Int) -> Int {
        var depth = 0
        var index = open
        while index < code.count {
            switch code[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: "\""):
                index = code.endOfString(at: index, to: code.count, multiline: true)
                continue
            default: break
            }
            index += 1
        }
        return code.count
    }

    private mutating func read(_ command: String, _ range: Range<Int>, arguments: Range<Int>) {
        switch command {
        case "if": stack.open(.branch, condition.reach(arguments))
        case "elseif": if stack.kind == .branch { stack.alternative(condition.reach(arguments)) }
        case "else": if stack.kind == .branch { stack.alternative(.always) }
        case "endif": stack.close(.branch)
        case "endfunction", "endmacro", "endforeach", "endwhile", "endblock": stack.close(.block)
        case "return": stack.exit()
        default:
            statements.append(BuildStatement(range, stack.current))
            if Self.openers.contains(command) { stack.open(.block) }
        }
    }

    /// `option(NAME "…" ON)`; one that stands under a condition for x86 is off elsewhere.
    static func options(_ code: [UInt8]) -> [String: Bool] {
        var options: [String: Bool] = [:]
        // Most files have none within a block, and are not read for that.
        lazy var statements = read(code, Condition(code: code, names: MachineNames(code: [], probes: [])))
        for place in code.indices(of: "option(", in: 0..<code.count) + code.indices(of: "OPTION(", in: 0..<code.count) {
            let open = place + 6
            guard let close = code.closingBracket(of: open, to: min(code.count, open + 1024)) else { continue }
            let name = code.name(at: code.skippingSpaces(open + 1, to: close))
            let isOn = ["ON", "TRUE", "YES", "1"].contains {
                code.hasWord($0, at: code.trimmed(open..<close).upperBound - $0.utf8.count)
            }
            let isInBlock = place > 0 && (code[place - 1] == UInt8(ascii: " ") || code[place - 1] == UInt8(ascii: "\t"))
            let isForX86 =
                isOn && isInBlock
                && statements.contains { $0.range.lowerBound == place && $0.reach.arm64 == .no }
            options[code.text(name)] = isOn && !isForX86
        }
        return options
    }
}
