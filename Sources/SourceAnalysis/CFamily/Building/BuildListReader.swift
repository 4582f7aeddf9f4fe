import ScanModel

/// Reads lists within lists, whose conditions stand before their brackets: Bazel, GYP, GN.
enum BuildListReader {
    static func read(_ bytes: [UInt8], isX86File: Bool) -> BuildFact {
        var fact = BuildFact()
        var open: [Bool] = []
        // What was said in the list so far, for the condition before a bracket.
        var label: [UInt8] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "#"):
                index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
                let text = label.suffix(160)
                let isX86 = BuildFileWords.namesX86(text) && !text.contains(UInt8(ascii: "!"))
                open.append((open.last ?? false) || isX86)
                label = []
            case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
                _ = open.popLast()
                label = []
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let quote = bytes[index]
                let end = bytes[(index + 1)...].prefix(400).firstIndex { $0 == quote || $0 == 0x0A } ?? index + 1
                let text = bytes[min(index + 1, end)..<end]
                if BuildFileWords.isSource(text) {
                    if let source = BuildFileWords.source(text) {
                        if isX86File || open.last ?? false {
                            fact.x86Sources.insert(source)
                        } else {
                            fact.plainSources.insert(source)
                        }
                    }
                    label = []
                } else {
                    label += bytes[index..<end] + [quote]
                }
                index = end
            case UInt8(ascii: "\n") where open.isEmpty: label = []
            default: label.append(bytes[index])
            }
            if label.count > 4096 { label.removeFirst(3900) }
            index += 1
        }
        return fact
    }
}
