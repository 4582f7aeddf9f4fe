import Reporting

/// What Docker and BuildKit print when they can't, and what to do about it.
package struct BuildKitProblem {
    /// What went wrong, in BuildKit's words.
    package let reason: String
    /// The line of the Dockerfile that failed, counted from 1.
    package let line: Int?
    /// The last line that a program printed that failed.
    package let lastOutput: String?

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
            "dockerfile parse error",
            "this BuildKit knows less than mixarch: a newer one does, or a line # syntax=docker/dockerfile:1 at the top"
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

    /// - Parameter errors: all that it printed to standard error.
    package init(in errors: String) {
        let lines = errors.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        // Docker Desktop has one more line after it.
        let said = lines.last { $0.hasPrefix("ERROR: ") || $0.hasPrefix("error: ") } ?? lines.last
        var reason = said ?? "it printed nothing"
        for mark in ["ERROR: ", "error: ", "failed to build: ", "failed to solve: "] where reason.hasPrefix(mark) {
            reason = reason.dropFirst(mark.count)
        }
        self.reason = Self.plain(reason)
        // The excerpt of the Dockerfile has a line before it that says where it is from: "Dockerfile:3".
        let excerpt = lines.lastIndex { $0.count > 8 && $0.allSatisfy { $0 == "-" } }
        let place = excerpt.map { lines[..<$0] }?.last { line in
            line.split(separator: ":").count == 2 && line.hasPrefix("Dockerfile")
        }
        line = place.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
        // What the step printed stands between two lines of dashes, each line after the seconds that had passed.
        let output = lines.lastIndex(of: "------").map { lines[..<$0] }?.last
        lastOutput = output.flatMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, Double(parts[0]) != nil else { return nil }
            return String(parts[1])
        }
    }

    /// The same without the names of BuildKit's own insides.
    private static func plain(_ reason: Substring) -> String {
        guard let start = reason.firstRange(of: "failed to calculate checksum of ref ") else { return String(reason) }
        let rest = reason[start.upperBound...]
        guard let colon = rest.firstRange(of: ": "), rest.hasSuffix("\": not found") else { return String(reason) }
        return "there is no \(rest[colon.upperBound...].dropLast(": not found".count))"
    }

    /// - Parameters:
    ///   - attempt: what could not be done, for a message that has no place.
    ///   - places: for each line of the Dockerfile its place in the user's.
    /// - Returns: a failure with code `command-failed` when it is a command of the Dockerfile, else `tool-failed`.
    package func failure(of attempt: String, places: [String]) -> Failure {
        let isProgram = reason.hasPrefix("process \"")
        let place = line.flatMap { places.indices.contains($0 - 1) ? places[$0 - 1] : nil }
        var message = "\(place ?? attempt): \(reason)"
        if isProgram, let lastOutput { message += "; it printed last: \(lastOutput)" }
        // What a program of the user's prints says nothing about the builder, but for one thing.
        let isForeign = lastOutput?.contains("exec format error") == true
        let said = isProgram ? (isForeign ? lastOutput : nil) ?? "" : reason
        return Failure(isProgram && !isForeign ? .commandFailed : .toolFailed, message, hint: Self.hint(for: said))
    }
}

extension Failure.Code {
    /// A command of the Dockerfile ended badly: what was asked for can't be built, and that is the answer.
    public static let commandFailed = Self("command-failed", .negative)
}
