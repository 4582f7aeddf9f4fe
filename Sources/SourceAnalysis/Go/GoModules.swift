import ScanModel

/// By which path packages of a tree are imported.
struct GoModules {
    /// Module paths by the folder of their `go.mod`.
    private var modules: [String: String] = [:]

    mutating func add(_ module: String, folder: String) { modules[folder] = module }

    /// - Returns: nil outside of modules.
    func importPath(of folder: String) -> String? {
        let parts = folder.split(separator: "/")
        if let vendor = parts.lastIndex(of: "vendor"), vendor + 1 < parts.count {
            return parts[(vendor + 1)...].joined(separator: "/")
        }
        for count in stride(from: parts.count, through: 0, by: -1) {
            guard let module = modules[parts[..<count].joined(separator: "/")] else { continue }
            return ([module[...]] + parts[count...]).joined(separator: "/")
        }
        return nil
    }

    /// What stands behind `module` in a `go.mod`.
    static func path(in text: SourceText) -> String? {
        for number in 1...min(200, text.lineCount) {
            let bytes = text.bytes[text.range(ofLine: number)].prefix(1024)
            let words = String(decoding: bytes, as: UTF8.self).split { " \t\r\"".contains($0) }
            if words.count >= 2, words[0] == "module" { return String(words[1]) }
        }
        return nil
    }
}
