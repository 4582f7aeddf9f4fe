import RawJSON
import Reporting

/// One or more kubeconfig files, merged as kubectl does it: whichever file says something first, wins.
struct Kubeconfig: Sendable {
    /// A named entry and the file it comes from: relative paths in it are relative to that file.
    struct Entry: Sendable {
        let value: JSONValue
        let file: String

        /// - Parameter path: as written in the file.
        /// - Returns: the path to open.
        func resolve(_ path: String) -> String {
            guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
            return file[...slash] + path
        }
    }

    /// The files that were read.
    private(set) var files: [String] = []
    private(set) var currentContext: String?
    private(set) var contexts: [String: Entry] = [:]
    private(set) var clusters: [String: Entry] = [:]
    private(set) var users: [String: Entry] = [:]

    private static let sizeLimit = 16 << 20

    /// - Parameter paths: the files, in order; those that don't exist are left out.
    /// - Throws: ``Failure`` when one can't be read or makes no sense.
    init(reading paths: [String]) throws(Failure) {
        for path in paths where InputFile.exists(path) {
            let bytes = try InputFile.read(path, limit: Self.sizeLimit)
            let documents = try YAMLText(String(decoding: bytes, as: UTF8.self), source: path).documents()
            files.append(path)
            if let value = documents.first?.value { try add(value, from: path) }
        }
    }

    private mutating func add(_ value: JSONValue, from file: String) throws(Failure) {
        guard value.object != nil else {
            throw Failure(.kubeconfigUnusable, "\(file) is no kubeconfig", hint: "see `kubectl config view`")
        }
        if currentContext == nil, let name = value["current-context"]?.string, !name.isEmpty { currentContext = name }
        Self.add(value["contexts"], member: "context", file, to: &contexts)
        Self.add(value["clusters"], member: "cluster", file, to: &clusters)
        Self.add(value["users"], member: "user", file, to: &users)
    }

    private static func add(
        _ list: JSONValue?, member: String, _ file: String, to entries: inout [String: Entry]
    ) {
        for item in list?.array ?? [] {
            guard let name = item["name"]?.string, entries[name] == nil else { continue }
            entries[name] = Entry(value: item[member] ?? [:], file: file)
        }
    }
}
