import ScanModel

/// One stage of a Dockerfile.
struct DockerfileStage: Sendable {
    /// The base image, with the defaults of arguments filled in.
    let image: Dockerfile.Word
    /// The value of `--platform`, with defaults filled in.
    let platform: Dockerfile.Word?
    let name: String?
    /// Whether its files are in the final image, because that is built on it.
    private(set) var isShipped = false
    /// Whether its name is for x86 and another stage has the same name for arm64.
    private(set) var hasTwin = false
    /// Whether the base is an earlier stage.
    private(set) var isOnStage = false
    /// Whether the final stage is built on it or copies from it.
    private(set) var isUsed = false

    /// Whether an argument that can be given otherwise makes the image's name.
    let isChosenByArgument: Bool

    /// Whether it is built for arm64 when the image is: what is for x86 in it can not run there.
    var needsARM64: Bool { isShipped || isUsed && platform == nil }

    /// Set by the builder for each platform; a default in the file does not fix them.
    static let automatic: Set<String> = [
        "TARGETPLATFORM", "TARGETARCH", "TARGETOS", "TARGETVARIANT", "BUILDPLATFORM", "BUILDARCH", "BUILDOS",
        "BUILDVARIANT",
    ]
    private static let platformFlag = "--platform="

    /// - Returns: the stages, first to last.
    static func all(of instructions: [Dockerfile.Instruction], in code: [UInt8]) -> [DockerfileStage] {
        var defaults: [String: String] = [:]
        var stages: [DockerfileStage] = []
        for instruction in instructions {
            let words = Dockerfile.words(instruction.arguments, in: code)
            if instruction.keyword == "ARG", instruction.stage == nil {
                for word in words {
                    let parts = word.text.split(separator: "=", maxSplits: 1)
                    guard parts.count == 2, !automatic.contains(String(parts[0])) else { continue }
                    defaults[String(parts[0])] = parts[1].filter { !"\"'".contains($0) }
                }
            } else if instruction.keyword == "FROM" {
                stages.append(DockerfileStage(words, at: instruction.arguments.lowerBound, defaults: defaults))
            }
        }
        mark(&stages)
        markUsed(&stages, instructions, in: code)
        return stages
    }

    /// Follows `COPY --from` and mounts from the final stage.
    private static func markUsed(
        _ stages: inout [DockerfileStage], _ instructions: [Dockerfile.Instruction], in code: [UInt8]
    ) {
        var sources: [Int: Set<String>] = [:]
        for instruction in instructions {
            guard let stage = instruction.stage, ["COPY", "ADD", "RUN"].contains(instruction.keyword) else { continue }
            for mark in code.indices(of: "from=", in: instruction.arguments) {
                let name = code[(mark + 5)..<instruction.arguments.upperBound].prefix {
                    !$0.isASCIISpace && $0 != UInt8(ascii: ",")
                }
                sources[stage, default: []].insert(String(decoding: name, as: UTF8.self).lowercased())
            }
        }
        for index in stages.indices.reversed() where stages[index].isShipped || stages[index].isUsed {
            stages[index].isUsed = true
            let names = sources[index, default: []].union([stages[index].image.text.lowercased()])
            // Only earlier stages can be used, so one pass from the end sees all.
            for other in stages.indices where other < index {
                if names.contains(String(other)) || stages[other].name.map({ names.contains($0) }) == true {
                    stages[other].isUsed = true
                }
            }
        }
    }

    private init(_ words: [Dockerfile.Word], at offset: Int, defaults: [String: String]) {
        let plain = words.filter { !$0.text.hasPrefix("--") }
        let image = plain.first ?? Dockerfile.Word(text: "", offset: offset)
        // "amd64/alpine:${TAG}" is for x86 whatever the tag.
        isChosenByArgument = image.text.contains("$") && !ImageName.isForX86(image.text)
        self.image = Dockerfile.Word(text: Self.expand(image.text, defaults), offset: image.offset)
        platform = words.first { $0.text.hasPrefix(Self.platformFlag) }.map {
            let value = $0.text.dropFirst(Self.platformFlag.count).filter { !"\"'".contains($0) }
            return Dockerfile.Word(text: Self.expand(value, defaults), offset: $0.offset)
        }
        name = plain.count >= 3 && plain[1].text.lowercased() == "as" ? plain[2].text.lowercased() : nil
    }

    private static func mark(_ stages: inout [DockerfileStage]) {
        let forARM64 = Set(
            stages.compactMap { $0.name }.filter { ArchitectureWords.namesARM64($0) }
                .map { ArchitectureWords.removing(from: $0) })
        var named: [String: Int] = [:]
        var bases: [Int?] = []
        for index in stages.indices {
            let base = named[stages[index].image.text.lowercased()]
            bases.append(base)
            stages[index].isOnStage = base != nil
            guard let name = stages[index].name else { continue }
            named[name] = index
            stages[index].hasTwin =
                ArchitectureWords.namesX86(name) && forARM64.contains(ArchitectureWords.removing(from: name))
        }
        // A stage can only be built on an earlier one, so this ends.
        var next = stages.indices.last
        while let index = next {
            stages[index].isShipped = true
            next = bases[index]
        }
    }

    /// Fills in `$NAME`, `${NAME}` and `${NAME:-default}`; what is not known stays as it is.
    static func expand(_ text: String, _ defaults: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let after = rest[rest.index(after: dollar)...]
            let isBraced = after.first == "{"
            let body = isBraced ? after.dropFirst() : after
            let name = body.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            var tail = body.dropFirst(name.count)
            var fallback: Substring?
            if isBraced {
                guard let close = tail.firstIndex(of: "}") else { return result + rest[dollar...] }
                if tail.hasPrefix(":-") { fallback = tail[..<close].dropFirst(2) }
                tail = tail[tail.index(after: close)...]
            }
            let isAutomatic = automatic.contains(String(name))
            let value = defaults[String(name)] ?? (isAutomatic ? nil : fallback.map { String($0) })
            result += value ?? String(rest[dollar..<tail.startIndex])
            rest = tail
        }
        return result + rest
    }
}
