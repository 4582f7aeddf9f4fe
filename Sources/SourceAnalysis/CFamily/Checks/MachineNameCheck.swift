import ScanModel

/// Names of x86 that a program compares at run time, or looks for in the file system.
enum MachineNameCheck: CCheck {
    private static let paths = ["x86_64-linux-gnu", "ld-linux-x86-64", "i386-linux-gnu", systemCall]
    /// How Linux calls the functions of its system calls on x86, behind `kprobe/`.
    private static let systemCall = "__x64_sys_"
    private static let refusals: Set<Substring> = [
        "exit", "_exit", "abort", "throw", "errx", "err", "die", "fatal", "return", "error", "quick_exit",
    ]

    static func find(in source: CSource, _ collector: inout CandidateCollector) {
        let asksKernel = source.hasAny(of: .machine)
        let found = source.strings.filter {
            let token = source.tokens[$0]
            return (asksKernel || token.range.count >= shortestDevice)
                && isX86(source.bytes[token.range], asksKernel: asksKernel)
        }
        guard !found.isEmpty, !source.strings.contains(where: { names64(source.bytes[source.tokens[$0].range]) })
        else { return }
        for index in found { report(index, in: source, &collector) }
    }

    private static func isX86(_ bytes: ArraySlice<UInt8>, asksKernel: Bool) -> Bool {
        asksKernel && isMachine(bytes) || isDevice(bytes) || bytes.count > shortestPath && path(in: bytes) != nil
    }

    /// `"/dev/cpu/%d/msr"`: registers, features and microcode of x86's processors.
    private static func isDevice(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "\"/dev/cpu/".utf8) }

    /// No string with one of the ``paths`` in it has so few bytes.
    private static let shortestPath = 16
    private static let shortestDevice = 11

    private static func isMachine(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.elementsEqual("\"x86_64\"".utf8) || bytes.elementsEqual("\"amd64\"".utf8)
    }

    private static func report(_ index: Int, in source: CSource, _ collector: inout CandidateCollector) {
        let token = source.tokens[index]
        let bytes = source.bytes[token.range]
        if isDevice(bytes) {
            collector.add(
                CFamilyRules.machinePath, at: token.range.lowerBound, region: token.region, family: "device",
                message: "Linux has devices below /dev/cpu on x86 only")
        } else if let path = path(in: bytes) {
            collector.add(
                CFamilyRules.machinePath, at: token.range.lowerBound, region: token.region, family: path,
                message: path == systemCall
                    ? "the kernel has functions with \(path) in their names on x86 only; on arm64 it is __arm64_sys_"
                    : "the path holds \(path), which is another one on arm64")
        } else if isCompared(index, in: source), refuses(index, in: source) {
            collector.add(
                CFamilyRules.machineName, at: token.range.lowerBound, region: token.region,
                message: "the program asks the kernel for its machine and accepts x86 only; arm64 is \"aarch64\"")
        }
    }

    private static func names64(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count < 512 && (contains("aarch64", in: bytes) || contains("arm64", in: bytes))
    }

    private static func path(in bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.contains(UInt8(ascii: "/")), bytes.contains(UInt8(ascii: "x")), bytes.count < 512 else {
            return nil
        }
        return paths.first { contains($0, in: bytes) }
    }

    private static func contains(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let text = text.utf8
        return bytes.indices.contains { bytes[$0...].starts(with: text) }
    }

    private static func isCompared(_ index: Int, in source: CSource) -> Bool {
        source.tokens[max(0, index - 12)..<index].contains {
            guard $0.kind == .identifier else {
                return $0.kind == .punctuation && source.bytes[$0.range.lowerBound] == UInt8(ascii: "=")
            }
            let name = source.text($0)
            return name.hasPrefix("str") || name.hasPrefix("memcmp") || name.hasPrefix("compare")
        }
    }

    private static func refuses(_ index: Int, in source: CSource) -> Bool {
        source.tokens[index..<min(source.tokens.count, index + 40)].contains {
            $0.kind == .identifier && refusals.contains(source.text($0))
        }
    }
}
