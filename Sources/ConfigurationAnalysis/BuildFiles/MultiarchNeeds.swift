import Reporting
import ScanModel

/// How much a folder of libraries for x86 matters where it is named: some builds end when a file of it is not there.
struct MultiarchNeeds {
    private let file: FileName
    private let code: [UInt8]
    private let statements: [BuildStatement]
    private let system: BuildSystem?
    private let copies: [Range<Int>]

    /// - Parameters:
    ///   - text: a file that names such folders.
    ///   - code: its bytes without comments.
    init(_ text: SourceText, _ file: FileName, _ code: [UInt8]) {
        self.file = file
        self.code = code
        system = BuildSystem(file)
        statements = system?.statements(code, text) ?? []
        copies =
            PassageKind(file) == .dockerfile
            ? Dockerfile(text.bytes).instructions.filter { $0.keyword == "COPY" }.map { $0.arguments } : []
    }

    /// - Returns: nil when nothing gets there on arm64.
    func severity(of place: MultiarchPaths.Place) -> Severity? {
        let statement = statements.first { $0.range.contains(place.offset) }
        if statement?.reach.arm64 == .no { return nil }
        return isCopied(place) || isLinked(place, statement) ? .blocker : .warning
    }

    /// `COPY --from=build /usr/lib/x86_64-linux-gnu/libpq.so.5 /lib/`: there is no such file, and the build ends.
    private func isCopied(_ place: MultiarchPaths.Place) -> Bool {
        guard !ConfigurationFile.isForDevelopers(file),
            let arguments = copies.first(where: { $0.contains(place.offset) }),
            let last = Dockerfile.words(arguments, in: code).last
        else { return false }
        return place.offset < last.offset && !place.text.contains("$") && place.text.hasPrefix("/")
    }

    /// `LIBS = /usr/lib/x86_64-linux-gnu/libxml2.a`: the linker doesn't find it.
    private func isLinked(_ place: MultiarchPaths.Place, _ statement: BuildStatement?) -> Bool {
        guard let statement, statement.reach.arm64 == .yes, !statement.reach.asksCompiler,
            place.text.hasPrefix("/"), !place.text.contains("$")
        else { return false }
        let name = place.text.split(separator: "/").last ?? ""
        guard name.hasSuffix(".a") || name.hasSuffix(".so") || name.hasSuffix(".o") || name.contains(".so.") else {
            return false
        }
        let head = code.text(statement.range.prefix(upTo: 64))
        switch system {
        case .make: return ["LIBS", "LDFLAGS", "LDLIBS", "LDADD"].contains { head.hasPrefix($0) }
        case .cmake: return head.lowercased().hasPrefix("target_link_libraries")
        default: return false
        }
    }
}
