import ConfigurationAnalysis
import ScanModel

/// Puppeteer without the browser that it downloads: an image that has the distribution's own lacks nothing on arm64.
enum DistributionBrowser {
    /// The packages whose download is switched off.
    static let packages: Set<String> = ["puppeteer"]

    static let words = LiteralSet(["PUPPETEER_SKIP"])
    private static let skips = ["PUPPETEER_SKIP_DOWNLOAD", "PUPPETEER_SKIP_CHROMIUM_DOWNLOAD"]
    private static let browsers: Set<String> = ["chromium", "chromium-browser", "firefox", "firefox-esr"]

    /// Whether a Dockerfile switches the download off and has a browser from elsewhere.
    static func isUsed(in dockerfile: DockerfileCommands, _ text: SourceText) -> Bool {
        let isSkipped = skips.contains { name in
            dockerfile.settings[name].map { !["", "0", "false"].contains($0.lowercased()) } ?? false
        }
        guard isSkipped else { return false }
        return dockerfile.commands.contains { command in command.words.contains { browsers.contains($0.text) } }
            || dockerfile.settings["PUPPETEER_EXECUTABLE_PATH"] != nil
    }
}
