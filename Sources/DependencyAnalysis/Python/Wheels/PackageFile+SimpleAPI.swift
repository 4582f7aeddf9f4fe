import Reporting
import ScanModel

extension PackageFile {
    /// Reads what an index answers for a package: JSON (PEP 691), or a page with links (PEP 503).
    /// - Parameters:
    ///   - bytes: the answer.
    ///   - project: the package's name.
    /// - Returns: its files, in the answer's order.
    /// - Throws: ``Failure`` with code `invalid-input` when it is neither.
    package static func parse(simpleAPI bytes: [UInt8], of project: String) throws(Failure) -> [PackageFile] {
        let first = bytes.first { !$0.isASCIISpace && !(0xBB...0xEF).contains($0) }
        if first == UInt8(ascii: "{") { return try json(bytes, project) }
        guard first == UInt8(ascii: "<") else {
            throw Failure(.invalidInput, "the index's answer for \(project) is neither JSON nor HTML")
        }
        return html(bytes, project)
    }

    private static func json(_ bytes: [UInt8], _ project: String) throws(Failure) -> [PackageFile] {
        let root = try JSONReader.read(SourceText(path: project, bytes: bytes))
        guard let files = root["files"] else {
            throw Failure(.invalidInput, "the index's answer for \(project) lists no files")
        }
        return files.elements.compactMap { file in
            guard let name = file["filename"]?.text else { return nil }
            // A text is the reason why it was taken back.
            let isYanked = file["yanked"].map { $0.isTrue || $0.text != nil } ?? false
            return PackageFile(
                name, of: project, isYanked: isYanked,
                requiresPython: file["requires-python"]?.text.flatMap { VersionSet($0) })
        }
    }

    private static func html(_ bytes: [UInt8], _ project: String) -> [PackageFile] {
        var files: [PackageFile] = []
        var position = 0
        while let start = bytes.firstIndex(of: "<a", in: position..<bytes.count) {
            guard let open = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
            let close = bytes[open...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            let attributes = String(decoding: bytes[start..<open].prefix(SourceText.reach), as: UTF8.self)
            let name = String(decoding: bytes[(open + 1)..<close].prefix(1024), as: UTF8.self)
            if let file = PackageFile(
                unescaped(name).withoutOuterSpace, of: project, isYanked: attributes.contains("data-yanked"),
                requiresPython: requiresPython(attributes))
            {
                files.append(file)
            }
            position = close
        }
        return files
    }

    private static func requiresPython(_ attributes: String) -> VersionSet? {
        guard let range = attributes.firstRange(of: "data-requires-python=\"") else { return nil }
        return VersionSet(unescaped(String(attributes[range.upperBound...].prefix { $0 != "\"" })))
    }

    private static func unescaped(_ text: String) -> String {
        text.contains("&")
            ? text.replacing("&gt;", with: ">").replacing("&lt;", with: "<").replacing("&amp;", with: "&") : text
    }
}
