import ArgumentParser
import FoundationEssentials
import PortingScan
import Reporting

/// What a scan looks at.
struct ScanSelection: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Files to leave out, as .gitignore names them; can be given several times.", valueName: "pattern"))
    var exclude: [String] = []

    @Flag(help: "Look also at this machine's caches of Maven, Gradle, Python, Node.js, Go, Cargo and NuGet.")
    var caches = false

    /// - Parameters:
    ///   - place: a path, or an image with its prefix. What exists as a path is one.
    ///   - progress: hears how far it is.
    func scan(_ place: String, progress: any ProgressReporter) async throws -> ScanReport {
        let scanner = PortingScanner(options: ScanOptions(exclude: exclude, caches: caches ? roots(for: place) : []))
        guard !FileManager.default.fileExists(atPath: place), let image = try Self.image(place) else {
            return try await scanner.scan(place, progress: progress)
        }
        return try await scanner.scan(image: image, progress: progress)
    }

    private func roots(for place: String) -> [LocalCaches.Root] {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
        return LocalCaches(environment: environment, home: home).roots(for: place)
    }

    /// An image that is saved on this machine.
    private static func image(_ place: String) throws -> SavedImageSource? {
        if let (path, tag) = saved(place, after: "oci:") { return try SavedImageSource(layout: path, tag: tag) }
        if let (path, tag) = saved(place, after: "docker-archive:") {
            return try SavedImageSource(archive: path, tag: tag)
        }
        return nil
    }

    /// `PREFIX` `PATH` [`:TAG`]; a colon within a path that exists belongs to it.
    private static func saved(_ place: String, after prefix: String) -> (path: String, tag: String?)? {
        guard place.hasPrefix(prefix) else { return nil }
        let rest = String(place.dropFirst(prefix.count))
        guard !FileManager.default.fileExists(atPath: rest), let colon = rest.lastIndex(of: ":") else {
            return (rest, nil)
        }
        return (String(rest[..<colon]), String(rest[rest.index(after: colon)...]))
    }
}
