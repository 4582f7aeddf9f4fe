import Platforms

/// What an image holds for one platform, and what is wrong with it.
public struct PlatformVerification: Sendable, Hashable, Codable {
    /// The platform, as the index names it.
    public let platform: String
    /// Whether there is no problem.
    public let ok: Bool
    /// How many programs and libraries there are, by architecture.
    public let programs: [String: Int]
    /// What is wrong.
    public let problems: [String]
    /// What is worth knowing, and is no problem.
    public let notes: [String]

    init(platform: String, programs: [String: Int] = [:], problems: [String], notes: [String] = []) {
        self.platform = platform
        self.ok = problems.isEmpty
        self.programs = programs
        self.problems = problems
        self.notes = notes
    }

    /// The same with more to know.
    func adding(notes more: [String]) -> PlatformVerification {
        PlatformVerification(platform: platform, programs: programs, problems: problems, notes: notes + more)
    }
}

/// What an image holds for every platform, and what is wrong with it.
public struct ImageVerification: Sendable, Hashable, Codable {
    /// The image.
    public let reference: String
    /// Whether there is no problem for any platform.
    public let ok: Bool
    /// Each platform.
    public let platforms: [PlatformVerification]

    init(reference: String, platforms: [PlatformVerification]) {
        self.reference = reference
        self.ok = platforms.allSatisfy(\.ok) && !platforms.isEmpty
        self.platforms = platforms
    }
}
