import ScanReports

/// What this page has besides the common look: two colours, which people who see few colours tell apart too.
enum ComparisonStyle {
    static let sheet: HTML = """

        :root { \(light) }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { \(dark) } }
        :root[data-theme="dark"] { \(dark) }
        .s0 { --series: var(--first); }
        .s1 { --series: var(--second); }
        .verdict h1::first-letter { text-transform: uppercase; }
        .figures { grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); }
        .figures dd { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: 1.5rem; }
        .figures dd span { color: var(--series); white-space: nowrap; }
        .figures dd small { display: block; letter-spacing: 0; line-height: 1.3; }
        .figures div { flex-direction: column; gap: .3rem; }
        .verdict.doubtful .figures dd span { color: var(--quiet); }
        .verdict.doubtful { --tone: var(--blocker); --tint: var(--blocker-soft); }
        .warnings { list-style: none; margin: 0 -2.25rem; padding: 1rem 2.25rem; background: var(--warning-soft);
          border-top: 1px solid var(--line); font-size: .9375rem; overflow-wrap: anywhere; }
        .warnings li + li { margin-top: .35rem; }
        .warnings b { color: var(--warning); font-weight: 640; }
        .doubtful .warnings { background: var(--blocker-soft); }
        .doubtful .warnings b { color: var(--blocker); }
        .chart { display: block; width: 100%; height: auto; overflow: visible; }
        .chart text { font-size: 13px; fill: var(--quiet); }
        .chart .end { text-anchor: end; }
        .chart .middle { text-anchor: middle; }
        .chart .name { fill: var(--series); font-weight: 640; font-size: 15px; }
        .chart line { stroke: var(--line); stroke-width: 1; }
        .chart .faint { stroke-dasharray: 2 4; }
        .chart polyline { fill: none; stroke: var(--series); stroke-width: 2.5; stroke-linejoin: round;
          stroke-linecap: round; }
        .chart circle { fill: var(--card); stroke: var(--series); stroke-width: 2; }
        .few { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 1rem; margin-top: 1rem; }
        .rounds svg { display: block; width: 100%; height: auto; background: var(--soft); border-radius: 8px; }
        .rounds circle { fill: var(--series); stroke: var(--card); stroke-width: 1.5; }
        .rounds .band { fill: var(--series); opacity: .13; }
        .rounds figcaption { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
        .change { font-weight: 560; font-size: .8125rem; border-radius: 99px; padding: .1rem .65rem; white-space: nowrap;
          background: var(--soft); color: var(--quiet); }
        .change.better { background: var(--good-soft); color: var(--good); }
        .change.worse { background: var(--warning-soft); color: var(--warning); }
        .doubtful-page .change { background: var(--soft); color: var(--quiet); }
        .pair { display: flex; gap: 2rem; margin-top: .8rem; }
        .pair dt { color: var(--quiet); font-size: .8125rem; }
        .pair dt::before { content: ""; display: inline-block; width: .6rem; height: .6rem; border-radius: 99px;
          background: var(--series); margin-right: .45rem; }
        .pair dd { font-weight: 620; font-variant-numeric: tabular-nums; font-size: 1.125rem; }
        .sheet { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .35rem 1.25rem;
          margin-top: .75rem; box-shadow: var(--shadow); }
        .sheet td, .sheet thead th { font-variant-numeric: tabular-nums; }
        .sheet .number { text-align: right; }
        .sheet tbody th { min-width: 8rem; }
        @media (max-width: 760px) {
          .figures { grid-template-columns: 1fr; }
          .figures div, .figures div + div { padding: .8rem 1.25rem; border-left: 0; }
          .figures div + div { border-top: 1px solid var(--line); }
          .warnings { margin: 0 -1.25rem; padding: 1rem 1.25rem; }
          .chart text { font-size: 26px; }
          .chart .name { font-size: 28px; }
        }
        """

    private static let light: HTML = "--first: #2a68ad; --second: #b6560f;"
    private static let dark: HTML = "--first: #7fb2ec; --second: #f0a25c;"
}
