import Reporting
import ScanModel

/// Libraries, assemblers and targets that a build names, and that are for x86.
enum BuildSettingCheck {
    static func findings(in build: BuildFile) -> [Finding] {
        guard !FlagCheck.isForX86(build) else { return [] }
        return processorFlags(build)
            + build.statements.flatMap { statement -> [Finding] in
                // What stands under a condition of its own is asked for.
                guard statement.reach.arm64 == .yes, !statement.reach.asksCompiler else { return [] }
                return [
                    objectOfX86(statement, build), linkerScript(statement, build), library(statement, build),
                    assembler(statement, build), download(statement, build), target(statement, build),
                    package(statement, build),
                ].compactMap { $0 }
            }
    }

    private static let quotedFlags = ["\"flags", "'flags", "grep flags", "grep -m1 flags", "grep -m 1 flags", "^flags"]
    private static let quotedOptions = ["\"-m", "'-m"]

    /// Options of the compiler that are chosen by the line "flags" of /proc/cpuinfo.
    private static func processorFlags(_ build: BuildFile) -> [Finding] {
        let whole = 0..<build.code.count
        guard build.system == .python, let place = build.code.firstIndex(of: "/proc/cpuinfo", in: whole),
            build.code.containsAny(quotedFlags, in: whole), build.code.containsAny(quotedOptions, in: whole),
            !build.knowsARM64, !build.code.containsAny(["Features", "machine()", "IndexError", "except"], in: whole)
        else { return [] }
        return [
            Finding(
                BuildRules.compilerFlag, in: build.text, at: place, severity: Severity.warning.lowered(in: build.file),
                message:
                    "options are chosen by the line \"flags\" of /proc/cpuinfo, which arm64 does not have: it is \"Features\" there",
                remedy: "ask for platform.machine() first, and set options for x86 there alone")
        ]
    }

    private static func library(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        let code = build.code
        let range = statement.range
        guard let name = packageOfX86(range, build) ?? linkedLibrary(range, build) else { return nil }
        let place = code.firstIndex(of: name, in: range) ?? range.lowerBound
        return Finding(
            BuildRules.library, in: build.text, at: place, severity: Severity.blocker.lowered(in: build.file),
            message: "\(name) is not made for arm64")
    }

    private static let packages = ["MKL", "IPP", "IntelIPP", "SVML"]

    /// `find_package(MKL REQUIRED)`, `dependency('mkl-…')`.
    private static func packageOfX86(_ range: Range<Int>, _ build: BuildFile) -> String? {
        let code = build.code
        switch build.system {
        case .cmake:
            guard code.contains("REQUIRED", in: range),
                code.text(code.name(at: range.lowerBound)).lowercased() == "find_package"
            else { return nil }
            return packages.first { !code.indices(ofName: $0, in: range).isEmpty }
        case .meson:
            guard code.contains("dependency('mkl", in: range), !code.contains("required", in: range) else { return nil }
            return "mkl"
        default: return nil
        }
    }

    private static let linked = [
        "mkl_rt", "mkl_core", "mkl_intel_lp64", "mkl_sequential", "ippcore", "ipps", "ippi", "svml",
    ]

    /// `target_link_libraries(app mkl_rt)`, `libraries=["mkl_rt"]`.
    private static func linkedLibrary(_ range: Range<Int>, _ build: BuildFile) -> String? {
        let code = build.code
        let command = build.system == .cmake ? "target_link_libraries" : "libraries"
        guard build.system == .cmake || build.system == .python, code.contains(command, in: range) else { return nil }
        return linked.first { name in
            code.indices(ofName: name, in: range).contains { code.byte(at: $0 - 1) != UInt8(ascii: "l") }
        }
    }

    private static let formats = ["elf64-x86-64", "i386:x86-64", "elf32-i386", "elf32-x86-64"]

    /// `objcopy -I binary -O elf64-x86-64`: data as an object file that only links on x86.
    private static func objectOfX86(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        guard build.system == .make || build.system == .cmake, !build.knowsARM64,
            build.code.containsAny(["objcopy", "OBJCOPY"], in: statement.range),
            let place = formats.compactMap({ build.code.firstIndex(of: $0, in: statement.range) }).min()
        else { return nil }
        return Finding(
            BuildRules.fixedTarget, in: build.text, at: place, severity: Severity.blocker.lowered(in: build.file),
            message: "the object file is made for x86, and no linker for arm64 takes it",
            remedy: "let the linker make it of the data (ld -r -b binary), or use .incbin in a file of assembly")
    }

    /// `OUTPUT_FORMAT(elf64-x86-64)` in a linker script.
    private static func linkerScript(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        guard build.file.ending == "ld" || build.file.ending == "lds", !build.knowsARM64,
            build.code.contains("OUTPUT_FORMAT", in: statement.range),
            let place = formats.compactMap({ build.code.firstIndex(of: $0, in: statement.range) }).min()
        else { return nil }
        return Finding(
            BuildRules.fixedTarget, in: build.text, at: place, severity: Severity.warning.lowered(in: build.file),
            message: "the linker is told to make a program for x86")
    }

    private static func assembler(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        let code = build.code
        let range = statement.range
        let command = code.text(code.name(at: range.lowerBound)).lowercased()
        let isAsked: Bool
        switch build.system {
        case .cmake:
            isAsked =
                (command == "enable_language" || command == "project")
                && (code.contains("ASM_NASM", in: range) || code.contains("ASM_YASM", in: range))
                || command == "find_program" && code.contains("REQUIRED", in: range)
                    && code.containsAny(["nasm", "yasm"], in: range)
        case .meson:
            isAsked =
                code.containsAny(["find_program('nasm", "find_program('yasm", "add_languages('nasm"], in: range)
                && !code.contains("required", in: range)
        default: isAsked = false
        }
        guard isAsked else { return nil }
        return Finding(
            BuildRules.assembler, in: build.text, at: range.lowerBound,
            severity: Severity.warning.lowered(in: build.file),
            message: "the build asks for an assembler for x86 on every architecture")
    }

    private static let fetches: Set<String> = [
        "fetchcontent_declare", "externalproject_add", "cpmaddpackage", "file", "set",
    ]

    /// `FetchContent_Declare(x URL https://…-linux-x64.tgz)`, in a build that knows nothing of arm64.
    private static func download(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        let code = build.code
        guard build.system == .cmake, !build.knowsARM64, code.contains("://", in: statement.range),
            fetches.contains(code.text(code.name(at: statement.range.lowerBound)).lowercased()),
            let address = Address.all(in: code, statement.range).first(where: { $0.isForLinuxOnX86 })
        else { return nil }
        return Finding(
            DownloadCheck().rule, in: build.text, at: address.range.lowerBound,
            severity: Severity.warning.lowered(in: build.file), message: "this address is of a file for x86",
            remedy: "choose the file by CMAKE_SYSTEM_PROCESSOR")
    }

    private static let packageSettings = ["CPACK_DEBIAN_PACKAGE_ARCHITECTURE", "CPACK_RPM_PACKAGE_ARCHITECTURE"]
    private static let packageValues = ["amd64", "x86_64", "i386"]

    /// `set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE "amd64")`: CPack asks dpkg when it is not told.
    private static func package(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        let code = build.code
        guard build.system == .cmake,
            code.has("set", at: statement.range.lowerBound)
                || code.has("SET", at: statement.range.lowerBound), !build.knowsARM64,
            let name = packageSettings.first(where: { code.contains($0, in: statement.range) }),
            let place = code.firstIndex(of: name, in: statement.range)
        else { return nil }
        let value = code[(place + name.utf8.count)..<statement.range.upperBound].filter {
            !$0.isASCIISpace && !"\")".utf8.contains($0)
        }
        guard packageValues.contains(where: { value.elementsEqual($0.utf8) }) else { return nil }
        return Finding(
            PackagingRules.release, in: build.text, at: place, severity: Severity.warning.lowered(in: build.file),
            message: "the package is made for x86 only", remedy: "leave \(name) out: it is asked for where it is built")
    }

    private static func target(_ statement: BuildStatement, _ build: BuildFile) -> Finding? {
        guard let (word, place) = fixed(statement.range, build) else { return nil }
        return Finding(
            BuildRules.fixedTarget, in: build.text, at: place, severity: Severity.warning.lowered(in: build.file),
            message: "\(word) fixes the build to x86")
    }

    /// `.cpu_arch = .x86_64`, `architecture "x86_64"`, in a file that does not know arm64.
    private static func setting(
        _ name: String, to values: [String], _ range: Range<Int>, _ build: BuildFile
    ) -> (String, Int)? {
        let code = build.code
        guard !build.knowsARM64, let place = code.indices(ofName: name, in: range).first else { return nil }
        let rest = code[(place + name.utf8.count)..<range.upperBound].drop { $0.isASCIISpace || "=(".utf8.contains($0) }
        let sign = code[(place + name.utf8.count)..<rest.startIndex]
        // "==" compares.
        guard sign.filter({ $0 == UInt8(ascii: "=") }).count < 2,
            values.contains(where: {
                rest.starts(with: $0.utf8) && !Array.isNameByte(rest.dropFirst($0.utf8.count).first ?? 0)
            })
        else { return nil }
        let around = code.text(build.text.window(around: place, before: 2, after: 2))
        let isForOther = ["freestanding", "uefi"].contains { around.contains($0) }
        return isForOther || ArchitectureWords.namesOtherSystem(around) ? nil : (name, place)
    }

    /// `"VCPKG_TARGET_TRIPLET": "x64-linux"`, where no preset is for arm64.
    private static func triplet(_ range: Range<Int>, _ build: BuildFile) -> (String, Int)? {
        let code = build.code
        let name = "VCPKG_TARGET_TRIPLET"
        guard !build.knowsARM64, let place = code.indices(ofName: name, in: range).first else { return nil }
        let rest = code[(place + name.utf8.count)..<range.upperBound].drop {
            $0.isASCIISpace || "\":".utf8.contains($0)
        }
        let value = String(decoding: rest.prefix { !"\",".utf8.contains($0) }, as: UTF8.self)
        return value.hasPrefix("x64-linux") || value.hasPrefix("x86-linux") ? (name, place) : nil
    }

    private static func fixed(_ range: Range<Int>, _ build: BuildFile) -> (String, Int)? {
        let code = build.code
        switch build.system {
        case .cmake:
            guard code.text(code.name(at: range.lowerBound)).lowercased() == "set",
                let place = ["CMAKE_SYSTEM_PROCESSOR", "VCPKG_TARGET_TRIPLET"].compactMap({
                    code.firstIndex(of: $0, in: range)
                }).first
            else { return nil }
            let value = code.text(place..<range.upperBound)
            let isX86 = ArchitectureWords.namesX86(value) && !ArchitectureWords.namesOtherSystem(value)
            return isX86 && !value.contains("$") ? (code.text(code.name(at: place)), range.lowerBound) : nil
        case .bazelSettings:
            let head = code.text(range).prefix { !$0.isWhitespace }
            guard !head.contains(":"), let place = code.firstIndex(of: "--cpu=", in: range) else { return nil }
            let value = code.text(place..<range.upperBound).prefix { !$0.isWhitespace }
            return value == "--cpu=k8" || value.hasPrefix("--cpu=x86") ? (String(value), place) : nil
        case .list where build.file.name == "cmakepresets.json":
            return triplet(range, build)
        case .list where build.file.name == "build.zig":
            return setting("cpu_arch", to: [".x86_64", ".x86"], range, build)
        case .lua where build.file.name.hasPrefix("premake"):
            // Behind a filter it is for those who ask for that platform.
            guard !code.containsAny(["filter", "configuration ", "configuration("], in: 0..<range.lowerBound) else {
                return nil
            }
            return setting("architecture", to: ["\"x86_64\"", "\"x64\"", "\"x86\""], range, build)
        case .gradle:
            guard !build.knowsARM64 else { return nil }
            // The target of Kotlin/Native, which has linuxArm64 beside it.
            if let place = code.indices(ofName: "linuxX64", in: range).first,
                code.indices(ofName: "linuxArm64", in: 0..<code.count).isEmpty,
                [UInt8(ascii: "("), UInt8(ascii: "{")].contains(
                    code.byte(at: code.skippingSpaces(place + 8, to: range.upperBound)))
            {
                return ("linuxX64", place)
            }
            guard let place = code.indices(ofName: "targetMachines", in: range).first,
                code.contains("linux.x86", in: place..<range.upperBound)
            else { return nil }
            return ("targetMachines", place)
        case .bazel:
            if let rule = ruleForX86(range, build) { return rule }
            let key = "target_compatible_with"
            guard !build.knowsARM64, let place = code.indices(ofName: key, in: range).first,
                let list = code[place..<range.upperBound].firstIndex(of: UInt8(ascii: "[")),
                let close = code.closingBracket(of: list, to: range.upperBound),
                !code.contains("select", in: place..<list), code.contains("cpu:x86_64\"", in: list..<close)
            else { return nil }
            return (key, place)
        default: return nil
        }
    }

    private static let bazelRules = ["go_binary", "go_image", "container_image", "docker_build"]

    /// `goarch = "amd64"` of a Go program, `architecture = "amd64"` of an image; one that says so in its name is meant
    /// to be for x86.
    private static func ruleForX86(_ range: Range<Int>, _ build: BuildFile) -> (String, Int)? {
        let code = build.code
        guard !build.knowsARM64, bazelRules.contains(code.text(code.name(at: range.lowerBound))) else { return nil }
        for key in ["goarch", "architecture"] {
            guard let found = setting(key, to: ["\"amd64\"", "\"x86_64\""], range, build),
                let name = code.indices(ofName: "name", in: range).first
            else { continue }
            let line = build.text.near(name, in: build.text.range(ofLine: build.text.line(at: name)))
            return ArchitectureWords.namesX86(code.text(name..<line.upperBound)) ? nil : found
        }
        return nil
    }
}
