import ScanModel

/// pip's files of requirements and of constraints.
struct RequirementsFile {
    private let text: SourceText
    private let use: PythonDependency.Use
    private(set) var manifest: PythonManifest
    /// `--only-binary` and `--no-binary` with the names that they are for; ":all:" is one.
    private var onlyWheels: Set<String> = []
    private var fromSources: Set<String> = []

    init(_ text: SourceText, kind: PythonManifest.Kind, use: PythonDependency.Use) {
        self.text = text
        self.use = use
        manifest = PythonManifest(kind)
        for line in LogicalLine.list(text) { read(line) }
        for index in manifest.dependencies.indices {
            manifest.dependencies[index].build = build(of: manifest.dependencies[index].name)
        }
    }

    private mutating func read(_ line: LogicalLine) {
        guard line.text.hasPrefix("-") else {
            readRequirement(line.text, at: line.offset)
            return
        }
        let words = line.text.split { $0 == " " || $0 == "\t" || $0 == "=" }
        // "-rbase.txt" is allowed too.
        let isJoined = !line.text.hasPrefix("--") && (words.first?.count ?? 0) > 2
        let option = isJoined ? words[0].prefix(2) : words.first ?? ""
        let value = isJoined ? String(words[0].dropFirst(2)) : words.count > 1 ? String(words[1]) : ""
        switch option {
        case "-r", "--requirement": manifest.includes.append(value)
        case "-c", "--constraint": manifest.constraints.append(value)
        case "-e", "--editable": readRequirement(value, at: line.offset)
        case "--only-binary": onlyWheels.formUnion(Self.names(value))
        case "--no-binary": fromSources.formUnion(Self.names(value))
        default: break
        }
    }

    private static func names(_ value: String) -> [String] {
        value.split(separator: ",").map { $0.hasPrefix(":") ? String($0) : PackageName.normalized($0) }
    }

    private func build(of name: String) -> BuildPolicy {
        if fromSources.contains(":all:") || fromSources.contains(name) { return .fromSources }
        return onlyWheels.contains(":all:") || onlyWheels.contains(name) ? .onlyWheels : .any
    }

    private mutating func readRequirement(_ text: String, at offset: Int) {
        // Options such as hashes stand behind the requirement.
        let options = text.firstRange(of: " --").map { text[$0.lowerBound...] } ?? ""
        let written = text.dropLast(options.count)
        let place = Place(self.text, at: offset)
        if let requirement = Requirement(written) {
            manifest.dependencies.append(PythonDependency(requirement, at: place, use: use))
            if let address = requirement.address {
                addWheel(address, requirement.marker, place)
            }
            return
        }
        let parts = written.split(separator: ";", maxSplits: 1)
        guard let address = parts.first else { return }
        addWheel(address.withoutOuterSpace, parts.count > 1 ? Marker(parts[1]) : nil, place)
    }

    private mutating func addWheel(_ address: some StringProtocol, _ marker: Marker?, _ place: Place) {
        let used = marker?.evaluate(.arm64()).isPossible ?? true
        guard used, let wheel = WheelName(address: address) else { return }
        if let finding = AddressedWheel.finding(wheel, place, use) { manifest.findings.append(finding) }
    }
}
