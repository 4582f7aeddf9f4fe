import XML

/// What the conditions of MSBuild say of Linux, as far as they are written in one of the usual ways.
enum MSBuildCondition {
    /// What never holds on Linux, without spaces and in small letters.
    private static let never = [
        "'$(os)'=='windows_nt'", "'windows_nt'=='$(os)'", "'$(os)'!='unix'", "$(os)=='windows_nt'",
        "isosplatform('windows", "isosplatform('osx", "isoswindows", "'$(isosx)'=='true'", "'$(iswindows)'=='true'",
        "isosplatform($([system.runtime.interopservices.osplatform]::windows",
        "isosplatform($([system.runtime.interopservices.osplatform]::osx",
    ]

    static func excludesLinux(_ element: XMLElement) -> Bool {
        element.attributes["Condition"].map { excludesLinux($0) } ?? false
    }

    /// Whether a condition surely does not hold on Linux: in each of its alternatives something doesn't.
    static func excludesLinux(_ condition: String) -> Bool {
        let plain = condition.lowercased().replacing(" or ", with: "\u{1}").filter { !$0.isWhitespace }
        guard !plain.isEmpty else { return false }
        return plain.split(separator: "\u{1}").allSatisfy { alternative in
            never.contains { isDemanded($0, in: alternative) }
        }
    }

    /// Whether a part stands in a text, and is not turned round by a `!` or a comparison with false.
    private static func isDemanded(_ part: String, in text: Substring) -> Bool {
        guard let range = text.firstRange(of: part), !text[..<range.lowerBound].hasSuffix("!(") else { return false }
        // "!$([MSBuild]::IsOSPlatform('Windows'))", "'$(…)' == 'false'"
        let isCall = part.hasPrefix("isos")
        return !isCall || !text[..<range.lowerBound].contains("!") && !text[range.upperBound...].contains("'false'")
    }
}
