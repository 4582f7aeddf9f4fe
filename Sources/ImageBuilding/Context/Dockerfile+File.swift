import DockerfileModel
import Reporting

extension Dockerfile {
    /// Reads a Dockerfile from standard input; messages call it so.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-dockerfile`.
    public static func fromStandardInput() throws(Failure) -> Dockerfile {
        try Dockerfile(parsing: try TextFile.standardInput(), name: "standard input")
    }

    /// Reads a Dockerfile.
    /// - Parameter path: the file; messages call it so.
    /// - Throws: ``Failure`` with code `unreadable-input` or `invalid-dockerfile`.
    public init(at path: String) throws(Failure) {
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(of: path)
        } catch  where error.code == .unreadableInput {
            throw Failure(
                .unreadableInput, "can't read the Dockerfile \(path)",
                hint: "name the folder that holds it, or the file itself with --file")
        }
        try self.init(parsing: bytes, name: path)
    }
}
