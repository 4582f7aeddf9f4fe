import Reporting

/// An object from a manifest, and where it was written.
public struct ManifestObject: Hashable, Sendable {
    /// The object as written.
    public var object: KubernetesObject
    /// The file, the document in it, and the line.
    public let origin: Origin

    /// A place in a manifest.
    public struct Origin: Hashable, Sendable, CustomStringConvertible {
        /// The file's name, or "standard input".
        public let file: String
        /// The number of the document in the file, from 1.
        public let document: Int
        /// The line that the document begins on.
        public let line: Int

        /// - Parameters:
        ///   - file: the file's name.
        ///   - document: the number of the document in the file, from 1.
        ///   - line: the line that the document begins on.
        public init(file: String, document: Int, line: Int) {
            self.file = file
            self.document = document
            self.line = line
        }

        public var description: String { "\(file):\(line) (document \(document))" }
    }

    /// - Parameters:
    ///   - object: the object as written.
    ///   - origin: where.
    public init(_ object: KubernetesObject, origin: Origin) {
        self.object = object
        self.origin = origin
    }
}
