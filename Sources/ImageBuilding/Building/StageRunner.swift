import DockerfileModel
import Platforms
import Reporting

/// Has an engine make what the plan wants, and looks into it.
struct StageRunner {
    let plan: BuildPlan
    let context: BuildContext
    let settings: BuildSettings
    let engine: any BuildEngine
    let scratch: String
    let progress: any ProgressReporter

    /// What the engines made.
    struct Outcome {
        var files = ExportedFiles()
        var times = StageTimes()
        /// The stages that gave programs of one architecture to images of several, and one of these programs.
        var dependentStages: [Int: String] = [:]
    }

    /// - Throws: ``Failure`` with code `tool-failed` when a stage can't be built.
    func run() async throws -> Outcome {
        let numbers = Array(plan.exports.indices)
        let exported = try await numbers.concurrentMap(engine.runsEqualStepsOnce || exportsShareNothing) { number in
            try await run(plan.exports[number], number)
        }
        var outcome = Outcome()
        for (export, (result, duration)) in zip(plan.exports, exported) {
            outcome.files.add(result.files, for: export.targets)
            outcome.times.add(duration, stages: names(export), platforms: export.targets)
            if export.isChecked {
                outcome.dependentStages.merge(offenders(result.programs, export)) { first, _ in first }
            }
        }
        return outcome
    }

    private func run(
        _ export: StageExport, _ number: Int
    ) async throws -> (ExportReader.Result, Duration) {
        let names = names(export)
        let title =
            names.isEmpty
            ? "copy from other images for \(export.platform)"
            : "run stage \(names.joined(separator: ", ")) on \(export.platform) with \(engine.name)"
        let id = "export \(number)"
        return try await progress.step(id, title) {
            let archive = "\(scratch)/export-\(number).tar"
            let text = GeneratedDockerfile(plan).text(for: export)
            let request = try request(
                text, number: "\(number)", platform: export.platform, target: GeneratedDockerfile.exportStage)
            try await engine.export(request, to: archive) { [progress] line in
                progress.report(.output(id: id, line: line))
            }
            return (try ExportReader(export: export, folder: "\(scratch)/export-\(number)").read(archive), "")
        }
    }

    private func names(_ export: StageExport) -> [String] {
        plan.dockerfile.stages.filter { export.stages.contains($0.index) }.map(\.title)
    }

    /// Whether no two exports run the same stage for the same platform.
    private var exportsShareNothing: Bool {
        var seen: Set<[String]> = []
        return plan.exports.allSatisfy { export in
            export.stages.allSatisfy { stage in
                seen.insert(["\(stage)", (export.pinned[stage] ?? export.platform).description]).inserted
            }
        }
    }

    /// Has the engine build the last stage for one platform.
    /// - Parameters:
    ///   - platform: what to build for.
    ///   - pinned: the stages whose platform is written into their FROM.
    /// - Returns: the folder of an OCI layout.
    func image(for platform: Platform, pinned: [Int: Platform]) async throws -> (folder: String, duration: Duration) {
        let stage = plan.dockerfile.stages[plan.target]
        let id = "image \(platform)"
        let (folder, duration) = try await progress.step(
            id, "run stage \(stage.title) for \(platform) with \(engine.name)"
        ) {
            let folder = "\(scratch)/image-\(platform.description.replacing("/", with: "-"))"
            let (text, target) = GeneratedDockerfile(plan).text(forImage: platform, pinned: pinned)
            let request = try request(
                text, number: platform.description.replacing("/", with: "-"), platform: platform, target: target)
            try await engine.image(request, to: folder) { [progress] line in
                progress.report(.output(id: id, line: line))
            }
            return (folder, "")
        }
        return (folder, duration)
    }

    private func request(
        _ generated: GeneratedText, number: String, platform: Platform, target: String
    ) throws(Failure) -> EngineRequest {
        let path = "\(scratch)/Dockerfile.\(number)"
        try TextFile.write(generated.text, to: path)
        // BuildKit looks for the rules beside the Dockerfile.
        if let ignoreFile = context.ignoreFile {
            try TextFile.write(try TextFile.read(ignoreFile), to: path + ".dockerignore")
        }
        return EngineRequest(
            dockerfile: path, places: generated.origins.map { "\(plan.dockerfile.name):\($0)" }, context: context,
            platform: platform, target: target,
            buildArguments: plan.engineArguments, epoch: settings.epoch, usesCache: settings.usesCache,
            inputs: settings.inputs)
    }

    // MARK: The check of what runs on this machine

    private func offenders(_ programs: [CopyOperation: [FoundProgram]], _ export: StageExport) -> [Int: String] {
        let check = SharedFilesCheck(
            architectures: Set(export.targets.map(\.architecture)), builder: plan.buildPlatform.architecture)
        var result: [Int: String] = [:]
        for (copy, found) in programs {
            guard let from = copy.from, let stage = plan.dockerfile.stage(from, before: plan.target),
                let program = check.offender(among: found)
            else { continue }
            let name = name(of: program, in: copy)
            let stages = FileOrigin(plan: plan).stages(of: name, in: stage.index)
            for index in stages { result[index] = "gives \(name), a program for \(program.architecture), to the image" }
            // Where it was built makes no difference; what is no member of an archive, the image's own proof finds.
            if stages.isEmpty, program.archive != nil {
                let targets = export.targets.map(\.description).joined(separator: ", ")
                progress.report(
                    .note("\(name) is for \(program.architecture) alone; what loads it fails on \(targets)"))
            }
        }
        return result
    }

    /// The program's path as the Dockerfile knows it: exports number the copies.
    private func name(of program: FoundProgram, in copy: CopyOperation) -> String {
        let rest = program.path.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
        let member = program.path.firstRange(of: "!/").map { String(program.path[$0.lowerBound...]) } ?? ""
        let source = copy.paths.first ?? copy.destination
        return rest.isEmpty || rest.hasPrefix("!") ? source + member : ImagePath.join(source, rest)
    }
}
