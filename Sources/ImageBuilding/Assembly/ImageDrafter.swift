import ArchiveIO
import DockerfileModel
import OCIModel
import Platforms
import Reporting

/// Works out what an assembled image will hold: pure but for looking into the build context.
struct ImageDrafter {
    let plan: BuildPlan
    /// The stages from the one on an image up to the last.
    let chain: [Int]
    let context: BuildContext
    /// What the engines made.
    let exports: ExportedFiles

    /// - Parameters:
    ///   - platform: what the image is for.
    ///   - base: what it begins with.
    /// - Throws: ``Failure`` naming the instruction that can't be done.
    func draft(for platform: Platform, on base: BaseImage) throws -> ImageDraft {
        let dockerfile = plan.dockerfile
        let global = try GlobalScope(
            of: dockerfile, build: plan.buildPlatform, target: platform, buildArguments: plan.buildArguments)
        let scope = StageScope(of: dockerfile, global: global, environment: base.draft.settings.environment)
        var editor = ConfigurationEditor(base.draft, scope: scope, of: dockerfile)
        var tree = base.tree
        var steps: [ImageDraft.Step] = []
        for index in chain {
            if index != chain.first { editor.beginStage() }
            for instruction in dockerfile.stages[index].instructions {
                try Task.checkCancellation()
                try editor.apply(instruction)
                var layer = LayerDraft(on: tree)
                do {
                    switch instruction.keyword {
                    case .copy, .add:
                        let copy = try CopyOperation(instruction, scope: editor.scope, of: dockerfile)
                        try apply(copy, to: &layer, editor, platform)
                    case .workDirectory:
                        let owner = editor.draft.settings.user.flatMap(UserTable(of: tree).resolve) ?? (0, 0)
                        try layer.makeFolder(editor.workingDirectory, owner: owner)
                    default: break
                    }
                } catch let failure as Failure where failure.code == .pathConflict {
                    throw Failure(
                        .pathConflict, "\(dockerfile.name):\(instruction.position): \(failure.message)",
                        hint: "copy to another path")
                }
                tree = layer.tree
                steps.append(ImageDraft.Step(createdBy: instruction.summary, entries: layer.entries))
            }
        }
        return ImageDraft(platform: platform, base: base, configuration: editor.draft, steps: steps)
    }

    private func apply(
        _ copy: CopyOperation, to layer: inout LayerDraft, _ editor: ConfigurationEditor, _ platform: Platform
    ) throws {
        let dockerfile = plan.dockerfile
        let sources =
            copy.from == nil
            ? try context.sources(of: copy, in: dockerfile) : try exports.sources(of: copy, for: platform)
        if copy.isAdd { try ArchiveCheck.refuseArchives(sources, of: copy, in: dockerfile) }
        var attributes = LayerDraft.Attributes(mode: copy.mode)
        if let owner = copy.owner {
            guard let numbers = UserTable(of: layer.tree).resolve(owner) else {
                throw dockerfile.failure(
                    copy.position, "the image has no user or group \"\(owner)\"",
                    hint: "use numbers, such as --chown=1000:1000")
            }
            attributes.owner = numbers
        }
        let path = copy.destination.hasPrefix("/") ? copy.destination : editor.workingDirectory + "/" + copy.destination
        try layer.copy(sources, to: ImagePath.normalised(path), isFolder: copy.namesFolder, attributes)
    }
}
