import KubernetesClient
import Platforms
import Reporting
import Synchronization

/// Asks registries about images: all registries at once, and each of them about a few at a time.
struct ImageAuditor {
    let images: any ImageAuditing
    let progress: any ProgressReporter
    /// The platforms that images are compared with.
    let wanted: [Platform]
    let suggestions: Int
    let atOnce: Int

    /// One question: the spellings of one image.
    private struct Question: Sendable {
        let image: String
        let uses: [AuditInventory.Use]
        let pullers: [ImagePuller]
    }

    private struct Outcome: Sendable {
        var content: AuditedContent?
        var error: String?
        var suggestion: String?
    }

    /// Counts answers from several tasks.
    private final class Tally: Sendable {
        private let count = Mutex(Int64(0))

        func next() -> Int64 {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    private static let id = "images"

    /// - Parameter inventory: the images, and who uses them.
    /// - Returns: what they are.
    /// - Throws: `CancellationError`; what can't be read is a result.
    func audit(_ inventory: AuditInventory) async throws -> [AuditedImage] {
        let (questions, broken) = questions(inventory)
        let total = questions.values.reduce(0) { $0 + $1.count }
        progress.report(.started(id: Self.id, title: "Ask for \(Plural.of(total, "image"))"))
        let tally = Tally()
        var results = broken.map { answer($0.key, $0.value, $0.error, inventory) }
        try await withThrowingTaskGroup(of: [(Question, Outcome)].self) { group in
            for (_, list) in questions {
                group.addTask {
                    try await Self.map(list, atOnce: atOnce) { question in
                        let outcome = try await ask(question)
                        progress.report(.advanced(id: Self.id, completed: tally.next(), total: Int64(total)))
                        return (question, outcome)
                    }
                }
            }
            for try await part in group {
                results += part.map { answer($0.0.image, $0.0.uses, $0.1, inventory) }
            }
        }
        let unreadable = results.count { $0.error != nil }
        let detail = unreadable == 0 ? "" : "\(unreadable) could not be read"
        progress.report(.finished(id: Self.id, detail: detail))
        return results
    }

    /// The questions for each registry, and the images that are none.
    private func questions(
        _ inventory: AuditInventory
    ) -> ([String: [Question]], [(key: String, value: [AuditInventory.Use], error: Outcome)]) {
        var spellings: [AuditedPlace: [String]] = [:]
        var broken: [(key: String, value: [AuditInventory.Use], error: Outcome)] = []
        for (image, uses) in inventory.uses {
            do {
                spellings[try images.place(of: image), default: []].append(image)
            } catch {
                broken.append((image, uses, Outcome(error: Self.words(error))))
            }
        }
        var questions: [String: [Question]] = [:]
        for (place, names) in spellings {
            let names = names.sorted { ($0.count, $0) < ($1.count, $1) }
            let pullers = Set(names.flatMap { inventory.pullers[$0] ?? [] }).sorted()
            questions[place.registry, default: []].append(
                Question(
                    image: names.first ?? place.name, uses: names.flatMap { inventory.uses[$0] ?? [] },
                    pullers: pullers))
        }
        return (questions.mapValues { $0.sorted { $0.image < $1.image } }, broken)
    }

    private func ask(_ question: Question) async throws -> Outcome {
        var outcome = Outcome()
        do {
            let content = try await images.content(of: question.image, for: question.pullers)
            outcome.content = content
            let missing = missing(in: content)
            guard suggestions > 0, !missing.isEmpty else { return outcome }
            outcome.suggestion = try await suggestion(for: question, missing)
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch  where outcome.content != nil {
            // No suggestion is no failure.
            progress.report(.warning("no newer tag of \(question.image) was looked for: \(Self.words(error))"))
        } catch {
            outcome.error = Self.words(error)
        }
        return outcome
    }

    /// The newest tag that has what is missing.
    private func suggestion(for question: Question, _ missing: [Platform]) async throws -> String? {
        let tags = try await images.tags(beside: question.image, for: question.pullers)
        for tag in TagVersion.candidates(newerThan: tags.own, in: tags.all, limit: suggestions) {
            let candidate = try images.image(question.image, tagged: tag)
            let content = try await images.content(of: candidate, for: question.pullers)
            if missing.allSatisfy({ content.offers($0) }) { return candidate }
        }
        return nil
    }

    private func missing(in content: AuditedContent) -> [Platform] { wanted.filter { !content.offers($0) } }

    private func answer(
        _ image: String, _ uses: [AuditInventory.Use], _ outcome: Outcome, _ inventory: AuditInventory
    ) -> AuditedImage {
        let missing = outcome.content.map { self.missing(in: $0) } ?? []
        let usedBy = uses.map { use in
            let reach = inventory.reaches[use.reach]
            let verdicts = missing.map { reach.verdict(without: $0.architecture.name) }
            let serious = verdicts.filter(\.matters)
            return AuditedImage.Use(
                kind: use.workload.kind, namespace: use.workload.namespace, name: use.workload.name,
                container: use.container, architectures: reach.architectures,
                matters: missing.isEmpty ? nil : !serious.isEmpty,
                reason: (serious.isEmpty ? verdicts : serious).first?.reason)
        }
        return AuditedImage(
            image: image, digest: outcome.content?.digest, platforms: outcome.content?.platforms ?? [],
            missing: missing,
            usedBy: usedBy.sorted {
                ($0.namespace, $0.kind, $0.name, $0.container) < ($1.namespace, $1.kind, $1.name, $1.container)
            },
            error: outcome.error, suggestion: outcome.suggestion)
    }

    private static func words(_ error: any Error) -> String { (error as? Failure)?.message ?? "\(error)" }

    /// Asks about all, a few at a time.
    private static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], atOnce: Int, _ ask: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            var results: [Result] = []
            for (index, element) in elements.enumerated() {
                if index >= max(1, atOnce), let result = try await group.next() { results.append(result) }
                group.addTask { try await ask(element) }
            }
            for try await result in group { results.append(result) }
            return results
        }
    }
}

extension AuditedContent {
    /// Whether it has something that runs on a platform; a variant is as good as none.
    fileprivate func offers(_ platform: Platform) -> Bool {
        platforms.contains { $0.os == platform.os && $0.architecture == platform.architecture }
    }
}
