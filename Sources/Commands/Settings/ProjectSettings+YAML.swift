import FoundationEssentials
import Platforms
import PortingScan
import RawJSON
import Reporting
import Rollout

extension ProjectSettings {
    /// Reads a settings file.
    /// - Parameters:
    ///   - text: YAML.
    ///   - path: the file's path, for messages and to resolve relative paths.
    /// - Throws: ``Failure`` with code `invalid-settings`: every mistake with its line and column.
    package init(yaml text: String, path: String) throws(Failure) {
        let file = try SettingsFile(yaml: text, path: path)
        let values = file.values
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        self.init(
            folder: folder, image: values["image"]?.string ?? "", registry: values["registry"]?.string,
            context: Self.join(folder, values[path: "build", "context"]?.string ?? "."))
        if let list = values["platforms"]?.texts { platforms = try Platform.list(parsing: list.joined(separator: ",")) }
        excluded = values[path: "scan", "exclude"]?.texts ?? []
        failOn = values[path: "scan", "failOn"]?.string.flatMap { FailureThreshold(rawValue: $0) }
        if let name = values[path: "build", "dockerfile"]?.string { dockerfile = name }
        target = values[path: "build", "target"]?.string
        buildArguments = values[path: "build", "args"]?.strings ?? [:]
        fixes = values[path: "build", "fix"]?.bool == true
        createsRepository = values[path: "build", "createRepository"]?.bool == true
        emulates = values[path: "build", "noEmulation"]?.bool != true
        if let deploy = values["deploy"] { try read(deploy: deploy, file) }
        if let shift = values["shift"] { self.shift = try Shift(shift, file) }
    }

    private mutating func read(deploy: JSONValue, _ file: SettingsFile) throws(Failure) {
        manifests = (deploy["manifests"]?.texts ?? []).map { Self.join(folder, $0) }
        if let name = deploy["architecture"]?.string.flatMap({ Architecture($0) }) { architectures = [name] }
        if let list = deploy["architectures"]?.texts {
            guard deploy["architecture"] == nil else {
                throw Failure(
                    .invalidSettings,
                    "\(file.place(of: "deploy.architectures")): deploy has both architecture and architectures",
                    hint: "keep one of them")
            }
            architectures = list.compactMap { Architecture($0) }.reduce(into: []) { list, next in
                if !list.contains(next) { list.append(next) }
            }
        }
        namespace = deploy["namespace"]?.string
        if let path = deploy["path"]?.string { self.path = path }
    }

    /// - Parameter path: `mixarch.yaml`, or the folder that holds it.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-settings`.
    package init(at path: String) throws(Failure) {
        var isFolder = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = exists && isFolder ? Self.join(path, "mixarch.yaml") : path
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(
                .unreadableInput, "can't read \(file)",
                hint: "`mixarch init` writes one; or name the folder that has it: mixarch up FOLDER")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Failure(.invalidSettings, "\(file) is not text in UTF-8")
        }
        try self.init(yaml: text, path: file)
    }

    private static func join(_ folder: String, _ path: String) -> String {
        path.hasPrefix("/") || folder == "." && path != "." ? path : path == "." ? folder : folder + "/" + path
    }
}

extension ProjectSettings.Shift {
    fileprivate init(_ values: JSONValue, _ file: SettingsFile) throws(Failure) {
        target = values["to"]?.string.flatMap { Architecture($0) } ?? .arm64
        let time = { (key: String) in
            values[key]?.string.flatMap { TimeArgument(argument: $0) }?.duration
        }
        let steps = values["steps"]?.array?.compactMap(\.integer) ?? ShiftPace.usualSteps
        pace = try file.reading("shift.steps") { () throws(Failure) in
            try ShiftPace(steps: steps, hold: time("hold") ?? ShiftPace.usualTime, drain: time("drain"))
        }
        let share = { (key: String) in values[key]?.string.flatMap { PercentArgument(argument: $0) }?.share }
        check = try file.reading("shift.check") { () throws(Failure) in
            guard let url = values["check"]?.string else { return nil }
            return try ShiftCheck(
                url: url, maxErrors: share("maxErrors") ?? ShiftCheck.usualErrors, maxSlowdown: share("maxSlowdown"))
        }
        if check == nil, let key = ["maxErrors", "maxSlowdown"].first(where: { values[$0] != nil }) {
            throw Failure(
                .invalidSettings, "\(file.place(of: "shift." + key)): shift.\(key) needs shift.check",
                hint: "add the address to call, such as check: http://shop.example.com/health")
        }
        metrics = try Self.metrics(values, file)
        consent = ShiftConsent(
            allowsInterruption: values["allowInterruption"]?.bool == true,
            ignoresManagers: values["ignoreManager"]?.bool == true)
        isRolling = values["rolling"]?.bool == true
        let watching = ["steps", "hold", "drain", "check", "prometheus"]
        if isRolling, let key = watching.first(where: { values[$0] != nil }) {
            throw Failure(
                .invalidSettings, "\(file.place(of: "shift." + key)): shift.\(key) does not go with shift.rolling",
                hint: "a rolling update has no steps that could be watched: keep one of them")
        }
    }

    private static func metrics(_ values: JSONValue, _ file: SettingsFile) throws(Failure) -> ShiftMetrics? {
        let queries = values["prometheusQueries"]?.texts ?? []
        var conditions: [MetricCondition] = []
        for (index, query) in queries.enumerated() {
            conditions.append(
                try file.reading("shift.prometheusQueries[\(index)]") { () throws(Failure) in
                    try MetricCondition(parsing: query)
                })
        }
        switch (values["prometheus"]?.string, queries.isEmpty) {
        case (nil, true): return nil
        case (let url?, false):
            return try file.reading("shift.prometheus") { () throws(Failure) in
                try ShiftMetrics(url: url, conditions: conditions, access: MetricsAccess(MetricsLogin().read()))
            }
        case (let url, _):
            let (key, other) = url == nil ? ("prometheusQueries", "prometheus") : ("prometheus", "prometheusQueries")
            throw Failure(
                .invalidSettings, "\(file.place(of: "shift." + key)): shift.\(key) needs shift.\(other)",
                hint: "prometheus is the address that is asked, prometheusQueries what it has to answer")
        }
    }
}

extension JSONValue {
    /// The texts of a list; nil when this is no list.
    fileprivate var texts: [String]? { array?.compactMap(\.string) }
}
