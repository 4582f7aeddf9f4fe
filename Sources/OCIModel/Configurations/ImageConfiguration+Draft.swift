import Platforms
import RawJSON
import Reporting

extension ImageConfiguration {
    /// A configuration in the making: a base image's, or an empty one, with edits.
    public struct Draft: Hashable, Sendable {
        private var json: JSONValue
        /// The digests of the uncompressed layers so far, the lowest first.
        public private(set) var diffIDs: [Digest]
        /// The defaults for containers.
        public var settings: ContainerSettings

        /// - Parameter base: what to start from; every field stays that isn't edited.
        public init(base: ImageConfiguration) {
            json = base.json
            diffIDs = base.diffIDs
            settings = base.settings
        }

        /// Starts from nothing, as `FROM scratch` does.
        /// - Parameter platform: what the image shall run on.
        public init(platform: Platform) {
            json = JSONValue(platform: platform)
            diffIDs = []
            settings = ContainerSettings(json: [:])
        }

        /// When the image was made, in RFC 3339.
        public var created: String? {
            get { json["created"]?.string }
            set { json["created"] = newValue.map { .string($0) } }
        }

        /// Who made it.
        public var author: String? {
            get { json["author"]?.string }
            set { json["author"] = newValue.map { .string($0) } }
        }

        /// Adds a layer on top.
        /// - Parameters:
        ///   - diffID: the digest of the uncompressed layer.
        ///   - history: how it came about.
        public mutating func append(layer diffID: Digest, history: HistoryEntry) {
            diffIDs.append(diffID)
            append(history)
        }

        /// Notes a step that made no layer.
        /// - Parameter history: how it came about.
        public mutating func append(step history: HistoryEntry) {
            var entry = history
            entry.isEmptyLayer = true
            append(entry)
        }

        private mutating func append(_ entry: HistoryEntry) {
            json["history"] = .array((json["history"]?.array ?? []) + [entry.json])
        }

        /// - Returns: the configuration; equal edits of equal bases give equal bytes.
        /// - Throws: ``Failure`` with code `bug` when it can't be written.
        public func finished() throws(Failure) -> ImageConfiguration {
            var json = self.json
            json["config"] = settings.json
            json[path: "rootfs", "type"] = "layers"
            json[path: "rootfs", "diff_ids"] = .array(diffIDs.map { .string($0.description) })
            return try ImageConfiguration(draft: json, diffIDs: diffIDs)
        }
    }
}
