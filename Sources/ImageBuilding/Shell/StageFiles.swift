import DockerfileModel
import Reporting

/// What the planner may read of the build context: scripts that RUN starts.
public protocol ScriptSource: Sendable {
    /// - Parameter path: relative to the context, without `..`.
    /// - Returns: the file's text; nil when there is no such file, it is no text, or too big to be a script.
    func script(at path: String) -> String?
}

/// No script can be read: what RUN starts is judged by its name.
public struct NoScripts: ScriptSource {
    public init() {}
    public func script(at path: String) -> String? { nil }
}

/// Which files of the context a stage has, and where: as far as its COPYs say.
struct StageFiles: Sendable {
    private struct Entry {
        let destination: String
        let copy: CopyOperation
    }

    private var entries: [Entry] = []

    /// - Parameters:
    ///   - copy: a COPY or ADD.
    ///   - folder: the stage's WORKDIR there.
    mutating func add(_ copy: CopyOperation, in folder: String) {
        guard copy.from == nil else { return }
        entries.append(Entry(destination: Self.join(folder, copy.destination), copy: copy))
    }

    /// - Returns: an absolute path without `.` and `..`.
    static func join(_ folder: String, _ path: String) -> String {
        "/" + ImagePath.normalised(path.hasPrefix("/") ? path : folder + "/" + path)
    }

    /// - Parameter path: absolute, in the stage.
    /// - Returns: the text of the file that was copied there, and its path in the context.
    func text(of path: String, _ scripts: any ScriptSource) -> (path: String, text: String)? {
        for entry in entries.reversed() {
            for source in entry.copy.sources {
                switch source {
                case .inline(let name, let content):
                    if path == entry.destination || path == Self.join(entry.destination, name) {
                        return (name, content)
                    }
                case .path(let source):
                    for candidate in candidates(for: path, source, entry) {
                        if let text = scripts.script(at: candidate) { return (candidate, text) }
                    }
                }
            }
        }
        return nil
    }

    private func candidates(for path: String, _ source: String, _ entry: Entry) -> [String] {
        let source = ImagePath.normalised(source)
        let below = entry.destination == "/" ? "/" : entry.destination + "/"
        if PathPattern.isPattern(source) {
            let name = ImagePath.name(of: path)
            guard path.hasPrefix(below), !ImagePath.parent(of: source).contains("*"),
                let pattern = try? PathPattern(ImagePath.name(of: source), crossesFolders: false),
                pattern.matches([name])
            else { return [] }
            return [ImagePath.join(ImagePath.parent(of: source), name)]
        }
        if path == entry.destination { return [source] }
        guard path.hasPrefix(below) else { return [] }
        let rest = String(path.dropFirst(below.count))
        // A folder's content, or a file under its own name.
        return [ImagePath.join(source, rest)] + (rest == ImagePath.name(of: source) ? [source] : [])
    }
}
