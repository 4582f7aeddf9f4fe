import ScanModel

/// Python's `raise ImportError` within a `try` that goes on without what could not be imported.
enum CaughtError {
    /// How far the lines of a `try` are looked for.
    private static let farthest = 60
    private static let names = ["ImportError", "OSError", "RuntimeError", "NotImplementedError"]

    static func isCaught(at offset: Int, in script: Script) -> Bool {
        let text = script.text
        let line = text.line(at: offset)
        let raised = trimmed(line, script).dropFirst("raise ".count).prefix { $0.isLetter }
        guard names.contains(String(raised)), let start = tryLine(above: line, script),
            let handler = handler(of: start, below: line, script)
        else { return false }
        let head = trimmed(handler, script)
        let catches = head.contains(String(raised)) || head == "except:" || head.hasPrefix("except Exception")
        return catches && handler < text.lineCount && !endsProgram(handler + 1, script)
    }

    /// The nearest `try:` around a line, in the same function.
    private static func tryLine(above line: Int, _ script: Script) -> Int? {
        var depth = indentation(line, script)
        var other = line - 1
        while other >= 1, line - other < farthest, depth > 0 {
            let text = trimmed(other, script)
            if !text.isEmpty, indentation(other, script) < depth {
                depth = indentation(other, script)
                if text.hasPrefix("try:") { return other }
                if text.hasPrefix("def ") || text.hasPrefix("class ") { return nil }
            }
            other -= 1
        }
        return nil
    }

    /// The `except` of a `try` that a line is in the body of.
    private static func handler(of start: Int, below line: Int, _ script: Script) -> Int? {
        let depth = indentation(start, script)
        let last = min(script.text.lineCount, line + farthest)
        guard line < last else { return nil }
        let next = ((line + 1)...last).first { !trimmed($0, script).isEmpty && indentation($0, script) <= depth }
        return next.flatMap { trimmed($0, script).hasPrefix("except") ? $0 : nil }
    }

    private static func endsProgram(_ line: Int, _ script: Script) -> Bool {
        let text = trimmed(line, script)
        return ["raise", "sys.exit", "exit(", "os._exit"].contains { text.hasPrefix($0) }
    }

    private static func trimmed(_ line: Int, _ script: Script) -> Substring {
        script.code.text(script.text.range(ofLine: line).prefix(upTo: 256)).drop { $0.isWhitespace }
    }

    private static func indentation(_ line: Int, _ script: Script) -> Int {
        script.code[script.text.range(ofLine: line)].prefix { $0.isASCIISpace }.count
    }
}
