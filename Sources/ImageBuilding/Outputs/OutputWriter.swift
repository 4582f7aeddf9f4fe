import OCIModel
import OCIRegistry
import Platforms
import Processes
import Reporting

/// Writes what was built to files of this machine, or gives it to its Docker.
struct OutputWriter {
    let images: [BuiltImage]
    /// The index with everything that it refers to.
    let contents: ImageContents
    let extras: ImageExtras
    let settings: BuildSettings
    let listings: LayerListings
    let scratch: String
    let progress: any ProgressReporter

    /// - Parameter outputs: where to; written one after the other.
    /// - Throws: ``Failure`` naming the place that can't be written.
    func write(_ outputs: [FileOutput]) async throws {
        for (number, output) in outputs.enumerated() {
            let folder = "\(scratch)/output-\(number)"
            try TextFile.makeFolder(folder)
            _ = try await progress.step("output \(number)", "write \(output)") {
                try await write(output, folder)
                return ((), "")
            }
        }
    }

    private func write(_ output: FileOutput, _ folder: String) async throws {
        switch output.form {
        case .ociArchive: try await archive(contents, output, folder).write(to: output.path, hasManifest: false)
        case .dockerArchive: try await dockerArchive(output, folder).write(to: output.path, hasManifest: true)
        case .archive: try await rootFiles(folder).writeArchive(to: output.path)
        case .folder: try await rootFiles(folder).writeFolder(to: output.path)
        case .docker:
            let path = folder + "-image.tar"
            try await dockerArchive(output, folder).write(to: path, hasManifest: true)
            let load = Program("docker", ["load", "--quiet", "--input", path], deadline: .seconds(600))
            try await load.runChecked(to: "load the image")
        }
    }

    private func dockerArchive(_ output: FileOutput, _ folder: String) throws -> ImageArchiveWriter {
        guard let image = images.first else { throw Failure(.bug, "no image was built") }
        var docker = extras
        docker.mediaTypes = .docker
        return archive(ImageContents(try image.with(docker)), output, folder)
    }

    private func archive(_ contents: ImageContents, _ output: FileOutput, _ folder: String) -> ImageArchiveWriter {
        ImageArchiveWriter(
            contents: contents, names: output.names, tag: output.tag,
            annotations: extras.annotations(of: .indexDescriptor), epoch: settings.epoch, scratch: folder,
            transfer: ImageTransfer(progress: progress))
    }

    private func rootFiles(_ folder: String) -> RootFiles {
        RootFiles(images: images, listings: listings, epoch: settings.epoch, scratch: folder, progress: progress)
    }
}
