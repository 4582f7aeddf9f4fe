import ScanModel

/// What a package index answered, or what ships with this program where it wasn't asked.
struct IndexAnswers: Sendable {
    private var asked: [String: [Release]] = [:]
    /// Names that the index does not have.
    private var absent: Set<String> = []
    private(set) var gaps: [NotJudged] = []

    /// An index is asked politely.
    private static let atOnce = 8

    /// - Throws: `CancellationError` alone; an index that fails is a gap.
    static func ask(_ index: (any PackageIndex)?, about projects: [PythonProject]) async throws -> IndexAnswers {
        var answers = IndexAnswers()
        guard let index else { return answers }
        let names = Set(
            projects.flatMap { project in
                project.dependencies.filter { !$0.isElsewhere && $0.onARM64(python: project.python).isPossible }.map {
                    $0.name
                }
            }
        ).sorted()
        var failed: [String] = []
        try await withThrowingTaskGroup(of: (String, Result<[PackageFile]?, any Error>).self) { group in
            var pending = names.makeIterator()
            func start() {
                guard let name = pending.next() else { return }
                group.addTask {
                    do { return (name, .success(try await index.files(of: name))) } catch {
                        return (name, .failure(error))
                    }
                }
            }
            for _ in 0..<atOnce { start() }
            for try await (name, result) in group {
                try Task.checkCancellation()
                switch result {
                case .success(let files?): answers.asked[name] = Release.list(files)
                case .success(nil): answers.absent.insert(name)
                case .failure: failed.append(name)
                }
                start()
            }
        }
        if let first = failed.min() {
            let others = failed.count == 1 ? "" : " and \(failed.count - 1) others"
            answers.gaps = [
                NotJudged(what: "Python package index", why: "it couldn't be asked about \(first)\(others)")
            ]
        }
        return answers
    }

    /// - Parameter name: normalised.
    func knowledge(of name: String) -> PackageKnowledge? {
        PurePython.isOptional(name)
            ? .pure
            : asked[name].map { .releases(ReleaseList($0, .all), otherwise: nil) } ?? PackageKnowledge.shipped(name)
    }
}
