import ArchiveIO
import DockerfileModel
import OCIModel
import Platforms
import Reporting

/// Works out what an assembled image will hold: pure but for looking into the build context and its archives.
struct ImageDrafter {
    let plan: BuildPlan
    /// The stages from the one on an image up to the last.
    private(set) var chain: [Int]
    let context: BuildContext
    /// What the engines made, and what other images have.
    var exports: ExportedFiles
    /// What was fetched, by address.
    let downloads: [String: RemoteFiles.File]
    let archives: ArchiveMembers

    init(
        plan: BuildPlan, chain: [Int], context: BuildContext, exports: ExportedFiles,
        downloads: [String: RemoteFiles.File], archives: ArchiveMembers
    ) {
        self.plan = plan
        self.chain = chain
        self.context = context
        self.exports = exports
        self.downloads = downloads
        self.archives = archives
    }

    /// The same for other stages.
    func on(_ chain: [Int]) -> ImageDrafter {
        var drafter = self
        drafter.chain = chain
        return drafter
    }

    /// What is drafted so far.
    private struct State {
        var editor: ConfigurationEditor
        var tree: FileTree
        var steps: [ImageDraft.Step] = []
    }

    /// - Parameters:
    ///   - platform: what the image is for.
    ///   - base: what it begins with.
    /// - Throws: ``Failure`` naming the instruction that can't be done.
    func draft(for platform: Platform, on base: BaseImage) throws -> ImageDraft {
        let dockerfile = plan.dockerfile
        let global = try GlobalScope(
            of: dockerfile,
            PlatformVariables(build: plan.buildPlatform, target: platform, stage: plan.targetName, of: dockerfile),
            buildArguments: plan.buildArguments)
        let scope = StageScope(of: dockerfile, global: global, environment: base.draft.settings.environment)
        var state = State(editor: ConfigurationEditor(base.draft, scope: scope, of: dockerfile), tree: base.tree)
        for index in chain {
            if index != chain.first { state.editor.beginStage() }
            let stage = dockerfile.stages[index]
            let triggers = try BuildTriggers(state.editor.takeTriggers(), of: stage.base.text)
            for instruction in triggers.instructions {
                do {
                    try applyNamingPlace(instruction, to: &state, platform)
                } catch let failure as Failure {
                    throw triggers.failure(failure, of: instruction, at: stage.base.position, in: dockerfile)
                }
            }
            for instruction in stage.instructions { try applyNamingPlace(instruction, to: &state, platform) }
        }
        return ImageDraft(
            platform: platform, base: base, configuration: state.editor.draft, steps: state.steps, tree: state.tree)
    }

    private func applyNamingPlace(_ instruction: Instruction, to state: inout State, _ platform: Platform) throws {
        try Task.checkCancellation()
        do {
            try apply(instruction, to: &state, platform)
        } catch let failure as Failure where failure.code == .pathConflict {
            throw Failure(
                .pathConflict, "\(plan.dockerfile.name):\(instruction.position): \(failure.message)",
                hint: "copy to another path")
        }
    }

    private func apply(_ instruction: Instruction, to state: inout State, _ platform: Platform) throws {
        switch instruction.keyword {
        case .copy, .add:
            let copy = try CopyOperation(instruction, scope: state.editor.scope, of: plan.dockerfile)
            // On top of the image without looking at it: as if there were none.
            var layer = LayerDraft(on: copy.isLinked ? FileTree() : state.tree)
            try apply(copy, to: &layer, state, platform)
            let entries = try layer.entries()
            if copy.isLinked {
                state.tree.apply(LayerListing(drafted: entries), layer: ImageDraft.linked)
            } else {
                state.tree = layer.tree
            }
            state.steps.append(ImageDraft.Step(createdBy: copy.history, entries: entries))
        case .workDirectory:
            let history = try state.editor.apply(instruction)
            var layer = LayerDraft(on: state.tree)
            let user = state.editor.draft.settings.user
            let owner = user.flatMap(UserTable(of: state.tree).resolve) ?? (0, 0)
            try layer.makeFolder(state.editor.workingDirectory, owner: owner)
            state.tree = layer.tree
            // A folder that is there already makes an empty layer; the root never makes one.
            let isRoot = state.editor.workingDirectory.isEmpty
            state.steps.append(
                ImageDraft.Step(createdBy: history ?? "", entries: isRoot ? nil : try layer.entries()))
        default:
            guard let history = try state.editor.apply(instruction) else { return }
            state.steps.append(ImageDraft.Step(createdBy: history, entries: nil))
        }
    }

    private func apply(
        _ copy: CopyOperation, to layer: inout LayerDraft, _ state: State, _ platform: Platform
    ) throws {
        let dockerfile = plan.dockerfile
        let owner = try copy.owner.map { owner in
            guard let numbers = UserTable(of: state.tree).resolve(owner) else {
                throw dockerfile.failure(
                    copy.position, "the image has no user or group \"\(owner)\"",
                    hint: "use numbers, such as --chown=1000:1000")
            }
            return numbers
        }
        let written =
            copy.destination.hasPrefix("/")
            ? copy.destination : state.editor.workingDirectory + "/" + copy.destination
        let destination = ImagePath.normalised(written)
        let attributes = LayerDraft.Attributes(owner: owner, mode: copy.mode)
        for source in try sources(of: copy, platform) {
            if let members = try archive(source, copy) {
                try layer.unpack(members, to: destination, owner: owner)
            } else {
                // One file would take the other's place.
                guard copy.sources.count == 1 || source.isFolder || copy.namesFolder || layer.hasFolder(destination)
                else {
                    throw dockerfile.failure(
                        copy.position, "several sources need a folder as their destination",
                        hint: "end it with a slash: \(copy.destination)/")
                }
                try layer.copy([source], to: destination, isFolder: copy.namesFolder, attributes)
            }
        }
    }

    private func sources(of copy: CopyOperation, _ platform: Platform) throws -> [CopiedSource] {
        if copy.from != nil {
            return try exports.sources(of: copy, for: platform).compactMap { try $0.leavingOut(copy.excludes) }
        }
        var sources = try context.sources(of: copy, in: plan.dockerfile)
        for address in copy.isAdd ? copy.paths : [] {
            guard case .file(let name)? = RemoteSource(address) else { continue }
            guard let file = downloads[address] else {
                throw plan.dockerfile.failure(
                    copy.position, "the address \(address) depends on the base image's variables",
                    hint: "write it out, or take it from an ARG")
            }
            let item = CopiedSource.Item(
                path: "", content: .file(path: file.path, size: file.size), mode: 0o600)
            sources.append(CopiedSource(name: name, isFolder: false, items: [item]))
        }
        return sources
    }

    /// The members of an archive that ADD unpacks; nil for anything else.
    private func archive(_ source: CopiedSource, _ copy: CopyOperation) throws -> [CopiedSource.Item]? {
        guard copy.isAdd, !source.isFolder, case .file(let path, _)? = source.items.first?.content else { return nil }
        let isDownload = downloads.values.contains { $0.path == path }
        guard copy.unpacks ?? !isDownload else { return nil }
        return try archives.items(of: path, name: source.name)
    }
}

extension CopyOperation {
    /// As BuildKit tells it to an image's history.
    fileprivate var history: String {
        var words = [isAdd ? "ADD" : "COPY"]
        if keepsParents { words.append("--parents") }
        if let owner { words.append("--chown=" + owner) }
        if let mode { words.append("--chmod=" + mode.text) }
        words += paths
        for case .inline(let name, _) in sources { words.append("<<" + name) }
        return (words + [destination, "# buildkit"]).joined(separator: " ")
    }
}
