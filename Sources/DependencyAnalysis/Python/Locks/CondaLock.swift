import ScanModel

/// `conda-lock.yml`: for which platforms the packages are locked.
enum CondaLock {
    static func read(_ text: SourceText) -> PythonManifest? {
        var platforms: [String] = []
        var place: Int?
        var isWithin = false
        for number in 1...max(1, text.lineCount) {
            let range = text.range(ofLine: number)
            let line = String(decoding: text.bytes[range].prefix(128), as: UTF8.self)
            let trimmed = line.withoutOuterSpace
            if trimmed == "platforms:" {
                isWithin = true
                place = range.lowerBound
            } else if isWithin, trimmed.hasPrefix("- ") {
                platforms.append(String(trimmed.dropFirst(2).withoutOuterSpace))
            } else if trimmed.hasPrefix("package:") {
                break
            } else {
                isWithin = false
            }
        }
        guard let place, let finding = PlatformList.finding(platforms, at: Place(text, at: place)) else { return nil }
        var manifest = PythonManifest(.lock)
        manifest.findings = [finding]
        return manifest
    }
}
