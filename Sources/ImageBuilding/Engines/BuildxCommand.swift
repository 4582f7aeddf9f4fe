import Platforms

/// `docker buildx build`'s command line.
package struct BuildxCommand {
    /// The builder; nil for the one that is selected there, or `BUILDX_BUILDER`'s.
    package let builder: String?

    package init(builder: String?) { self.builder = builder }

    /// - Parameters:
    ///   - request: what to build.
    ///   - output: what buildx calls an output.
    package func arguments(for request: EngineRequest, output: String) -> [String] {
        var arguments = ["buildx", "build"] + (builder.map { ["--builder", $0] } ?? [])
        arguments += [
            "--progress=plain", "--provenance=false", "--platform", request.platform.description,
            "--target", request.target, "--file", request.dockerfile, "--output", output,
        ]
        if !request.usesCache { arguments.append("--no-cache") }
        // The values stay out of the process list: docker takes them from the environment.
        for name in request.buildArguments.keys.sorted() { arguments += ["--build-arg", name] }
        let inputs = request.inputs
        for secret in inputs.secrets { arguments += ["--secret", secret.argument] }
        for agent in inputs.agents { arguments += ["--ssh", agent] }
        for context in inputs.contexts { arguments += ["--build-context", context.argument] }
        if let network = inputs.network { arguments += ["--network", network.rawValue] }
        if inputs.network == .host { arguments += ["--allow", "network.host"] }
        for host in inputs.hosts { arguments += ["--add-host", "\(host.name)=\(host.address)"] }
        return arguments + [request.context.folder]
    }

    /// What buildx reads beside the command line.
    package func environment(for request: EngineRequest) -> [String: String] {
        request.buildArguments.merging(["SOURCE_DATE_EPOCH": "\(request.epoch)"]) { _, ours in ours }
    }
}
