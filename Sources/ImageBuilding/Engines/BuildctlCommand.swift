import Platforms

/// `buildctl build`'s command line: the same requests as `docker buildx build`, as BuildKit's Dockerfile frontend
/// knows them.
///
/// Source: BuildKit, frontend/dockerui/config.go and cmd/buildctl/build.go.
package enum BuildctlCommand {
    /// - Parameters:
    ///   - request: what to build.
    ///   - output: what buildctl calls an output.
    package static func arguments(for request: EngineRequest, output: String) -> [String] {
        let folder = ImagePath.parent(of: request.dockerfile)
        var arguments = [
            "build", "--progress=plain", "--frontend", "dockerfile.v0", "--local", "context=\(request.context.folder)",
            "--local", "dockerfile=\(folder)", "--output", output,
        ]
        if !request.usesCache { arguments.append("--no-cache") }
        var options = [
            ("filename", String(request.dockerfile.dropFirst(folder.count + 1))),
            ("platform", request.platform.description), ("target", request.target),
        ]
        // buildctl has no other way than its command line for these.
        for (name, value) in request.buildArguments.sorted(by: { $0.key < $1.key }) {
            options.append(("build-arg:\(name)", value))
        }
        options.append(("build-arg:SOURCE_DATE_EPOCH", "\(request.epoch)"))
        let inputs = request.inputs
        for context in inputs.contexts {
            switch context.content {
            case .folder(let path):
                arguments += ["--local", "\(context.name)=\(path)"]
                options.append(("context:\(context.name)", "local:\(context.name)"))
            case .remote(let address): options.append(("context:\(context.name)", address))
            }
        }
        if let network = inputs.network, network != .default {
            options.append(("force-network-mode", network.rawValue))
            if network == .host { arguments += ["--allow", "network.host"] }
        }
        if !inputs.hosts.isEmpty {
            options.append(("add-hosts", inputs.hosts.map { "\($0.name)=\($0.address)" }.joined(separator: ",")))
        }
        for (name, value) in options { arguments += ["--opt", "\(name)=\(value)"] }
        for secret in inputs.secrets { arguments += ["--secret", secret.argument] }
        for agent in inputs.agents { arguments += ["--ssh", agent] }
        return arguments
    }
}
