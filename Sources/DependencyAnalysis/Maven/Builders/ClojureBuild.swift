import ScanModel

/// Leiningen's `[group/name "1.0"]` and the `deps.edn` of the Clojure tools.
enum ClojureBuild {
    /// How far behind a name its version may stand, in pieces.
    private static let reach = 8

    private enum Piece {
        case symbol(String)
        case text(String)
        case sign(UInt8)
    }

    static func leiningen(_ source: SourceText) -> [DeclaredDependency] {
        let pieces = pieces(of: source.bytes)
        return pieces.indices.compactMap { index in
            guard case .sign(UInt8(ascii: "[")) = pieces[index].piece, index + 2 < pieces.count,
                case .symbol(let name) = pieces[index + 1].piece, case .text(let version) = pieces[index + 2].piece,
                version.first?.isNumber == true, !name.hasPrefix(":")
            else { return nil }
            let rest = pieces[(index + 3)...].prefix {
                if case .sign(UInt8(ascii: "]")) = $0.piece { false } else { true }
            }
            return dependency(
                name, version, Place(source, at: pieces[index + 1].offset),
                classifier: value(of: ":classifier", in: rest.map { $0.piece }),
                isTest: value(of: ":scope", in: rest.map { $0.piece }) == "test")
        }
    }

    static func deps(_ source: SourceText) -> [DeclaredDependency] {
        let pieces = pieces(of: source.bytes)
        return pieces.indices.compactMap { index in
            guard case .symbol(let name) = pieces[index].piece, name.contains("/"), index + 1 < pieces.count,
                case .sign(UInt8(ascii: "{")) = pieces[index + 1].piece
            else { return nil }
            let rest = pieces[(index + 2)...].prefix(reach).prefix {
                if case .sign(UInt8(ascii: "}")) = $0.piece { false } else { true }
            }
            guard let version = value(of: ":mvn/version", in: rest.map { $0.piece }) else { return nil }
            let parts = name.split(separator: "$")
            return dependency(
                parts.first.map { String($0) } ?? name, version, Place(source, at: pieces[index].offset),
                classifier: parts.count > 1 ? String(parts[1]) : nil, isTest: false)
        }
    }

    /// A name without a slash is its own group.
    private static func dependency(
        _ name: String, _ version: String, _ place: Place, classifier: String?, isTest: Bool
    ) -> DeclaredDependency {
        let parts = name.split(separator: "/", maxSplits: 1)
        return DeclaredDependency(
            place, group: parts.first.map { String($0) } ?? name, artifact: parts.last.map { String($0) } ?? name,
            version: version, classifier: classifier, use: isTest ? .test : .program)
    }

    private static func value(of key: String, in pieces: [Piece]) -> String? {
        for (index, piece) in pieces.enumerated() {
            if case .symbol(key) = piece, index + 1 < pieces.count, case .text(let text) = pieces[index + 1] {
                return text
            }
        }
        return nil
    }

    private static func pieces(of bytes: [UInt8]) -> [(piece: Piece, offset: Int)] {
        var pieces: [(piece: Piece, offset: Int)] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";") {
                index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            } else if byte == UInt8(ascii: "\"") {
                var end = index + 1
                while end < bytes.count, bytes[end] != byte { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
                end = min(end, bytes.count)
                pieces.append((.text(String(decoding: bytes[(index + 1)..<end], as: UTF8.self)), index))
                index = end + 1
            } else if byte.isASCIISpace || byte == UInt8(ascii: ",") {
                index += 1
            } else if "[](){}".utf8.contains(byte) {
                pieces.append((.sign(byte), index))
                index += 1
            } else {
                let end =
                    bytes[index...].firstIndex { $0.isASCIISpace || "[](){}\",;".utf8.contains($0) } ?? bytes.count
                pieces.append((.symbol(String(decoding: bytes[index..<end], as: UTF8.self)), index))
                index = end
            }
        }
        return pieces
    }
}
