/// A pattern for paths as gitignore(5) has them: `*` and `?` stay within one name, `**` between slashes goes over many.
struct PathGlob: Sendable {
    private let steps: [Step]
    /// The bytes that every match begins with: most paths are refused here.
    private let prefix: [UInt8]

    private enum Step: Sendable {
        case byte(UInt8)
        /// One byte that is no slash.
        case anyByte
        /// One byte of these, given as 256 answers.
        case oneOf([Bool])
        /// Any number of bytes that are no slashes.
        case anyBytes
        /// Any number of any bytes.
        case everything
        /// The next steps, as many, may be left out.
        case optional(Int)
    }

    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")

    /// - Parameter pattern: without a slash at its ends.
    /// - Returns: nil for what is no pattern: a class without its end, a backslash at the end.
    init?(_ pattern: some Sequence<UInt8>) {
        guard let steps = Self.steps(Array(pattern)) else { return nil }
        self.steps = steps
        var prefix: [UInt8] = []
        for step in steps {
            guard case .byte(let byte) = step else { break }
            prefix.append(byte)
        }
        self.prefix = prefix
    }

    /// Whether the whole of a path is as the pattern says; takes time in proportion to both lengths at most.
    func matches(_ path: ArraySlice<UInt8>) -> Bool {
        guard path.starts(with: prefix) else { return false }
        if prefix.count == steps.count { return path.count == prefix.count }
        if case .byte(let last)? = steps.last, path.last != last { return false }
        // The steps that may come next; one more than there are when all are done.
        var states = [Bool](repeating: false, count: steps.count + 1)
        states[prefix.count] = true
        skip(&states)
        var next = states
        for byte in path.dropFirst(prefix.count) {
            var isAlive = false
            for index in next.indices { next[index] = false }
            for (index, step) in steps.enumerated() where states[index] {
                guard let successor = Self.successor(of: index, step, byte) else { continue }
                next[successor] = true
                isAlive = true
            }
            guard isAlive else { return false }
            swap(&states, &next)
            skip(&states)
        }
        return states[steps.count]
    }

    /// Where a byte leads to from a step.
    private static func successor(of index: Int, _ step: Step, _ byte: UInt8) -> Int? {
        switch step {
        case .byte(let wanted): byte == wanted ? index + 1 : nil
        case .anyByte: byte == slash ? nil : index + 1
        case .oneOf(let answers): answers[Int(byte)] ? index + 1 : nil
        case .anyBytes: byte == slash ? nil : index
        case .everything: index
        case .optional: nil
        }
    }

    /// Adds the steps that are reached without a byte.
    private func skip(_ states: inout [Bool]) {
        for (index, step) in steps.enumerated() where states[index] {
            switch step {
            case .anyBytes, .everything: states[index + 1] = true
            case .optional(let count):
                states[index + 1] = true
                states[index + 1 + count] = true
            case .byte, .anyByte, .oneOf: break
            }
        }
    }

    private static func steps(_ pattern: [UInt8]) -> [Step]? {
        var steps: [Step] = []
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case UInt8(ascii: "\\"):
                guard index + 1 < pattern.count else { return nil }
                steps.append(.byte(pattern[index + 1]))
                index += 2
            case UInt8(ascii: "?"):
                steps.append(.anyByte)
                index += 1
            case UInt8(ascii: "["):
                guard let parsed = ByteClass.parse(pattern, from: index + 1) else { return nil }
                steps.append(.oneOf(parsed.answers))
                index = parsed.end
            case star:
                index = addStars(pattern, from: index, to: &steps)
            case let byte:
                steps.append(.byte(byte))
                index += 1
            }
        }
        return steps
    }

    /// - Returns: where the pattern goes on.
    private static func addStars(_ pattern: [UInt8], from start: Int, to steps: inout [Step]) -> Int {
        let end = pattern[start...].firstIndex { $0 != star } ?? pattern.count
        let beginsName = start == 0 || pattern[start - 1] == slash
        switch (end - start > 1 && beginsName, end) {
        case (true, pattern.count):
            steps.append(.everything)
        case (true, let end) where pattern[end] == slash:
            steps += [.optional(2), .everything, .byte(slash)]
            return end + 1
        default:
            steps.append(.anyBytes)
        }
        return end
    }
}
