import ArchiveTestSupport

/// An image as `docker save` writes it, with layers that are given by their files, the base first.
enum SavedImages {
    /// The format with a folder for every layer.
    static func docker(_ architecture: String, _ layers: [[(String, [UInt8])]], tag: String = "app:1") -> [UInt8] {
        var archive = TarFixture()
        var names: [String] = []
        for (index, layer) in layers.enumerated() {
            names.append("\(index)/layer.tar")
            archive.add("\(index)/layer.tar", TarFixture(layer).bytes)
        }
        archive.add("config.json", Array(#"{"architecture":"\#(architecture)","os":"linux"}"#.utf8))
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        let manifest = #"[{"Config":"config.json","RepoTags":["\#(tag)"],"Layers":[\#(list)]}]"#
        archive.add("manifest.json", Array(manifest.utf8))
        return archive.bytes
    }

    /// An OCI layout: an index with one image for each architecture.
    static func layout(_ images: [(architecture: String, layers: [[(String, [UInt8])]])]) -> [(String, [UInt8])] {
        var files: [(String, [UInt8])] = [("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))]
        var entries: [String] = []
        for (number, image) in images.enumerated() {
            var layers: [String] = []
            for (index, layer) in image.layers.enumerated() {
                let name = "layer\(number)x\(index)"
                files.append(("blobs/sha256/" + name, gzip(stored: TarFixture(layer).bytes)))
                layers.append(#"{"digest":"sha256:\#(name)"}"#)
            }
            let manifest = #"{"layers":[\#(layers.joined(separator: ","))]}"#
            files.append(("blobs/sha256/manifest\(number)", Array(manifest.utf8)))
            entries.append(
                #"{"digest":"sha256:manifest\#(number)","platform":{"os":"linux","architecture":"\#(image.architecture)"}}"#
            )
        }
        files.append(("blobs/sha256/index", Array(#"{"manifests":[\#(entries.joined(separator: ","))]}"#.utf8)))
        let named = #"{"digest":"sha256:index","annotations":{"org.opencontainers.image.ref.name":"1"}}"#
        files.append(("index.json", Array(#"{"manifests":[\#(named)]}"#.utf8)))
        return files
    }
}
