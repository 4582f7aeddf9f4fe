import ScanModel

/// Choices by architecture that ended before a place in a script and only set variables: they chose for others.
struct EndedChoices {
    let code: [UInt8]
    let text: SourceText

    /// What in a choice matters to what follows: it fetches or installs, or leaves.
    private static let deeds = ["return", "exec ", "://", "curl", "wget", "install", "&&", "||", "exit 0", "exit;"]
    /// What may ask for a variable that the choice has set.
    private static let conditions = ["[ ", "[[ ", "test ", "if ", "case "]
    private static let longest = 40

    /// - Parameter first: lines before are not looked at.
    /// - Returns: the lines of such choices that are as deep as a line; none when the line has a variable of theirs.
    func lines(before line: Int, from first: Int) -> Set<Int> {
        let own = text.range(ofLine: line).prefix(upTo: SourceText.reach)
        guard first < line, !usesArchitecture(own), !asks(own) else { return [] }
        let depth = indentation(own)
        var found: Set<Int> = []
        var other = line - 1
        while other >= first {
            let range = text.range(ofLine: other)
            if indentation(range) == depth {
                let start = range.lowerBound + depth
                if code.hasWord("esac", at: start), let head = head(of: other, "case ", depth, Self.deeds) {
                    found.formUnion(head...other)
                } else if code.hasWord("fi", at: start), let head = head(of: other, "if ", depth, Self.deeds + ["exit"])
                {
                    found.formUnion(head...other)
                } else if onlySets(range) {
                    found.insert(other)
                }
            }
            other -= 1
        }
        return found
    }

    /// Where the rest of a Dockerfile's instruction begins behind the last `esac` before a place.
    /// - Returns: nil when there is none, or what the choice does matters.
    func rest(before offset: Int, in range: Range<Int>) -> Int? {
        guard range.lowerBound < offset,
            !usesArchitecture(text.near(offset, in: text.range(ofLine: text.line(at: offset)))),
            let end = code.indices(ofName: "esac", in: range.lowerBound..<offset).last,
            let start = code.indices(of: "case ", in: range.lowerBound..<end).last,
            !code.containsAny(Self.deeds, in: start..<end), !code.containsAny(Self.conditions, in: end..<offset),
            // What stands before the choice may be about the place too.
            !ArchitectureWords.namesARM64(code.text(range.lowerBound..<start))
        else { return nil }
        return end + 4
    }

    /// The line that begins what another one ends, when nothing between them matters.
    private func head(of last: Int, _ word: String, _ depth: Int, _ deeds: [String]) -> Int? {
        let head = (max(1, last - Self.longest)..<last).last { other in
            let range = text.range(ofLine: other)
            return indentation(range) == depth && code.has(word, at: range.lowerBound + depth)
        }
        guard let head else { return nil }
        let inside = text.range(ofLine: head).upperBound..<text.range(ofLine: last).lowerBound
        // Setting variables takes few words.
        return inside.count > SourceText.reach || code.containsAny(deeds, in: inside) ? nil : head
    }

    /// `arch=$(uname -m | sed s/aarch64/arm64/)`, `[ "$arch" = aarch64 ] && arch=arm64`.
    private func onlySets(_ line: Range<Int>) -> Bool {
        guard line.count < 512, !code.containsAny(["://", "exit", "return"], in: line) else { return false }
        let commands = commands(in: line)
        return !commands.isEmpty
            && commands.allSatisfy { command in
                let start = code.skippingSpaces(command.lowerBound, to: command.upperBound)
                if start == command.upperBound || code.byte(at: start) == UInt8(ascii: "[") { return true }
                let name = code.name(at: code.has("export ", at: start) ? start + 7 : start)
                return !name.isEmpty && code.byte(at: name.upperBound) == UInt8(ascii: "=")
            }
    }

    /// What stands between separators outside of quotes and parentheses.
    private func commands(in line: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = line.lowerBound
        var depth = 0
        var quote: UInt8?
        for index in line {
            let byte = code[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
            } else if depth == 0, ";&|".utf8.contains(byte) {
                found.append(start..<index)
                start = index + 1
            }
        }
        return found + [start..<line.upperBound]
    }

    /// Whether a line may ask for a variable of the choice: `[ -n "$X" ] && …`, `$X || …`.
    private func asks(_ line: Range<Int>) -> Bool {
        let start = code.skippingSpaces(line.lowerBound, to: line.upperBound)
        return code.containsAny(Self.conditions, in: line) || "$!".utf8.contains(code.byte(at: start) ?? 0)
    }

    /// Whether a line has a variable that is called for the architecture.
    private func usesArchitecture(_ line: Range<Int>) -> Bool {
        line.contains { index in
            guard code[index] == UInt8(ascii: "$"), index + 1 < line.upperBound else { return false }
            let name = code.text(code.name(at: code[index + 1] == UInt8(ascii: "{") ? index + 2 : index + 1))
                .lowercased()
            return ["arch", "machine", "cpu", "platform"].contains { name.contains($0) }
        }
    }

    private func indentation(_ range: Range<Int>) -> Int {
        code[range].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }
}
