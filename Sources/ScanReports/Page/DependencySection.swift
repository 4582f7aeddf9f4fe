import Reporting
import ScanModel

/// The declared dependencies, those that want attention first.
struct DependencySection {
    let dependencies: [DependencyResult]

    /// How many that work are shown before they are folded.
    private static let shown = 12

    var markup: HTML {
        """
        <section id="dependencies" aria-labelledby="dependencies-title">
        <h2 id="dependencies-title">Dependencies</h2>
        \(content)
        </section>
        """
    }

    private var content: HTML {
        guard !dependencies.isEmpty else { return "<p>No dependencies were found.</p>" }
        let states = DependencyState.allCases
        let urgent = states.filter { $0 == .unsupported || $0 == .upgrade }.flatMap(of)
        let rest = states.filter { $0 != .unsupported && $0 != .upgrade }.flatMap(of)
        guard urgent.count + rest.count > Self.shown, !rest.isEmpty else { return table(urgent + rest) }
        let known = dependencies.count { $0.status == .ok }
        return """
            \(urgent.isEmpty ? "<p>None is known not to work.</p>" : table(urgent))
            <details class="more"><summary>\(Plural.of(rest.count, "more dependency", "more dependencies")): \
            \(known) that work, \(rest.count - known) of which nothing is known</summary>\(table(rest))</details>
            """
    }

    private func of(_ state: DependencyState) -> [(DependencyResult, DependencyState)] {
        dependencies.filter { $0.status == state.status }.map { ($0, state) }
    }

    private func table(_ rows: [(DependencyResult, DependencyState)]) -> HTML {
        """
        <div class="scroll"><table class="list"><thead><tr><th scope="col">Package</th><th scope="col">Version</th>\
        <th scope="col">On arm64</th><th scope="col">Works from</th><th scope="col">Declared in</th></tr></thead>
        <tbody>\(rows.map(row))</tbody></table></div>
        """
    }

    private func row(_ dependency: DependencyResult, _ state: DependencyState) -> HTML {
        let place = dependency.file + (dependency.line.map { ":\($0)" } ?? "")
        return """
            <tr><th scope="row">\(dependency.name) <small>\(dependency.ecosystem)</small></th>\
            <td>\(dependency.version ?? "–")</td><td><span class="state \(state.kind)">\(state.title)</span></td>\
            <td>\(dependency.minimum ?? "–")</td><td class="place">\(place)</td></tr>

            """
    }
}
