import ScanModel

/// `gradle.properties`: names and values.
enum PropertiesFile {
    static func values(in text: SourceText) -> ScriptValues {
        var values = ScriptValues()
        for line in String(decoding: text.bytes, as: UTF8.self).split(whereSeparator: { $0.isNewline }) {
            let line = line.drop { $0.isWhitespace }
            guard line.first != "#", line.first != "!", let separator = line.firstIndex(where: { "=:".contains($0) })
            else { continue }
            values.set(trimmed(line[..<separator]), trimmed(line[line.index(after: separator)...]))
        }
        return values
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
