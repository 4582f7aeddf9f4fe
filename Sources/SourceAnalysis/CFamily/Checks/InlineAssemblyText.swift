import ScanModel

/// Whose machine the text of an inline assembly is for.
struct InlineAssemblyText {
    enum Verdict: Equatable {
        /// With the instruction, register or constraint that tells it.
        case x86(String)
        /// No instruction at all: it only keeps the compiler from moving code.
        case empty
        /// Instructions of arm64, directives, or what every machine has.
        case neutral
        case unknown
    }

    private static let x86Mnemonics: NameHashSet = words(
        """
        cpuid rdtsc rdtscp rdpmc rdmsr wrmsr xgetbv xsetbv pause mfence sfence lfence clflush clflushopt clwb invlpg \
        wbinvd invd lgdt lidt ltr sgdt sidt lldt sldt smsw lmsw clts cli sti int int3 into iret iretq iretd \
        sysenter sysexit syscall sysretq vmcall vmlaunch vmresume vmxoff swapgs ud2 emms femms rep repe repz repne \
        repnz lock xchg cmpxchg xadd cmpxchg8b cmpxchg16b bsf bsr bt btc btr bts bswap lahf sahf pushf popf pushfq \
        popfq pushfl popfl pusha popa pushad popad push pop lea call jmp je jne jz jnz ja jae jb jbe jc jnc jg jge jl \
        jle jo jno js jns jp jnp jecxz jrcxz loop loope loopne test xor or not shl shr sal sar rol ror rcl rcr shld shrd imul idiv \
        inc dec sbb cdq cqo cwd cbw cwde cdqe movs movsb movsw movsd movsq stosb stosw stosd stosq lodsb lodsw \
        lodsd lodsq scasb cmpsb in out inb outb inw outw inl outl insb insw insl insd outsb outsw outsl outsd movzx movsx \
        movsxd movzbl movzwl movsbl movswl movslq movzbw movsbw movzbq movsbq movzwq movabs movabsq xlat xlatb cld std \
        clc stc cmc enter leave rdrand rdseed rdfsbase rdgsbase wrfsbase wrgsbase popcnt lzcnt tzcnt bextr blsr blsi \
        pdep pext mulx adcx adox sarx shlx shrx rorx bzhi andn crc32 prefetchnta prefetcht0 prefetcht1 prefetcht2 \
        prefetchw movnti movntq movntdq movntps maskmovq ldmxcsr stmxcsr fxsave fxrstor xsave xrstor xsaveopt finit \
        fninit fld flds fldl fldt fld1 fldz fldpi fst fstp fstps fstpl fstpt fild fildl fildll fist fistp fistpl \
        fistpll fisttp faddp fsubp fmulp fdivp fchs fsin fcos fsincos fptan fpatan f2xm1 fyl2x fyl2xp1 fscale fprem \
        fprem1 frndint fxch fcom fcomp fcompp fucom fucomi fucomip fcomi fcomip fnstcw fstcw fldcw fnstsw fstsw fnclex \
        fclex fwait fnsave frstor fldenv fnstenv fxtract ffree movd movq movaps movups movapd movupd movdqa movdqu \
        movss movsldup movshdup movhps movlps movhlps movlhps movmskps movmskpd lddqu pand pandn por pxor paddb paddw \
        paddd paddq paddsb paddsw paddusb paddusw psubb psubw psubd psubq psubusb pmullw pmulhw pmulhuw pmuludq \
        pmaddwd pmaddubsw psadbw pavgb pavgw pminub pmaxub pminsw pmaxsw packuswb packsswb packssdw punpcklbw \
        punpckhbw punpcklwd punpckhwd punpckldq punpckhdq punpcklqdq punpckhqdq pshufb pshufd pshufw pshuflw pshufhw \
        psllw pslld psllq psrlw psrld psrlq psraw psrad pslldq psrldq pcmpeqb pcmpeqw pcmpeqd pcmpgtb pcmpgtw pcmpgtd \
        pmovmskb pextrw pinsrw palignr phaddw phaddd ptest addps addpd addss addsd subps subpd subss subsd mulps mulpd \
        mulss mulsd divps divpd divss divsd sqrtps sqrtpd sqrtss sqrtsd minps maxps rcpps rsqrtps andps orps xorps xorpd \
        shufps unpcklps unpckhps haddps cvtsi2ss cvtsi2sd cvttss2si cvttsd2si cvtss2si cvtsd2si cvtps2dq cvttps2dq \
        cvtdq2ps cvtss2sd cvtsd2ss comiss comisd ucomiss ucomisd aesenc aesenclast aesdec aesdeclast aeskeygenassist \
        aesimc pclmulqdq sha256rnds2 sha1rnds4 vzeroupper vzeroall xbegin xend xabort xtest endbr64 endbr32 retq retl \
        umwait umonitor tpause monitor mwait encls enclu ibtc nopw nopl notrack data16 xacquire xrelease cmovz cmovnz \
        cmove cmovne cmovg cmovl cmovge cmovle cmova cmovb cmovae cmovbe cmovc cmovnc cmovs cmovns sete setne setz \
        setnz setg setl setge setle seta setb setae setbe setc setnc sets setns seto fsqrt_ callq jmpq pushq popq
        """)
    /// Instructions that programs write without operands, and that no other text begins with.
    static let wholeInstructions = [
        "mfence", "lfence", "sfence", "pause", "cpuid", "rdtsc", "rep;", "rep nop", "bswap", "xchg", "lock;", "lock ",
        "wbinvd", "emms",
    ]

    /// Whether a string, behind its quote, begins with one of them.
    static func beginsWithInstruction(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, "mlsprcbxwe".utf8.contains(first) else { return false }
        return wholeInstructions.contains { word in
            guard text.starts(with: word.utf8) else { return false }
            return text.dropFirst(word.utf8.count).first.map { !$0.isASCIILetterOrDigit || word == "rdtsc" } ?? true
        }
    }

    /// Instructions that take a size at their end when they are written for AT&T's syntax.
    private static let sizedMnemonics: NameHashSet = words(
        """
        mov add sub and or xor cmp test inc dec neg not shl shr sal sar rol ror rcl rcr push pop lea xchg cmpxchg xadd \
        bt bts btr btc bsf bsr mul imul div idiv adc sbb bswap popcnt lzcnt tzcnt shld shrd movz movs cmov crc32
        """)
    private static let armMnemonics: NameHashSet = words(
        """
        mrs msr dmb dsb isb yield wfe wfi sev sevl ldr ldrb ldrh ldrsb ldrsh ldrsw ldp ldur stur str strb strh stp ldxr ldxrb \
        ldxrh ldaxr ldaxrb ldaxrh stxr stxrb stxrh stlxr stlr stlrb ldar ldarb ldadd ldaddal swp swpal cas casal casa \
        casp caspal svc hvc smc brk hlt bkpt prfm rbit clz rev rev16 rev32 cbz cbnz tbz tbnz b bl br blr adr adrp orr \
        eor bic mvn movz movn movk madd msub umulh smulh umull smull umaddl smaddl udiv sdiv csel cset csinc csinv csneg \
        lsl lsr asr extr ubfx sbfx bfi bfxil uxtb uxth uxtw sxtb sxth sxtw adds subs ands adcs sbcs sbc ngc negs cmn \
        ccmp tst teq ld1 ld2 ld3 ld4 st1 st2 st3 st4 fmov fadd fsub fmul fdiv fmla fmls fmadd fmsub fcvt fcvtzs scvtf \
        ucvtf fsqrt dup ins umov smov tbl tbx zip1 zip2 uzp1 uzp2 trn1 trn2 ext addv uaddlv addp movi mvni ushr \
        sshr ushl sshl uaddl saddl pmull pmull2 aese aesd aesmc sha256h sha256h2 sha256su0 sha256su1 sha1c \
        sha1h crc32b crc32h crc32w crc32x ror faddp movw movt crc32cb crc32ch crc32cw crc32cx hint pacia autia paciasp autiasp bti esb sb \
        csdb nop ret eret vld1 vst1 vadd vmov vmul vmla vldr vstr vldmia mcr mrc rsb rsc swi ldm stm ldmia stmia \
        stmdb bx blx pld pldw ic dc tlbi at sys sysl drps fnmul frintm frintn frintp frintz uqadd sqadd sqrdmulh xtn
        """)
    /// What every machine has under the same name.
    private static let sharedMnemonics: NameHashSet = words("mov add sub and mul neg cmp adc nop ret div")
    private static let x86Registers: NameHashSet = words(
        """
        eax ebx ecx edx esi edi ebp esp eip rax rbx rcx rdx rsi rdi rbp rsp rip ax bx cx dx si di al ah bl bh cl ch dl \
        dh sil dil bpl spl r8d r9d r10d r11d r12d r13d r14d r15d r8w r9w r8b r9b cr0 cr2 cr3 cr4 dr0 dr6 dr7 cs ds es \
        fs gs ss st mm0 mm1 mm2 mm3 mm4 mm5 mm6 mm7 flags fpsr dirflag mxcsr eflags rflags
        """)
    /// Names that are no words of anything else, even without a percent sign.
    private static let plainRegisters: NameHashSet = words(
        "eax ebx ecx edx esi edi ebp esp rax rbx rcx rdx rsi rdi rbp rsp rip eflags rflags mxcsr")

    private static let statementLimit = 48

    private static func words(_ text: String) -> NameHashSet {
        NameHashSet(hashes: Set(text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { NameHash.of($0) }))
    }

    /// Bytes of a text in small letters.
    private typealias Text = ArraySlice<UInt8>

    /// Whether a register's name is one of x86's.
    static func isX86Register(_ name: ArraySlice<UInt8>) -> Bool { isRegister(name) }

    private static func isRegister(_ name: Text) -> Bool {
        x86Registers.contains(NameHash.of(name)) || isVector(name) || name.starts(with: "st(".utf8)
    }

    private static func isVector(_ name: Text) -> Bool {
        guard name.count > 3, vectors.contains(where: { name.starts(with: $0) }) else { return false }
        return name.dropFirst(3).allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static let vectors = ["xmm", "ymm", "zmm"].map { Array($0.utf8) }

    /// The first statements, in small letters: they tell the machine.
    private let statements: ArraySlice<Text>

    /// - Parameter template: the strings before the first colon, joined.
    init(_ template: [UInt8]) {
        let bytes = template.map { $0.lowercasedASCII }
        statements = bytes.split(maxSplits: Self.statementLimit) {
            $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";")
        }.prefix(Self.statementLimit)
    }

    /// - Parameters:
    ///   - isWhole: false where macros stand between the strings.
    ///   - operands: the strings behind the first colon: constraints and clobbers.
    func verdict(isWhole: Bool, operands: [String]) -> Verdict {
        var verdict = Verdict.empty
        var x86: String?
        var isForAnother = false
        for statement in statements {
            if Self.isOfAnother(statement) { return .neutral }
            switch Self.verdict(ofStatement: Self.trimmed(statement)) {
            case .x86(let what): x86 = x86 ?? what
            case .neutral:
                isForAnother = isForAnother || Self.isARMOnly(Self.trimmed(statement))
                if verdict == .empty { verdict = .neutral }
            case .unknown: verdict = .unknown
            case .empty: break
            }
        }
        // Some instructions have the same name on both; those that arm64 alone has decide.
        if isForAnother || operands.contains(where: { OtherAssembly.isRegister($0) }) { return .neutral }
        if let x86 { return .x86(x86) }
        if let constraint = operands.first(where: { Self.isX86Operand($0) }) { return .x86("\"\(constraint)\"") }
        return verdict == .empty && !isWhole ? .unknown : verdict
    }

    /// Instructions of x86 that processors of eight bits have under the same names.
    private static let sharedWithSmall: NameHashSet = words(
        "cli clc cld inc dec jmp call rol ror and or xor push pop in out neg not brk cmp adc sub mul test lsl asr loop")

    /// Whether an assembly of x86 may be one of a processor of eight bits as well.
    func maySuitSmallMachine(operands: [String]) -> Bool {
        guard !operands.contains(where: { Self.isX86Operand($0) }) else { return false }
        return statements.allSatisfy {
            let statement = Self.withoutLabels(Self.trimmed($0))
            guard case .x86 = Self.verdict(ofStatement: statement) else { return true }
            let mnemonic = statement.prefix { Self.isWordByte($0) }
            return Self.sharedWithSmall.contains(NameHash.of(mnemonic))
                && Self.register(in: statement[mnemonic.endIndex...]) == nil
        }
    }

    /// Instructions that only processors of eight bits have: the 6502 and its kin, and AVR. Alpha has `lda`, SPARC `stx`.
    private static let smallMnemonics: NameHashSet = words(
        "sei ldy sty pha pla php plp rti txa tax tay tya txs tsx lpm ijmp rjmp rcall")

    /// Whether the first instruction of an assembly is one of those.
    static func isForSmallMachine(_ template: [UInt8]) -> Bool {
        let bytes = template.map { $0.lowercasedASCII }
        return smallMnemonics.contains(NameHash.of(withoutLabels(trimmed(bytes[...])).prefix { isWordByte($0) }))
    }

    /// Whether an instruction is one that neither x86 nor arm64 has, or writes a register as others do.
    private static func isOfAnother(_ statement: Text) -> Bool {
        let rest = withoutLabels(trimmed(statement))
        if namesVariable(rest) { return true }
        let mnemonic = rest.prefix { isWordByte($0) || $0 == UInt8(ascii: ".") }
        guard let first = mnemonic.first, first != UInt8(ascii: "."), rest.first != UInt8(ascii: "#") else {
            return false
        }
        if x86Mnemonics.contains(NameHash.of(mnemonic)) { return false }
        return !armMnemonics.contains(NameHash.of(mnemonic)) && !mnemonic.starts(with: "b.".utf8)
            && OtherAssembly.isMnemonic(mnemonic)
    }

    /// Whether an operand is written as cc65 does for the 6502: `inc %v+1`.
    private static func namesVariable(_ statement: Text) -> Bool {
        var index = statement.startIndex
        while index + 1 < statement.endIndex {
            if statement[index] == UInt8(ascii: "%"), statement[index + 1] == UInt8(ascii: "v"),
                index + 2 == statement.endIndex || !isWordByte(statement[index + 2])
            {
                return true
            }
            index += 1
        }
        return false
    }

    private static let constraints: Set<String> = [
        "a", "b", "c", "d", "D", "q", "A", "t", "u", "R", "Nd", "dN", "qm", "mq", "iq", "qi", "Yz",
    ]

    /// A constraint that names one register of x86, or a register in the list of what is overwritten.
    private static func isX86Operand(_ text: String) -> Bool {
        let name = Array(text.utf8.drop { "=+&%*".utf8.contains($0) })[...]
        if name.count > 1, isRegister(name) { return true }
        return constraints.contains(text.filter { !"=+&%*?!,".contains($0) })
    }

    private static func text(_ bytes: Text) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func isWordByte(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") }

    private static func isARMOnly(_ statement: Text) -> Bool {
        let mnemonic = NameHash.of(statement.prefix { $0.isASCIILetterOrDigit })
        return armMnemonics.contains(mnemonic) && !x86Mnemonics.contains(mnemonic)
            && !sharedMnemonics.contains(mnemonic)
    }

    private static func verdict(ofStatement statement: Text) -> Verdict {
        var rest = statement
        // A comment of the assembler.
        if rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: "@") || rest.starts(with: "//".utf8) {
            return .empty
        }
        rest = withoutLabels(rest)
        if rest.starts(with: "/*".utf8) {
            guard let end = rest.dropFirst(2).firstIndex(of: UInt8(ascii: "/")) else { return .empty }
            rest = trimmed(rest[(end + 1)...])
        }
        if rest.first == UInt8(ascii: "{") { rest = trimmed(rest.dropFirst()) }
        guard !rest.isEmpty else { return .empty }
        let mnemonic = rest.prefix { isWordByte($0) || $0 == UInt8(ascii: ".") }
        let operands = trimmed(rest[mnemonic.endIndex...])
        return mnemonic.first == UInt8(ascii: ".")
            ? verdict(ofDirective: mnemonic, operands) : verdict(of: mnemonic, operands)
    }

    /// What stands behind labels, and "%=" in them.
    private static func withoutLabels(_ statement: Text) -> Text {
        var rest = statement
        while true {
            let label = rest.prefix { isWordByte($0) || ".$%=".utf8.contains($0) }
            guard !label.isEmpty, label.endIndex < rest.endIndex, rest[label.endIndex] == UInt8(ascii: ":") else {
                return rest
            }
            rest = trimmed(rest[(label.endIndex + 1)...])
        }
    }

    private static let opcodes: Set<String> = [
        "0x0f", "0x66", "0xf3", "0xf2", "0xc5", "0xc4", "0x62", "0x48", "0xcc", "0xeb", "0xe8", "0xe9",
    ]

    /// Bytes of machine code are the code of some machine.
    private static func verdict(ofDirective name: Text, _ operands: Text) -> Verdict {
        guard name.elementsEqual(".byte".utf8) else {
            return name.elementsEqual(".intel_syntax".utf8) || name.elementsEqual(".att_syntax".utf8)
                ? .x86(text(name)) : .neutral
        }
        let first = text(trimmed(operands.prefix { $0 != UInt8(ascii: ",") }))
        return opcodes.contains(first) ? .x86(".byte \(first)") : .neutral
    }

    private static func verdict(of mnemonic: Text, _ operands: Text) -> Verdict {
        if mnemonic.isEmpty { return .unknown }
        let hash = NameHash.of(mnemonic)
        if x86Mnemonics.contains(hash), !armMnemonics.contains(hash) { return .x86(text(mnemonic)) }
        if let register = register(in: operands) { return .x86(register) }
        if armMnemonics.contains(hash), !sharedMnemonics.contains(hash) { return .neutral }
        if mnemonic.starts(with: "b.".utf8), mnemonic.count <= 4 { return .neutral }
        if sharedMnemonics.contains(hash) { return isATTOrder(mnemonic, operands) ? .x86(text(mnemonic)) : .neutral }
        let hasSize = mnemonic.last.map { "bwlq".utf8.contains($0) } ?? false
        if hasSize && sizedMnemonics.contains(NameHash.of(mnemonic.dropLast())) || isVectorMnemonic(mnemonic) {
            return .x86(text(mnemonic))
        }
        return .unknown
    }

    /// The instructions of AVX: "vaddps", "vpxor".
    private static func isVectorMnemonic(_ mnemonic: Text) -> Bool {
        guard mnemonic.first == UInt8(ascii: "v"), mnemonic.count > 4 else { return false }
        return mnemonic.starts(with: "vp".utf8)
            || ["ps", "pd", "ss", "sd", "dqa", "dqu"].contains { mnemonic.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// A register that only x86 has.
    private static func register(in operands: Text) -> String? {
        var previous: UInt8 = 0
        var index = operands.startIndex
        while index < operands.endIndex {
            guard operands[index].isASCIILetterOrDigit else {
                previous = operands[index]
                index += 1
                continue
            }
            let name = operands[index...].prefix { isWordByte($0) }
            let isMarked = previous == UInt8(ascii: "%") && name.count > 1
            if isMarked ? isRegister(name) : plainRegisters.contains(NameHash.of(name)) || isVector(name) {
                return "%" + text(name)
            }
            previous = 0
            index = name.endIndex
        }
        return nil
    }

    /// `r0`, as ARM and others name them.
    private static func isNumberedRegister(_ name: Text) -> Bool {
        name.first == UInt8(ascii: "r") && name.count > 1
            && name.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Two operands of which the second is the result, as AT&T's syntax has it.
    private static func isATTOrder(_ mnemonic: Text, _ operands: Text) -> Bool {
        let parts = operands.split(separator: UInt8(ascii: ",")).map { trimmed($0) }
        guard let first = parts.first else { return false }
        if first.first == UInt8(ascii: "$") { return true }
        guard parts.count == 2 else { return false }
        switch text(mnemonic) {
        // "mov r0, %0" is ARM's.
        case "mov":
            return !first.elementsEqual("%0".utf8) && parts[1].elementsEqual("%0".utf8) && !isNumberedRegister(first)
        case "add", "sub", "and", "adc": return first.first == UInt8(ascii: "%") && parts[1].first == UInt8(ascii: "%")
        default: return false
        }
    }

    private static func trimmed(_ text: Text) -> Text {
        var start = text.startIndex
        var end = text.endIndex
        while start < end, text[start].isASCIISpace { start += 1 }
        while end > start, text[end - 1].isASCIISpace { end -= 1 }
        return text[start..<end]
    }
}
