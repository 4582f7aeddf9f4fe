import ArgumentParser
import NodeGroups

/// What every change of node groups takes.
struct NodeGroupChangeOptions: ParsableArguments {
    @Flag(help: "Do it although something would break, could not be looked at, or can run nowhere else.")
    var accept = false

    @Flag(help: "Check everything, change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How long all of it may take: 90s, 5m, 1h30m.", valueName: "time"))
    var timeout = TimeArgument(.seconds(1800))

    @OptionGroup var ways: NodeGroupOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try timeout.validateTimeout() }

    var terms: ChangeTerms {
        var terms = ChangeTerms()
        terms.isAccepted = accept
        terms.isDryRun = dryRun
        terms.limit = timeout.duration
        return terms
    }
}
