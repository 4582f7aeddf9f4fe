import Crypto
import FoundationEssentials

/// What every page of mixarch has in common: nothing is loaded from elsewhere, and no text of others can do anything.
package struct PageFrame {
    /// The browser's title.
    package let title: String
    /// The command that made it: `scan`.
    package let command: String
    /// What the first link, for those who hear the page, leads to: `the verdict`.
    package let skip: String
    /// The sections' identifiers and names.
    package let sections: [(id: String, name: String)]
    /// Rules besides the common ones.
    package let style: HTML
    /// What the page does besides changing its colours; a whole script.
    package let script: HTML
    package let main: HTML
    package let footer: HTML

    /// - Parameters:
    ///   - title: the browser's title.
    ///   - command: the command that made it.
    ///   - skip: what the first link leads to.
    ///   - sections: the sections' identifiers and names.
    ///   - style: rules besides the common ones.
    ///   - script: what the page does; nil for changing its colours alone.
    ///   - main: the content.
    ///   - footer: the last line.
    package init(
        title: String, command: String, skip: String, sections: [(id: String, name: String)], style: HTML = "",
        script: HTML? = nil, main: HTML, footer: HTML
    ) {
        self.title = title
        self.command = command
        self.skip = skip
        self.sections = sections
        self.style = "\(PageStyle.sheet)\(style)"
        self.script = script ?? PageScript.colours
        self.main = main
        self.footer = footer
    }

    /// The whole page.
    package var text: String { page.source }

    private var page: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <style>\(style)</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to \(skip)</a>
        <header class="bar"><div>
        <span class="mark">mixarch <b>\(command)</b></span>
        <nav aria-label="Sections">\(sections.map { "<a href=\"#\($0.id)\">\($0.name)</a>" as HTML })</nav>
        <button type="button" id="theme" hidden>Dark</button>
        </div></header>
        <main id="main">
        \(main)
        </main>
        <footer>\(footer)</footer>
        <script>\(script)</script>
        </body>
        </html>

        """
    }

    /// Only this page's own style and script, known by their digests; no text can add another.
    private var policy: String {
        "default-src 'none'; style-src 'sha256-\(Self.digest(style.source))'; "
            + "script-src 'sha256-\(Self.digest(script.source))'; base-uri 'none'; form-action 'none'"
    }

    private static func digest(_ text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
