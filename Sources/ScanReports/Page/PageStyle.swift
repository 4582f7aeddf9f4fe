/// The page's look: restrained, in light and dark, on paper and on a telephone.
enum PageStyle {
    static let sheet: HTML = """
        :root { \(light) }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { \(dark) } }
        :root[data-theme="dark"] { \(dark) }
        \(base)
        \(top)
        \(parts)
        \(small)
        \(paper)
        """

    private static let light: HTML = """
        color-scheme: light; --page: #f6f7f8; --card: #ffffff; --ink: #1b2028; --quiet: #586170; --line: #e1e4e8;
        --soft: #f1f3f5; --link: #1d5fa8; --blocker: #b42318; --blocker-soft: #fdeeec; --warning: #94580a;
        --warning-soft: #fdf3e2; --note: #3c6591; --note-soft: #ebf2f9; --good: #1b7446; --good-soft: #e8f5ee;
        --unknown: #8a93a0; --bar: #5b7fa6; --shadow: 0 1px 2px rgb(20 28 40 / .05), 0 4px 16px rgb(20 28 40 / .04);
        """

    private static let dark: HTML = """
        color-scheme: dark; --page: #101317; --card: #181c22; --ink: #e7eaee; --quiet: #9ba5b2; --line: #2b313a;
        --soft: #20252d; --link: #82b4f0; --blocker: #ff8f84; --blocker-soft: #351c1b; --warning: #eeb564;
        --warning-soft: #32260f; --note: #8fb8e4; --note-soft: #1a2735; --good: #6bcb94; --good-soft: #14291e;
        --unknown: #78828f; --bar: #6f97c4; --shadow: none;
        """

    private static let base: HTML = """
        *, *::before, *::after { box-sizing: border-box; }
        html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
        [hidden] { display: none !important; }
        main, .bar > div, footer { max-width: 1120px; margin: 0 auto; padding: 0 1.5rem; }
        h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
        h1 { font-size: clamp(1.6rem, 1.1rem + 2.2vw, 2.5rem); line-height: 1.18; letter-spacing: -.02em;
          font-weight: 680; text-wrap: balance; }
        h2 { font-size: 1.35rem; letter-spacing: -.01em; font-weight: 660; margin-bottom: .35rem; }
        h3 { font-size: 1rem; font-weight: 620; }
        h4 { font-size: .75rem; font-weight: 620; letter-spacing: .05em; text-transform: uppercase;
          color: var(--quiet); margin-bottom: .25rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
        code, pre, .place, .places th { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas,
          "DejaVu Sans Mono", monospace; font-size: .84rem; }
        small { font-size: .8125rem; color: var(--quiet); font-weight: 400; }
        section { margin: 3rem 0; }
        .quiet { color: var(--quiet); }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 1rem; top: .5rem; z-index: 9; background: var(--card); padding: .5rem 1rem; }
        footer { padding-top: 1rem; padding-bottom: 3rem; color: var(--quiet); font-size: .875rem; }
        button, select, input[type=search] { font: inherit; font-size: .875rem; color: var(--ink);
          background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .75rem;
          min-height: 2.25rem; }
        button { cursor: pointer; }
        button:hover, select:hover { border-color: var(--quiet); }
        """

    private static let top: HTML = """
        .bar { position: sticky; top: 0; z-index: 5; background: var(--page); border-bottom: 1px solid var(--line); }
        .bar > div { display: flex; align-items: center; gap: 1.5rem; min-height: 3.5rem; }
        .mark { font-weight: 400; letter-spacing: -.01em; white-space: nowrap; }
        .mark b { font-weight: 680; }
        nav { display: flex; gap: 1.25rem; margin-left: auto; font-size: .875rem; }
        nav a { color: var(--quiet); text-decoration: none; }
        nav a:hover { color: var(--ink); }
        .verdict { --tone: var(--note); --tint: var(--note-soft); margin: 2rem 0 3rem; background: var(--card);
          border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 14px;
          padding: 2rem 2.25rem 0; box-shadow: var(--shadow); overflow: hidden; }
        .verdict.ready { --tone: var(--good); --tint: var(--good-soft); }
        .verdict.ready-with-changes, .verdict.inconclusive { --tone: var(--warning); --tint: var(--warning-soft); }
        .verdict.blocked { --tone: var(--blocker); --tint: var(--blocker-soft); }
        .subject { color: var(--quiet); font-size: .9375rem; margin-bottom: .9rem; overflow-wrap: anywhere; }
        .subject .arrow { margin: 0 .15rem; }
        .badge { display: inline-block; background: var(--tint); color: var(--tone); font-weight: 640;
          font-size: .8125rem; border-radius: 99px; padding: .15rem .75rem; margin-right: .5rem; }
        .reasons { list-style: none; margin: 1rem 0 1.75rem; color: var(--quiet); max-width: 90ch;
          overflow-wrap: anywhere; }
        .reasons li + li { margin-top: .2rem; }
        .figures { display: grid; grid-template-columns: repeat(6, 1fr); margin: 0 -2.25rem;
          border-top: 1px solid var(--line); }
        .figures div { display: flex; flex-direction: column-reverse; padding: 1.1rem 1rem 1.2rem 2.25rem;
          border-left: 1px solid var(--line); }
        .figures div:first-child { border-left: 0; }
        .figures div + div { padding-left: 1.25rem; }
        .figures dd { font-size: 1.75rem; line-height: 1.2; font-weight: 640; letter-spacing: -.02em;
          font-variant-numeric: tabular-nums; }
        .figures dt { color: var(--quiet); font-size: .8125rem; }
        .figures .none dd { color: var(--quiet); font-weight: 400; }
        .figures .blocker dd { color: var(--blocker); }
        .figures .warning dd { color: var(--warning); }
        .figures .note dd { color: var(--note); }
        """

    private static let parts: HTML = """
        .plan { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 1rem;
          margin: 1rem 0; }
        .column, figure, .rule, .filter, .facts { background: var(--card); border: 1px solid var(--line);
          border-radius: 12px; box-shadow: var(--shadow); }
        .column { padding: 1.1rem 1.25rem .75rem; }
        .column h3 { display: flex; justify-content: space-between; align-items: baseline; padding-bottom: .6rem;
          border-bottom: 1px solid var(--line); }
        .column h3 span { color: var(--quiet); font-weight: 400; font-size: .8125rem; }
        .column ol { list-style: none; }
        .column li { padding: .65rem 0 .65rem .9rem; border-left: 3px solid var(--tone); margin: .6rem 0;
          padding-top: .05rem; padding-bottom: .05rem; }
        .column a { color: var(--ink); text-decoration: none; font-weight: 540; }
        .column a:hover { text-decoration: underline; }
        .column small { display: block; }
        .column small b { color: var(--tone); font-weight: 560; }
        .blocker { --tone: var(--blocker); --tint: var(--blocker-soft); }
        .warning { --tone: var(--warning); --tint: var(--warning-soft); }
        .note { --tone: var(--note); --tint: var(--note-soft); }
        .good { --tone: var(--good); --tint: var(--good-soft); }
        .unknown { --tone: var(--unknown); --tint: var(--soft); }
        .files { --tone: var(--bar); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 1rem;
          margin-top: 1rem; }
        figure { padding: 1.1rem 1.25rem; }
        figcaption { font-weight: 620; margin-bottom: .8rem; }
        .bars { width: 100%; border-collapse: collapse; font-size: .875rem; }
        .bars th { font-weight: 400; text-align: left; padding: .28rem .75rem .28rem 0; overflow-wrap: break-word; }
        .bars td:nth-child(2) { width: 52%; }
        .bars td:last-child { text-align: right; padding-left: .75rem; font-variant-numeric: tabular-nums; }
        .bars svg { display: block; background: var(--soft); border-radius: 3px; }
        .bars .none { color: var(--quiet); }
        rect { fill: var(--tone); }
        .legend { list-style: none; font-size: .875rem; }
        .legend li::before { content: ""; display: inline-block; width: .65rem; height: .65rem; border-radius: 3px;
          background: var(--tone); margin-right: .5rem; }
        .legend .none { color: var(--quiet); }
        figure > .legend { display: flex; gap: 1rem; margin-top: .8rem; color: var(--quiet); font-size: .8125rem; }
        .donut { display: flex; align-items: center; gap: 1.5rem; flex-wrap: wrap; }
        .donut .legend { flex: 1; min-width: 9rem; }
        .donut .legend li::before { flex: none; }
        .donut .legend li { display: flex; align-items: baseline; padding: .15rem 0; }
        .donut .legend b { margin-left: auto; padding-left: .75rem; font-weight: 560; font-variant-numeric: tabular-nums; }
        circle { fill: none; stroke: var(--tone); stroke-width: 15; }
        .donut text { fill: var(--ink); text-anchor: middle; font-size: 24px; font-weight: 640; }
        .donut .unit { fill: var(--quiet); font-size: 8.5px; font-weight: 400; }
        .filter { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; padding: .75rem; margin: 1rem 0;
          position: sticky; top: 3.5rem; z-index: 4; }
        .filter input[type=search] { flex: 1 1 12rem; min-width: 0; }
        .filter select { max-width: 15rem; }
        .filter output { margin-left: auto; color: var(--quiet); font-size: .875rem; padding-right: .35rem;
          font-variant-numeric: tabular-nums; }
        .chips { display: flex; flex-wrap: wrap; gap: .4rem; }
        .chip { display: inline-flex; align-items: center; gap: .35rem; border-radius: 99px; padding: .2rem .75rem;
          font-size: .8125rem; background: var(--tint); color: var(--tone); cursor: pointer; min-height: 2rem; }
        .chip input { accent-color: var(--tone); margin: 0; }
        .rule { margin: .75rem 0; overflow: clip; scroll-margin-top: 8.5rem; }
        summary { cursor: pointer; }
        .rule > summary { display: flex; align-items: center; gap: .75rem; padding: .85rem 1.25rem; list-style: none; }
        .rule > summary::-webkit-details-marker { display: none; }
        .rule > summary::after { content: ""; width: .5rem; height: .5rem; flex: none; border: solid var(--quiet);
          border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translate(-2px, -2px); }
        .rule[open] > summary::after { transform: rotate(-135deg) translate(-2px, -2px); }
        .rule > summary:hover { background: var(--soft); }
        .rule > summary code { color: var(--quiet); }
        .rule .count { margin-left: auto; color: var(--quiet); font-size: .875rem; white-space: nowrap; }
        .rule .count b { color: var(--ink); font-weight: 620; }
        .rule .body { border-top: 1px solid var(--line); padding: 1.1rem 1.25rem 0; }
        .state { display: inline-block; flex: none; border-radius: 6px; background: var(--tint); color: var(--tone);
          font: 600 .75rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          padding: 0 .5rem; white-space: nowrap; }
        .state.unknown { color: var(--quiet); }
        .why, .code { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem 1.5rem; margin-bottom: 1rem; }
        .why p { max-width: 65ch; }
        .code > div { min-width: 0; }
        pre { margin: 0; padding: .75rem .9rem; background: var(--soft); border-radius: 8px; overflow-x: auto; line-height: 1.5; }
        .scroll { overflow-x: auto; }
        .list { width: 100%; border-collapse: collapse; font-size: .9rem; }
        .list th, .list td { text-align: left; vertical-align: top; padding: .6rem 1rem .6rem 0;
          border-top: 1px solid var(--line); font-weight: 400; }
        .list thead th { border-top: 0; color: var(--quiet); font: 600 .75rem/1.5 system-ui, -apple-system, "Segoe UI",
          Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
        .list tbody th { overflow-wrap: anywhere; }
        #evidence .list tbody th { width: 34%; }
        .list .place { overflow-wrap: anywhere; color: var(--quiet); }
        .rule .scroll { margin: 0 -1.25rem; padding: 0 1.25rem; }
        .places tbody th { width: 36%; }
        .places .folder { color: var(--quiet); }
        .places .line { color: var(--link); }
        .snippet { display: block; margin-top: .3rem; padding: .2rem .6rem; background: var(--soft); border-radius: 6px;
          overflow-wrap: anywhere; white-space: pre-wrap; width: fit-content; max-width: 100%; }
        .remedy { display: block; margin-top: .3rem; color: var(--quiet); }
        .remedy::before { content: "→ "; }
        .more { margin-top: .75rem; }
        .more > summary { color: var(--link); padding: .4rem 0; }
        #dependencies > .scroll, #evidence > .scroll, .more .scroll { background: var(--card);
          border: 1px solid var(--line); border-radius: 12px; padding: .35rem 1.25rem; margin-top: .75rem;
          box-shadow: var(--shadow); }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); margin: 1rem 0 1.75rem;
          padding: .6rem 1.25rem; gap: 0 1.5rem; }
        .facts div { padding: .5rem 0; }
        .facts dt { color: var(--quiet); font-size: .8125rem; }
        .facts dd { font-weight: 560; font-variant-numeric: tabular-nums; }
        """

    private static let small: HTML = """
        @media screen and (max-width: 760px) {
          main, .bar > div, footer { padding: 0 1rem; }
          nav { display: none; }
          #theme { margin-left: auto; }
          section { margin: 2.25rem 0; }
          .verdict { padding: 1.4rem 1.25rem 0; margin: 1.25rem 0 2rem; }
          .figures { grid-template-columns: repeat(3, 1fr); margin: 0 -1.25rem; }
          .figures div, .figures div + div { padding: .8rem .75rem .8rem 1.25rem; }
          .figures div:nth-child(4) { border-left: 0; }
          .figures div:nth-child(n + 4) { border-top: 1px solid var(--line); }
          .filter { position: static; }
          .filter select { max-width: 100%; flex: 1 1 100%; }
          .rule { scroll-margin-top: 4.5rem; }
          .rule > summary { flex-wrap: wrap; gap: .25rem .6rem; padding: .8rem 1rem; }
          .rule > summary h3 { flex: 1 1 60%; }
          .rule > summary::after { order: 1; }
          .rule > summary code { order: 2; flex: 1 1 auto; overflow-wrap: anywhere; }
          .rule .count { order: 3; }
          .why, .code { grid-template-columns: minmax(0, 1fr); }
          .places, .places tbody, .places tr, .places th, .places td { display: block; width: auto; }
          .places thead { display: none; }
          .places td { border-top: 0; padding-top: 0; }
          .places tbody th { width: auto; padding-bottom: .2rem; padding-right: 0; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        """

    /// On paper: light, in the columns of a desktop, all of it open; what is cut by a page's end is closed and opened again.
    private static let paper: HTML = """
        @page { margin: 14mm 13mm 15mm; }
        @media print {
          :root, :root:not([data-theme="light"]), :root[data-theme="dark"] { \(light) --page: #ffffff; --shadow: none; }
          html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
          body { font-size: 9.5pt; }
          .bar, .filter, .skip { display: none !important; }
          main, footer { max-width: none; padding: 0; }
          section { margin: 1.75rem 0; }
          h1 { font-size: 20pt; }
          .verdict { margin-top: 0; padding: 1.4rem 1.5rem 0; }
          .figures { margin: 0 -1.5rem; }
          .figures div, .figures div + div { padding: .8rem 1rem .9rem 1.5rem; }
          .plan, .charts { grid-template-columns: repeat(2, 1fr); gap: .75rem; }
          details::details-content { display: block; content-visibility: visible; block-size: auto; }
          .rule > summary::after { display: none; }
          .rule, .column, .scroll { overflow: visible; -webkit-box-decoration-break: clone;
            box-decoration-break: clone; }
          .column li, figure, .verdict, .facts, tr, .why, .code { break-inside: avoid; }
          h2, h3, h4, h2 + p, summary, thead, .why { break-after: avoid; }
          pre, .snippet { white-space: pre-wrap; overflow-wrap: anywhere; }
          .why a::after { content: " (" attr(href) ")"; font-size: .75rem; overflow-wrap: anywhere; }
        }
        """
}
