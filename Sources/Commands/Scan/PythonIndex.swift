import DependencyAnalysis
import FoundationEssentials
import HTTPTransport
import Reporting

/// Python's package index, asked over HTTP; what it answers is kept for a day.
struct PythonIndex: PackageIndex {
    private let sender: any HTTPSender
    private let base: String
    private let folder: String

    /// pip's own variable, else the public index.
    private static let address = "https://pypi.org/simple"
    private static let freshness: Double = 24 * 3600
    /// The longest answers, of packages with thousands of files, have about ten megabytes.
    private static let longestAnswer = 64 << 20

    /// - Parameters:
    ///   - sender: what requests go through.
    ///   - environment: the variables.
    init(sender: any HTTPSender, environment: [String: String]) {
        self.sender = sender
        let address = environment["PIP_INDEX_URL"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.address
        base = address.hasSuffix("/") ? String(address.dropLast()) : address
        // Answers of one index are not those of another.
        let place = String(base.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        folder = "\(CacheFolder.path)/python-index/\(place.suffix(120))"
    }

    func files(of name: String) async throws -> [PackageFile]? {
        let path = "\(folder)/\(name)"
        if let known = kept(path) { return try PackageFile.parse(simpleAPI: known, of: name) }
        var headers = HTTPHeaders()
        headers["Accept"] = "application/vnd.pypi.simple.v1+json, text/html;q=0.2"
        let answer = try await sender.send(HTTPRequest("GET", "\(base)/\(name)/", headers: headers))
        if answer.status == 404 { return nil }
        guard answer.isSuccess else {
            throw Failure(.unreachable, "\(RedactedURL(base)) answers \(answer.status) for \(name)")
        }
        let bytes = try await answer.body.collect(limit: Self.longestAnswer)
        let files = try PackageFile.parse(simpleAPI: bytes, of: name)
        keep(bytes, at: path)
        return files
    }

    private func kept(_ path: String) -> [UInt8]? {
        guard let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date,
            Date().timeIntervalSince(date) < Self.freshness, let data = FileManager.default.contents(atPath: path)
        else { return nil }
        return Array(data)
    }

    /// An answer that can't be kept is asked for again.
    private func keep(_ bytes: [UInt8], at path: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? ReportFile.write(bytes, to: path)
    }
}
