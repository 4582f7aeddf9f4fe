import ScanModel

/// The conditions that CMake knows only when it writes what is built: `$<$<CONFIG:Release>:-mavx2>`.
enum GeneratorExpression {
    enum Conditions {
        /// None, or those that a build on Linux may meet on every machine.
        case none
        /// A setting decides, or something that is not understood.
        case setting
        case otherSystem
    }

    private static let plain: Set<Substring> = [
        "CONFIG", "COMPILE_LANGUAGE", "C_COMPILER_ID", "CXX_COMPILER_ID", "COMPILE_LANG_AND_ID", "PLATFORM_ID",
        "BUILD_INTERFACE", "NOT", "AND", "OR", "LINK_LANGUAGE", "CXX_COMPILER_VERSION", "C_COMPILER_VERSION",
        "VERSION_GREATER", "VERSION_GREATER_EQUAL", "VERSION_LESS", "HOST_LINK", "SHELL",
    ]
    private static let otherSystems = ["Windows", "MSVC", "Darwin", "AppleClang", "Intel", "PGI", "Cray"]

    /// - Parameter place: of a flag, in a file of CMake.
    static func conditions(of place: Int, in build: BuildFile) -> Conditions {
        guard build.system == .cmake else { return .none }
        let line = build.text.near(place, in: build.text.range(ofLine: build.text.line(at: place)))
        let before = build.code.text(line.lowerBound..<place)
        let word = before.split { $0.isWhitespace || $0 == "\"" }.last ?? ""
        guard let first = word.firstRange(of: "$<"), !before.hasSuffix(" ") else { return .none }
        let names = word[first.lowerBound...].split { "$<>:,".contains($0) }
        if names.contains(where: { name in otherSystems.contains { $0 == name } }) {
            // Not on Windows is on Linux.
            return names.contains("NOT") ? .none : .otherSystem
        }
        // Only what is written in capitals is a question; the rest are its answers.
        let questions = names.filter { $0.allSatisfy { $0.isUppercase || $0 == "_" } && $0.count > 2 }
        return questions.allSatisfy { plain.contains($0) || $0 == "GNU" } ? .none : .setting
    }
}
