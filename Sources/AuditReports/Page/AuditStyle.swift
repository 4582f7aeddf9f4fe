import ScanReports

/// What the page has besides the common look.
enum AuditStyle {
    static let sheet: HTML = """
        .sheet { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .35rem 1.25rem;
          box-shadow: var(--shadow); }
        .images { table-layout: fixed; min-width: 780px; }
        .images thead th:nth-child(1) { width: 35%; }
        .images thead th:nth-child(2) { width: 16%; }
        .images thead th:nth-child(3) { width: 19%; }
        .images .name { font-weight: 560; overflow-wrap: anywhere; }
        .images .reason { display: block; margin-top: .2rem; }
        .images .remedy { color: var(--good); overflow-wrap: anywhere; }
        .tags { display: flex; flex-wrap: wrap; gap: .3rem; }
        .tag { border: 1px solid var(--line); border-radius: 6px; padding: 0 .45rem; font-size: .8125rem;
          color: var(--quiet); white-space: nowrap; }
        .tag.missing { color: var(--blocker); border-color: var(--blocker); border-style: dashed; }
        tr[data-state=harmless] .tag.missing { color: var(--note); border-color: var(--note); }
        .users { list-style: none; font-size: .875rem; overflow-wrap: anywhere; }
        .users li + li { margin-top: .15rem; }
        .users small { display: block; }
        .images .more { margin-top: .15rem; font-size: .875rem; }
        .images .more > summary { padding: .1rem 0; }
        """
}
