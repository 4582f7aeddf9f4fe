import ArgumentParser
import FoundationEssentials
import HTTPTransport
import OCIRegistry
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

    @Flag(
        help:
            "Ask Python's package index (PIP_INDEX_URL, else pypi.org) which versions have wheels for arm64; answers are kept for a day."
    )
    var online = false

    @OptionGroup var registry: RegistryOptions

    /// - Parameters:
    ///   - place: a path, or an image. What exists as a path is one.
    ///   - progress: hears how far it is.
    func scan(_ place: String, progress: any ProgressReporter) async throws -> ScanReport {
        var options = ScanOptions(exclude: exclude, caches: caches ? roots(for: place) : [])
        guard online else { return try await scan(place, options, progress: progress) }
        return try await WebConnections.open { sender in
            options.index = PythonIndex(sender: sender, environment: Environment.variables)
            return try await scan(place, options, progress: progress)
        }
    }

    private func scan(
        _ place: String, _ options: ScanOptions, progress: any ProgressReporter
    ) async throws -> ScanReport {
        let scanner = PortingScanner(options: options)
        if FileManager.default.fileExists(atPath: place) { return try await scanner.scan(place, progress: progress) }
        if let image = try Self.image(place) { return try await scanner.scan(image: image, progress: progress) }
        guard Self.isReference(place) else {
            throw Failure(
                .unreadableInput, "there is no \(place)",
                hint: "an image is written with its registry or tag: docker.io/library/redis, redis:7")
        }
        let location = try ImageLocation(parsing: place)
        return try await registry.open { stores in
            let image = StoredImageSource(try stores.image(at: location), called: place, progress: progress)
            return try await scanner.scan(image: image, progress: progress)
        }
    }

    /// Whether what is no path is meant as an image: it has a tag, a digest or a registry's host in it.
    private static func isReference(_ place: String) -> Bool {
        guard let first = place.first, !"./~".contains(first), !place.contains("\n") else { return false }
        let host = place.split(separator: "/").first ?? ""
        return place.contains(":") || place.contains("@") || place.contains("/") && host.contains(".")
    }

    private func roots(for place: String) -> [LocalCaches.Root] {
        let environment = Environment.variables
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
