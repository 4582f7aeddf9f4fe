import ArgumentParser

/// How images are pushed.
struct PushOptions: ParsableArguments {
    @Flag(help: "Make the repository in ECR when it is missing; other registries do that by themselves.")
    var createRepository = false
}
