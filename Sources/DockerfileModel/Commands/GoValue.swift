/// Values as BuildKit reads them: in Go's forms.
package enum GoValue {
    /// - Returns: what Go's `strconv.ParseBool` makes of it; nil when it is neither true nor false.
    package static func boolean(_ text: some StringProtocol) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    /// - Parameter text: a duration such as `1m30s`, `1.5h` or `0`.
    /// - Returns: what Go's `time.ParseDuration` makes of it; nil when it is no duration.
    package static func duration(_ text: String) -> Duration? {
        let isNegative = text.hasPrefix("-")
        var rest = text.utf8.dropFirst(isNegative || text.hasPrefix("+") ? 1 : 0)
        if rest.elementsEqual("0".utf8) { return .zero }
        guard !rest.isEmpty else { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix {
                $0 != UInt8(ascii: ".") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
            rest = rest.dropFirst(unit.count)
            // A number may begin or end with the point, but not be one.
            guard let seconds = seconds(String(unit) ?? ""), let digits = String(number), digits != ".",
                let value = Double((digits.hasPrefix(".") ? "0" : "") + digits + (digits.hasSuffix(".") ? "0" : ""))
            else { return nil }
            total += value * seconds
        }
        // Go counts nanoseconds in 64 bits.
        guard total < 9.2e9 else { return nil }
        return .nanoseconds(Int64((total * 1e9).rounded()) * (isNegative ? -1 : 1))
    }

    private static func seconds(_ unit: String) -> Double? {
        switch unit {
        case "ns": 1e-9
        case "us", "\u{B5}s", "\u{3BC}s": 1e-6
        case "ms": 1e-3
        case "s": 1
        case "m": 60
        case "h": 3600
        default: nil
        }
    }

    /// - Parameter text: a size such as `64m`, `1.5GiB` or `4096`.
    /// - Returns: bytes, by powers of 1024; nil when it is no size.
    package static func size(_ text: String) -> Int64? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var unit = text.dropFirst(number.count).lowercased()[...]
        if unit.hasPrefix(" ") { unit = unit.dropFirst() }
        guard let value = Double(String(number)), value >= 0 else { return nil }
        var exponent = 0
        if let first = unit.first, let place = "kmgtp".firstIndex(of: first) {
            exponent = "kmgtp".distance(from: "kmgtp".startIndex, to: place) + 1
            unit = unit.dropFirst()
            if unit == "ib" || unit == "i" { unit = "" }
        }
        guard unit.isEmpty || unit == "b" else { return nil }
        let bytes = value * Double(1 << (10 * exponent))
        return bytes < 9.2e18 ? Int64(bytes) : nil
    }

    /// - Parameter text: one line of comma-separated values.
    /// - Returns: the values as Go's `encoding/csv` reads them; nil when a quote is where none may be.
    package static func commaSeparated(_ text: String) -> [String]? {
        guard !text.isEmpty else { return nil }
        var fields: [String] = []
        var rest = text.unicodeScalars[...]
        while true {
            var field = ""
            if rest.first == "\"" {
                rest.removeFirst()
                while true {
                    guard let scalar = rest.popFirst() else { return nil }
                    if scalar != "\"" {
                        field.unicodeScalars.append(scalar)
                    } else if rest.first == "\"" {
                        rest.removeFirst()
                        field += "\""
                    } else {
                        break
                    }
                }
                guard rest.isEmpty || rest.first == "," else { return nil }
            } else {
                field = String(rest.prefix { $0 != "," })
                rest = rest.drop { $0 != "," }
                guard !field.utf8.contains(UInt8(ascii: "\"")) else { return nil }
            }
            fields.append(field)
            guard rest.popFirst() != nil else { return fields }
        }
    }
}
