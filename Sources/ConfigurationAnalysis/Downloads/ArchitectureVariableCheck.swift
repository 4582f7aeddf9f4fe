import Reporting
import ScanModel

/// `ARG ARCH=amd64` and `ARCH=amd64` that end in an address, and defaults that hide the builder's own TARGETARCH.
struct ArchitectureVariableCheck: PassageCheck {
    let rule = Rule(
        id: "architecture-variable", title: "a variable that is fixed to x86", area: .deployment, severity: .warning,
        effort: .minutes,
        why:
            "What is fetched or copied by this variable is for x86 on every machine, because nothing sets it by the architecture.",
        remedy: "in a Dockerfile declare ARG TARGETARCH without a default; in a script take it from uname -m",
        before: "ARG TARGETARCH=amd64\nRUN curl -LO https://example.com/tool-linux-$TARGETARCH.tgz",
        after: "ARG TARGETARCH\nRUN curl -LO https://example.com/tool-linux-$TARGETARCH.tgz",
        reference: "https://github.com/docker/buildx/issues/510")

    /// In alphabetical order, which is that of what stands at the same place.
    private static let values = [
        "amd64", "x86_64", "x86-64", "x64", "linux-amd64", "linux-x86_64", "linux_amd64", "linux_x86_64", "linux-x64",
        "linux64", "64bit", "i386", "i686", "linux/amd64", "linux/x86_64", "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl", "x86_64-linux-gnu", "x86_64-linux",
    ].sorted()
    /// Each is looked for in the whole file.
    private static let most = 100
    private static let automatic: Set<String> = ["TARGETARCH", "TARGETPLATFORM"]

    func findings(in source: PassageSource) -> [Finding] {
        guard ![.packageJSON, .mavenProject, .notebook, .powerShell].contains(source.kind) else { return [] }
        // A variable is set in one place and used in another, so a choice may stand anywhere.
        guard !ArchitectureChoice.namesARM64(source.code) else { return [] }
        var seen: Set<String> = []
        return assignments(in: source).prefix(Self.most).compactMap { name, word in
            guard seen.insert(name).inserted else { return nil }
            if let dockerfile = source.dockerfile, Self.automatic.contains(name) {
                // Before the first stage a default takes nobody's place, and ${TARGETARCH:-amd64} none that is set.
                guard dockerfile.isInStage(word.offset), source.code.byte(at: word.offset - 1) != UInt8(ascii: "{")
                else { return nil }
                return Finding(
                    rule, in: source.text, at: word.offset,
                    message:
                        "a default of \(name) takes the place of the value that the builder sets: it is always \(word.text)"
                )
            }
            guard !isSetByMachine(name, source), isUsed(name, source) else { return nil }
            return Finding(
                rule, in: source.text, at: word.offset,
                // The defaults of a role are there to be replaced.
                severity: source.kind == .yaml && FileName(path: source.text.path).isDirectly(in: "defaults")
                    ? .note : nil,
                message: "\(name) is \(word.text) on every machine, and decides what is fetched or built")
        }
    }

    /// `NAME=amd64`, `NAME ?= amd64`, `NAME: amd64`, `ENV NAME amd64`, `NAME=${NAME:-amd64}`.
    private func assignments(in source: PassageSource) -> [(String, Dockerfile.Word)] {
        var found: [(String, Dockerfile.Word)] = []
        for value in Self.values {
            for place in source.code.indices(of: value, in: 0..<source.code.count) {
                guard let name = name(before: place, length: value.utf8.count, source) else { continue }
                found.append((name.text, Dockerfile.Word(text: value, offset: name.offset)))
            }
        }
        return found.sorted { $0.1.offset < $1.1.offset }
    }

    private func name(before place: Int, length: Int, _ source: PassageSource) -> Dockerfile.Word? {
        let code = source.code
        let line = source.line(at: place)
        let end = place + length
        if end < line.upperBound {
            guard code[end].isASCIISpace || "\"'};".utf8.contains(code[end]) else { return nil }
        }
        var index = place
        func back(while condition: (UInt8) -> Bool) {
            while index > line.lowerBound, condition(code[index - 1]) { index -= 1 }
        }
        back { "\"'".utf8.contains($0) }
        if index >= line.lowerBound + 2, code[index - 2] == UInt8(ascii: ":"), "-=".utf8.contains(code[index - 1]) {
            // ${NAME:-amd64}
            index -= 2
        } else {
            let before = index
            back { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let sign = index
            back { "=:?".utf8.contains($0) }
            let isEnvironment = source.dockerfile != nil && sign == index && sign < before && isENV(place, source)
            guard index < sign || isEnvironment else { return nil }
            back { $0 == UInt8(ascii: " ") || "\"'".utf8.contains($0) }
        }
        let nameEnd = index
        back { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
        let name = String(decoding: code[index..<nameEnd], as: UTF8.self)
        let isPart = index > line.lowerBound && "$-.".utf8.contains(code[index - 1])
        guard !name.isEmpty, !isPart, name != "ENV", !name.hasPrefix("GOARCH"), name.first?.isNumber == false else {
            return nil
        }
        return Dockerfile.Word(text: name, offset: index)
    }

    private func isENV(_ place: Int, _ source: PassageSource) -> Bool {
        source.passages.contains { $0.keyword == "ENV" && $0.range.contains(place) }
    }

    /// Whether some command sets it, such as `ARCH=$(uname -m)`.
    private func isSetByMachine(_ name: String, _ source: PassageSource) -> Bool {
        let whole = 0..<source.code.count
        return [
            "=$(", "=`", " := $(shell", ":=$(shell", "?=$(shell", " ?= $(shell", " = $(shell", "=\"$(", "=$TARGETARCH",
            "=${TARGETARCH",
        ]
        .contains { source.code.contains(name + $0, in: whole) }
            || source.code.contains("case $" + name, in: whole) || source.code.contains("case \"$" + name, in: whole)
    }

    /// Whether an address is made of it, at once or by way of one other variable.
    private func isUsed(_ name: String, _ source: PassageSource) -> Bool {
        let uses = ["$" + name, "${" + name, "$(" + name + ")", "{{ " + name, "{{" + name, "var." + name]
        return uses.contains { use in
            source.code.indices(of: use, in: 0..<source.code.count).contains { place in
                let end = place + use.utf8.count
                if end < source.code.count,
                    source.code[end].isASCIILetterOrDigit || source.code[end] == UInt8(ascii: "_")
                {
                    return false
                }
                let word = wordBefore(place, source)
                if source.dockerfile == nil,
                    source.code.contains("--platform", in: source.line(at: place).lowerBound..<place)
                {
                    return true
                }
                // "https://example.com/{{ version }}/tool_{{ arch }}.zip" has spaces.
                if use.hasPrefix("{{"), source.code.contains("://", in: source.line(at: place).lowerBound..<place) {
                    return true
                }
                return source.code.contains("://", in: word)
                    || source.code.containsAny(
                        [".tgz", ".tar", ".zip", ".deb", ".rpm", ".whl"], in: wordAfter(end, source))
            }
        }
    }

    private func wordBefore(_ place: Int, _ source: PassageSource) -> Range<Int> {
        let line = source.line(at: place)
        let start = source.code[line.lowerBound..<place].lastIndex { $0.isASCIISpace }
        return (start.map { $0 + 1 } ?? line.lowerBound)..<place
    }

    private func wordAfter(_ place: Int, _ source: PassageSource) -> Range<Int> {
        let line = source.line(at: place)
        guard place < line.upperBound else { return place..<place }
        return place..<(source.code[place..<line.upperBound].firstIndex { $0.isASCIISpace } ?? line.upperBound)
    }
}
