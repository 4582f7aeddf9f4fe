import Reporting
import ScanModel

/// conda's `environment.yml`: packages of channels, and of the Python index below `pip:`.
struct CondaEnvironment {
    private let text: SourceText
    private(set) var manifest = PythonManifest(.conda)
    private var section: Substring = ""
    private var pipIndent: Int?
    /// Where the first package stands that names one build.
    private var firstBuild: Int?
    private var platforms: [String] = []
    private var platformsAt: Int?

    init(_ text: SourceText) {
        self.text = text
        for number in 1...max(1, text.lineCount) { read(text.range(ofLine: number)) }
        if let firstBuild, manifest.findings.isEmpty {
            manifest.findings.append(
                Finding(
                    PythonRules.lock, at: Place(text, at: firstBuild), severity: .warning,
                    message: "packages are named with their build, and a build is for one platform",
                    remedy: "export the environment anew with conda env export --no-builds, or --from-history",
                    reference:
                        "https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html"))
        }
        if let platformsAt, let finding = PlatformList.finding(platforms, at: Place(text, at: platformsAt)) {
            manifest.findings.append(finding)
        }
    }

    private mutating func read(_ range: Range<Int>) {
        let line = String(decoding: text.bytes[range].prefix(SourceText.reach), as: UTF8.self)
        let indent = line.prefix { $0 == " " }.count
        var item = line.dropFirst(indent).split(separator: " #", omittingEmptySubsequences: false).first ?? ""
        item = item.withoutOuterSpace
        guard let first = item.first, first != "#" else { return }
        guard first == "-" else {
            // A key of the file; a list may stand without indent below it.
            if indent == 0 { section = item.prefix { $0 != ":" } }
            if indent == 0 { readInlinePlatforms(item, range.lowerBound) }
            pipIndent = nil
            return
        }
        item = item.dropFirst().withoutOuterSpace.trimmingQuotes
        let offset = range.lowerBound + indent
        switch section {
        case "dependencies":
            if let pip = pipIndent, indent > pip {
                readPip(item, offset)
            } else if item == "pip:" {
                pipIndent = indent
            } else {
                pipIndent = nil
                readConda(item, offset)
            }
        case "platforms":
            platforms.append(String(item))
            platformsAt = platformsAt ?? offset
        default: break
        }
    }

    /// `platforms: [linux-64, osx-64]`
    private mutating func readInlinePlatforms(_ item: Substring, _ offset: Int) {
        guard section == "platforms", let open = item.firstIndex(of: "[") else { return }
        platforms = item[open...].split { "[], ".contains($0) }.map { String($0.trimmingQuotes) }
        platformsAt = offset
    }

    private mutating func readPip(_ item: Substring, _ offset: Int) {
        if item.hasPrefix("-r ") || item.hasPrefix("-c ") {
            let name = String(item.dropFirst(3).withoutOuterSpace)
            if item.hasPrefix("-r") { manifest.includes.append(name) } else { manifest.constraints.append(name) }
            return
        }
        guard let requirement = Requirement(item) else { return }
        let place = Place(text, at: offset)
        manifest.dependencies.append(PythonDependency(requirement, at: place))
        if requirement.marker?.evaluate(.arm64()).isPossible ?? true,
            let wheel = requirement.address.flatMap({ WheelName(address: $0) }),
            let finding = AddressedWheel.finding(wheel, place, .runtime)
        {
            manifest.findings.append(finding)
        }
    }

    /// `channel::name=version=build`, `name>=1`, `name 1.2.*`; `sel(win): name` chooses a platform.
    private mutating func readConda(_ item: Substring, _ offset: Int) {
        guard !item.hasPrefix("sel(") else { return }
        let package = CondaPackage(spec: item, at: Place(text, at: offset))
        if package.name == "python", let version = package.version {
            manifest.python = InterpreterVersion.minor(version)
        }
        manifest.findings += package.findings
        // "h06a4308_640": a hash of what the build was made with, which differs on every platform.
        if let build = package.build, !item.contains(">"), Self.isBuild(build) { firstBuild = firstBuild ?? offset }
    }

    private static func isBuild(_ text: String) -> Bool {
        guard !text.hasPrefix("pyh"), let hash = text.lastIndex(of: "h") else { return false }
        return text[hash...].dropFirst().prefix(7).count { $0.isHexDigit } == 7
    }
}

extension Substring {
    fileprivate var trimmingQuotes: Substring {
        guard let first, first == "\"" || first == "'", last == first, count > 1 else { return self }
        return dropFirst().dropLast()
    }
}
