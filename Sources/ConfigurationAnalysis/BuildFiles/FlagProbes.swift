import ScanModel

/// Flags that a build only tries, and files whose compiler is told what it makes code for.
enum FlagProbes {
    /// How far a probe reaches in both directions.
    private static let reach = 2048

    /// `save=$CFLAGS; CFLAGS="$CFLAGS -mx"; AC_COMPILE_IFELSE(…); CFLAGS=$save`
    static func isTried(_ flag: FlagCheck.Flag, in build: BuildFile) -> Bool {
        guard build.system == .autoconf || build.system == .shell else { return false }
        let code = build.code
        let name = code.text(code.name(at: flag.statement.range.lowerBound))
        guard !name.isEmpty, code.byte(at: flag.statement.range.lowerBound + name.utf8.count) == UInt8(ascii: "=")
        else { return false }
        let before = max(0, flag.place - reach)..<flag.place
        let behind = flag.statement.range.upperBound..<min(code.count, flag.statement.range.upperBound + reach)
        return savedNames(of: name, in: before, code).contains { saved in
            ["=$\(saved)", "=\"$\(saved)\"", "=${\(saved)}", "=\"${\(saved)}\""].contains { value in
                code.indices(of: name + value, in: behind).contains { place in
                    !Array.isNameByte(code[place - 1]) && code.containsAny(compilers, in: flag.place..<place)
                }
            }
        }
    }

    /// `CFLAGS += $(shell if $(CC) -mx -S -o /dev/null -x c /dev/null; then echo "-mx"; fi)`
    static func isTriedByMake(_ flag: FlagCheck.Flag, in build: BuildFile) -> Bool {
        build.system == .make && build.code.contains("$(shell", in: flag.statement.range)
            && build.code.contains("/dev/null", in: flag.statement.range)
    }

    private static let compilers = ["_IFELSE", "AC_TRY_", "AC_RUN", "conftest", "$CC", "${CC}", "AC_CHECK_"]

    /// The variables that hold the value of another one: `save_CFLAGS="$CFLAGS"`.
    private static func savedNames(of name: String, in range: Range<Int>, _ code: [UInt8]) -> Set<String> {
        let values = ["=$\(name)", "=\"$\(name)\"", "=${\(name)}", "=\"${\(name)}\""]
        let places = values.flatMap { code.indices(of: $0, in: range) }
        return Set(
            places.compactMap { place in
                var start = place
                while start > range.lowerBound, Array.isNameByte(code[start - 1]) { start -= 1 }
                let saved = code.text(start..<place)
                return saved.isEmpty || saved == name ? nil : saved
            })
    }

    private static let otherTargets = [
        "-mcpu=power", "elf64-powerpc", "-mcpu=niagara", "-mcpu=ultrasparc", "-mabi=elfv2", "-march=z1",
    ]

    /// Whether a file's compiler is told what to make code for: clang by `--target=`, which takes options of another
    /// width on every machine.
    static func namesTarget(_ build: BuildFile) -> Bool {
        build.code.contains("--target=", in: 0..<build.code.count) || isForOtherProcessor(build)
    }

    /// Whether all that is built by a file is for another processor, where the options of width mean its own.
    static func isForOtherProcessor(_ build: BuildFile) -> Bool {
        guard build.code.containsAny(otherTargets, in: 0..<build.code.count) else { return false }
        return build.statements.contains {
            $0.reach.arm64 == .yes && build.code.containsAny(otherTargets, in: $0.range)
        }
    }
}
