import ArgumentParser

/// What is looked at, or changed in the Dockerfile, instead of building.
struct PlanOptions: ParsableArguments {
    @Flag(help: "Show what would run where, and why; build nothing.")
    var plan = false

    @Flag(help: "Report what goes wrong for several platforms, with places and remedies; build nothing.")
    var lint = false

    @Flag(help: "Write cross-compilation into the Dockerfile where compilers would be emulated; build nothing.")
    var fix = false

    @Flag(help: "With --fix: show the changes, and change nothing; the exit status is 1 when there are any.")
    var dryRun = false

    func validate() throws {
        guard [plan, lint, fix].count(where: { $0 }) <= 1 else {
            throw ValidationError("only one of --plan, --lint and --fix at a time")
        }
        guard !dryRun || fix else {
            throw ValidationError("--dry-run goes with --fix; --plan shows what a build would do")
        }
    }
}
