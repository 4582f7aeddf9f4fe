import Platforms
import Reporting
import Rollout
import ScanReports

/// All images with who uses them; filters where there is a script, all of it without.
struct AuditImageSection {
    let images: [AuditedImage]

    var markup: HTML {
        """
        <section id="images" aria-labelledby="images-title">
        <h2 id="images-title">Images</h2>
        \(images.isEmpty ? nothing : filter)\(images.isEmpty ? nil : table)
        </section>
        """
    }

    private let nothing: HTML = "<p>No workload was found.</p>"

    private var filter: HTML {
        let states: [HTML] = AuditedImage.State.allCases.compactMap { state in
            let count = images.count { $0.state == state }
            guard count > 0 else { return nil }
            return """
                <label class="chip \(state.kind)"><input type="checkbox" name="state" value="\(state.rawValue)" checked> \
                \(state.title) <b>\(count)</b></label>
                """
        }
        return """
            <div class="filter" id="filter" role="search" aria-label="Images" hidden>
            <input type="search" id="words" placeholder="Image, workload or namespace" aria-label="Search the images">
            <span class="chips">\(states)</span>
            <output id="shown">\(Plural.of(images.count, "image"))</output>
            </div>

            """
    }

    private var table: HTML {
        """
        <div class="scroll sheet"><table class="list images"><thead><tr><th scope="col">Image</th>\
        <th scope="col">Platforms</th><th scope="col">State</th><th scope="col">Used by</th></tr></thead>
        <tbody>\(images.map(row))</tbody></table></div>
        """
    }

    private func row(_ image: AuditedImage) -> HTML {
        let state = image.state
        return """
            <tr data-state="\(state.rawValue)"><th scope="row"><span class="name">\(image.image)</span>\(advice(image))</th>\
            <td>\(platforms(image))</td><td><span class="state \(state.kind)">\(state.title)</span></td>\
            <td>\(users(image))</td></tr>

            """
    }

    private func advice(_ image: AuditedImage) -> HTML {
        let reason: HTML? = image.reason.isEmpty ? nil : "<small class=\"reason\">\(image.reason)</small>"
        let suggestion: HTML? = image.suggestion.map { "<small class=\"remedy\">\($0) has it</small>" }
        return "\(reason)\(suggestion)"
    }

    private func platforms(_ image: AuditedImage) -> HTML {
        if image.error != nil { return "<span class=\"quiet\">not known</span>" }
        let present: [HTML] = image.platforms.map { "<span class=\"tag\">\(Self.short($0))</span> " }
        let missing: [HTML] = image.missing.map {
            "<span class=\"tag missing\"><span class=\"unseen\">missing: </span>\(Self.short($0))</span> "
        }
        return "<span class=\"tags\">\(missing)\(present)</span>"
    }

    /// Without the system that nearly all have.
    private static func short(_ platform: Platform) -> String {
        let text = platform.description
        return platform.os == "linux" ? String(text.dropFirst("linux/".count)) : text
    }

    private func users(_ image: AuditedImage) -> HTML {
        let uses: [HTML] = image.usedBy.map { use in
            let reason: HTML? = use.reason.flatMap { $0 == image.reason ? nil : "<small>\($0)</small>" }
            let mark = use.matters == true ? "matters" : ""
            return """
                <li class="\(mark)"><span class="quiet">\(use.namespace)/</span>\(use.workload) \
                <span class="quiet">\(use.container)</span>\(reason)</li>
                """
        }
        let shown = 3
        guard uses.count > shown + 1 else { return "<ul class=\"users\">\(uses)</ul>" }
        return """
            <ul class="users">\(Array(uses.prefix(shown)))</ul><details class="more"><summary>\
            \(uses.count - shown) more</summary><ul class="users">\(Array(uses.dropFirst(shown)))</ul></details>
            """
    }
}
