import Reporting

/// What Docker and BuildKit print when they can't, and what to do about it.
package enum BuildKitProblem {
    /// A part of what they print, and the way out. The first that fits counts.
    private static let hints: [(text: String, hint: String)] = [
        (
            "permission denied while trying to connect",
            "this user may not use Docker: sudo usermod -aG docker $USER and log in again, or --engine buildah"
        ),
        (
            "Cannot connect to the Docker daemon",
            "start it: sudo systemctl start docker; or say where it is: DOCKER_HOST; or use --engine buildah"
        ),
        (
            "unknown command: docker buildx",
            "install Docker's plugin: apt-get install docker-buildx, or docker-buildx-plugin from Docker's own packages"
        ),
        (
            "'buildx' is not a docker command",
            "install Docker's plugin: apt-get install docker-buildx, or docker-buildx-plugin from Docker's own packages"
        ),
        ("no builder", "see which there are: mixarch builder list; make one: mixarch builder create"),
        (
            "is not supported for the docker driver",
            #"turn on Docker's containerd image store ("features": {"containerd-snapshotter": true} in "#
                + "/etc/docker/daemon.json), or make a builder: mixarch builder create"
        ),
        (
            "no match for platform",
            "the base image has no variant for this platform: mixarch image inspect shows what it has"
        ),
        (
            "exec format error",
            "a program of another architecture was started, and no emulator answers on the builder's machine; with root"
                + " there: apt-get install qemu-user-static binfmt-support"
        ),
        (
            "network.host is not allowed",
            "the builder must permit it: mixarch builder create … --allow-host-network"
        ),
        (
            "unknown flag:",
            "this docker buildx is too old: 0.10 or newer is needed (docker buildx version)"
        ),
        (
            "unsupported frontend capability",
            "this BuildKit is too old for what the Dockerfile's syntax asks for: 0.12 or newer knows all of it"
        ),
        (
            "connection refused",
            "nothing answers there: is buildkitd running, and is the address right (docker buildx inspect)?"
        ),
        (
            "http: server gave HTTP response to HTTPS client",
            "the builder has to be told that this registry has no TLS: insecure-registries in Docker's daemon.json, or"
                + " [registry.\"HOST\"] http = true in buildkitd.toml"
        ),
    ]

    /// - Parameter output: what they printed.
    /// - Returns: what to do; nil when nothing is known.
    package static func hint(for output: String) -> String? {
        hints.first { output.contains($0.text) }?.hint
    }

    /// The same failure with its way out.
    static func explained(_ failure: Failure) -> Failure {
        guard let hint = hint(for: failure.message) else { return failure }
        return Failure(failure.code, failure.message, hint: hint, cause: failure.cause)
    }
}
