import Platforms

/// What the first bytes of a file say about the machine code in it.
public struct BinaryImage: Sendable, Equatable {
    /// The file format.
    public enum Format: String, Sendable {
        /// Linux and most Unixes.
        case elf
        /// Windows.
        case pe
        /// macOS and iOS; may hold several architectures.
        case machO
    }

    /// What the file is for.
    public enum Kind: String, Sendable {
        case executable
        case sharedLibrary
        /// An object file or a static library: an input of a linker.
        case object
        case other
    }

    /// The machine that code is for.
    public enum Machine: Sendable, Hashable, CustomStringConvertible {
        case known(Architecture)
        /// The format's own number of a machine without an OCI name.
        case unknown(UInt32)

        public var description: String {
            switch self {
            case .known(let architecture): architecture.name
            case .unknown(let number): "machine \(number)"
            }
        }
    }

    /// The file format.
    public let format: Format
    /// What the file is for.
    public let kind: Kind
    /// The machines; several in a universal Mach-O file.
    public let machines: [Machine]
    /// The program loader of a dynamically linked ELF program, when it stands within the bytes inspected.
    public let interpreter: String?

    /// How a program finds the libraries it needs.
    public enum Linkage: String, Sendable {
        /// At run time, through a loader.
        case dynamic
        /// Everything is in it.
        case `static`
        /// Everything is in it, and it may lie anywhere in memory.
        case staticPIE = "static-pie"
    }

    /// How an ELF program is linked; nil for what is no program, and where the bytes inspected don't tell.
    public var linkage: Linkage?
    /// The largest alignment of an ELF file's loaded segments.
    public var alignment: UInt64?
    /// Whether it is bytecode for .NET, which any architecture runs that it isn't bound to.
    public var isManaged = false

    /// How many of a file's first bytes are enough for everything here, but static libraries.
    public static let prefixLength = 4096

    /// How many are enough to see that there is no machine code in a file, and no archive either.
    public static let firstLook = 512

    /// - Parameter bytes: a file's first ``prefixLength`` bytes, or all when it is shorter.
    /// - Returns: what the file is; nil when it holds no machine code that is known here.
    public static func inspect(_ bytes: [UInt8]) -> BinaryImage? {
        elf(Bytes(bytes)) ?? staticLibrary(Bytes(bytes)) ?? machO(Bytes(bytes)) ?? pe(Bytes(bytes))
    }

    /// Whether a file's first bytes can be those of machine code: quick, for the many files that are none.
    public static func mayBegin(with bytes: UnsafeRawBufferPointer) -> Bool {
        // ELF, ar, universal and thin Mach-O in both byte orders, MS-DOS.
        bytes.count > 7 && [0x7F, 0x21, 0xCA, 0xCE, 0xCF, 0xFE, 0x4D].contains(bytes[0])
    }

    init(format: Format, kind: Kind, machines: [Machine], interpreter: String? = nil) {
        self.format = format
        self.kind = kind
        self.machines = machines
        self.interpreter = interpreter
    }

    /// Whether code for this architecture is in it.
    public func runs(on architecture: Architecture) -> Bool { machines.contains(.known(architecture)) }
}
