/// Whether a place in a program is reached, or a condition holds, on each of two architectures.
///
/// Code that asks for the architecture differs by it: what is reached off x86 only and ends in an error refuses arm64,
/// and what is reached on x86 only may be as x86 as it likes.
package struct Reach: Sendable, Hashable {
    package let x86: Ternary
    package let arm64: Ternary
    /// Where the architecture is asked for on the way.
    package let place: Int?
    /// Whether it is the machine's that is asked for there, by a name that is known to hold it.
    package let asksMachine: Bool
    /// Whether it is reached because arm64 is named: such code is about arm64, and other conditions in it are too.
    package let namesARM64: Bool
    /// Whether it depends on what the compiler can do, which a build finds out by itself.
    package let asksCompiler: Bool

    package init(
        x86: Ternary, arm64: Ternary, place: Int? = nil, asksMachine: Bool = false, namesARM64: Bool = false,
        asksCompiler: Bool = false
    ) {
        self.x86 = x86
        self.arm64 = arm64
        self.place = place
        self.namesARM64 = namesARM64
        self.asksMachine = asksMachine
        self.asksCompiler = asksCompiler
    }

    /// The same on both.
    package init(_ value: Ternary) { self.init(x86: value, arm64: value) }

    package static let always = Reach(.yes)
    package static let unknown = Reach(.unknown)

    /// Reached on arm64, and never on x86.
    package var isOffX86: Bool { x86 == .no && (arm64 == .yes || arm64 == .unknown && !namesARM64) }

    package static prefix func ! (value: Self) -> Self {
        Reach(
            x86: !value.x86, arm64: !value.arm64, place: value.place, asksMachine: value.asksMachine,
            asksCompiler: value.asksCompiler)
    }

    /// The innermost place is the one to look at.
    package static func && (left: Self, right: Self) -> Self {
        Reach(
            x86: left.x86 && right.x86, arm64: left.arm64 && right.arm64, place: right.place ?? left.place,
            asksMachine: left.asksMachine || right.asksMachine,
            namesARM64: left.namesARM64 || right.namesARM64,
            asksCompiler: left.asksCompiler || right.asksCompiler)
    }

    /// The first place is the one to look at: where a chain of branches begins.
    package static func || (left: Self, right: Self) -> Self {
        Reach(
            x86: left.x86 || right.x86, arm64: left.arm64 || right.arm64, place: left.place ?? right.place,
            asksMachine: left.asksMachine || right.asksMachine,
            namesARM64: left.namesARM64 || right.namesARM64,
            asksCompiler: left.asksCompiler || right.asksCompiler)
    }
}
