import Reporting
import ScanModel

/// Folders of libraries that are named for x86, in build files, scripts and settings.
struct MultiarchPathAnalysis: Analysis {
    private static let rule = Rule(
        id: "multiarch-path", title: "a folder of libraries for x86", area: .build, severity: .warning,
        effort: .minutes,
        why: "On arm64 the folder is /usr/lib/aarch64-linux-gnu; what is looked for here is not found there.",
        remedy: "let pkg-config or the linker find it, or ask gcc -print-multiarch or dpkg-architecture",
        before: "LDFLAGS += -L/usr/lib/x86_64-linux-gnu/hdf5/serial",
        after: "LDFLAGS += -L/usr/lib/$(shell gcc -print-multiarch)/hdf5/serial",
        reference: "https://wiki.debian.org/Multiarch/Tuples")
    private static let endings: NameSet = [
        "service", "conf", "ini", "cfg", "env", "properties", "spec", "install",
    ]
    /// What these say of folders may be about anything, but for what is preloaded.
    private static let loose: NameSet = ["yml", "yaml", "json", "xml", "tf", "tpl", "hcl"]

    var rules: [Rule] { [Self.rule] }

    func interest(in file: FileName) -> Interest {
        guard Self.isOfInterest(file), !file.hasFolder(in: Self.pipelines), !ArchitectureWords.namesX86(file.path)
        else { return .none }
        let isPipeline = file.name.contains("ci") && file.name.split { $0 == "-" || $0 == "." }.contains("ci")
        return isPipeline ? .none : .containing(MultiarchPaths.trigger)
    }

    private static let pipelines: NameSet = ["ci"]

    private static func isOfInterest(_ file: FileName) -> Bool {
        if endings.contains(file.ending) || file.name.hasPrefix(".env") { return true }
        let passage = PassageKind(file)
        return passage != nil || BuildSystem(file, passage) != nil
    }

    func examine(_ text: SourceText, _ file: FileName) -> [Finding]? {
        let code = BuildSystem(file)?.code(text.bytes) ?? CommentBlanking.hashLines(text.bytes)
        // Another check of such files knows the loader.
        let all = MultiarchPaths.places(
            in: code, 0..<code.count, of: text, includesLoader: PassageKind(file) == nil)
        let isLoose = Self.loose.contains(file.ending)
        let places = all.filter { place in
            let around = text.window(around: place.offset, before: 1, after: 1)
            return !isLoose || code.containsAny(["LD_PRELOAD", "LD_LIBRARY_PATH"], in: around)
        }
        guard !places.isEmpty else { return nil }
        return places.map { place in
            Finding(
                Self.rule, in: text, at: place.offset, severity: Self.rule.severity.lowered(in: file),
                message: "\(place.text) only exists on x86")
        }
    }
}
