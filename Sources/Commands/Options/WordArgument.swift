import ArgumentParser

/// One of a few words. The library finds their list out by itself, too, by key paths that it makes while the program runs:
/// with every command that takes such a word.
protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension WordArgument {
    public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
    public static var allValueDescriptions: [String: String] { [:] }
    public var defaultValueDescription: String { rawValue }
}
