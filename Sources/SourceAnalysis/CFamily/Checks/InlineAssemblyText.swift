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

    private static let x86Mnemonics: Set<Substring> = words(
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
    /// Instructions that take a size at their end when they are written for AT&T's syntax.
    private static let sizedMnemonics: Set<Substring> = words(
        """
        mov add sub and or xor cmp test inc dec neg not shl shr sal sar rol ror rcl rcr push pop lea xchg cmpxchg xadd \
        bt bts btr btc bsf bsr mul imul div idiv adc sbb bswap popcnt lzcnt tzcnt shld shrd movz movs cmov crc32
        """)
    private static let armMnemonics: Set<Substring> = words(
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
    private static let sharedMnemonics: Set<Substring> = words("mov add sub and mul neg cmp adc nop ret div")
    private static let x86Registers: Set<Substring> = words(
        """
        eax ebx ecx edx esi edi ebp esp eip rax rbx rcx rdx rsi rdi rbp rsp rip ax bx cx dx si di al ah bl bh cl ch dl \
        dh sil dil bpl spl r8d r9d r10d r11d r12d r13d r14d r15d r8w r9w r8b r9b cr0 cr2 cr3 cr4 dr0 dr6 dr7 cs ds es \
        fs gs ss st mm0 mm1 mm2 mm3 mm4 mm5 mm6 mm7 flags fpsr dirflag mxcsr eflags rflags
        """)
    /// Names that are no words of anything else, even without a percent sign.
    private static let plainRegisters: Set<Substring> = words(
        "eax ebx ecx edx esi edi ebp esp rax rbx rcx rdx rsi rdi rbp rsp rip eflags rflags mxcsr")

    private static let statementLimit = 48

    private static func words(_ text: String) -> Set<Substring> { Set(text.split { $0 == " " || $0 == "\n" }) }

    /// Whether a register's name is one of x86's.
    static func isX86Register(_ name: Substring) -> Bool {
        if x86Registers.contains(name) { return true }
        return ["xmm", "ymm", "zmm", "st("].contains { name.hasPrefix($0) }
    }

    /// - Parameters:
    ///   - template: the strings before the first colon, joined.
    ///   - isWhole: false where macros stand between the strings.
    ///   - operands: the strings behind it: constraints and clobbers.
    static func verdict(template: String, isWhole: Bool, operands: [String]) -> Verdict {
        var verdict = Verdict.empty
        var x86: String?
        var isForARM = false
        let statements = template.utf8.split { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";") }
        // The first ones tell the machine.
        for statement in statements.prefix(statementLimit).map({ Substring($0) }) {
            switch self.verdict(ofStatement: statement) {
            case .x86(let what): x86 = x86 ?? what
            case .neutral:
                isForARM = isForARM || isARMOnly(statement)
                if verdict == .empty { verdict = .neutral }
            case .unknown: verdict = .unknown
            case .empty: break
            }
        }
        // Some instructions have the same name on both; those that arm64 alone has decide.
        if isForARM { return .neutral }
        if let x86 { return .x86(x86) }
        if let constraint = operands.first(where: { isX86Operand($0) }) { return .x86("\"\(constraint)\"") }
        return verdict == .empty && !isWhole ? .unknown : verdict
    }

    /// A constraint that names one register of x86, or a register in the list of what is overwritten.
    private static func isX86Operand(_ text: String) -> Bool {
        let name = Substring(text.drop { "=+&%*".contains($0) })
        if text != "cc", text != "memory", isX86Register(name.drop { $0 == "%" }), name.count > 1 { return true }
        let letters = text.filter { !"=+&%*?!,".contains($0) }
        return ["a", "b", "c", "d", "D", "q", "A", "t", "u", "R", "Nd", "dN", "qm", "mq", "iq", "qi", "Yz"]
            .contains(letters)
    }

    private static func isARMOnly(_ statement: Substring) -> Bool {
        let mnemonic = Substring(trimmed(statement).prefix { $0.isLetter || $0.isNumber }.lowercased())
        return armMnemonics.contains(mnemonic) && !x86Mnemonics.contains(mnemonic)
            && !sharedMnemonics.contains(mnemonic)
    }

    private static func verdict(ofStatement statement: Substring) -> Verdict {
        var rest = trimmed(statement)
        // A comment of the assembler, or a modifier such as "%=" in a label.
        if rest.hasPrefix("#") || rest.hasPrefix("//") || rest.hasPrefix("@") { return .empty }
        while let first = rest.first, first != " ", let colon = rest.firstIndex(of: ":"),
            rest[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "_.$%=".contains($0) })
        {
            rest = trimmed(rest[rest.index(after: colon)...])
        }
        if rest.hasPrefix("/*"), let end = rest.range(ofText: "*/") { rest = trimmed(rest[end...]) }
        guard !rest.isEmpty else { return .empty }
        if rest.hasPrefix("{") { rest = trimmed(rest.dropFirst()) }
        let mnemonic = Substring(rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }.lowercased())
        let operands = trimmed(rest[rest.index(rest.startIndex, offsetBy: min(mnemonic.count, rest.count))...])
        if mnemonic.hasPrefix(".") { return verdict(ofDirective: mnemonic, operands) }
        return verdict(of: mnemonic, operands)
    }

    /// Bytes of machine code are the code of some machine.
    private static func verdict(ofDirective name: Substring, _ operands: Substring) -> Verdict {
        guard name == ".byte" else {
            return name == ".intel_syntax" || name == ".att_syntax" ? .x86(String(name)) : .neutral
        }
        let first = operands.prefix { $0 != "," }.lowercased().filter { !$0.isWhitespace }
        let opcodes = ["0x0f", "0x66", "0xf3", "0xf2", "0xc5", "0xc4", "0x62", "0x48", "0xcc", "0xeb", "0xe8", "0xe9"]
        return opcodes.contains(first) ? .x86(".byte \(first)") : .neutral
    }

    private static func verdict(of mnemonic: Substring, _ operands: Substring) -> Verdict {
        if mnemonic.isEmpty { return .unknown }
        if x86Mnemonics.contains(mnemonic), !armMnemonics.contains(mnemonic) { return .x86(String(mnemonic)) }
        if let register = register(in: operands) { return .x86(register) }
        if armMnemonics.contains(mnemonic), !sharedMnemonics.contains(mnemonic) { return .neutral }
        if mnemonic.hasPrefix("b."), mnemonic.count <= 4 { return .neutral }
        if sharedMnemonics.contains(mnemonic) {
            let isX86 = isATTOrder(mnemonic, operands)
            return isX86 ? .x86(String(mnemonic)) : .neutral
        }
        if let last = mnemonic.last, "bwlq".contains(last), sizedMnemonics.contains(mnemonic.dropLast()) {
            return .x86(String(mnemonic))
        }
        if mnemonic.hasPrefix("v"), mnemonic.count > 4,
            ["ps", "pd", "ss", "sd", "dqa", "dqu"].contains(where: { mnemonic.hasSuffix($0) })
                || mnemonic.hasPrefix("vp")
        {
            return .x86(String(mnemonic))
        }
        return .unknown
    }

    /// A register that only x86 has.
    private static func register(in operands: Substring) -> String? {
        var previous: Character = " "
        var index = operands.startIndex
        while index < operands.endIndex {
            guard operands[index].isLetter else {
                previous = operands[index]
                index = operands.index(after: index)
                continue
            }
            let word = operands[index...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let name = Substring(word.lowercased())
            if previous == "%" ? isX86Register(name) && name.count > 1 : plainRegisters.contains(name) {
                return "%\(name)"
            }
            if ["xmm", "ymm", "zmm"].contains(where: { name.hasPrefix($0) && name.dropFirst(3).allSatisfy(\.isNumber) })
            {
                return "%\(name)"
            }
            previous = word.last ?? " "
            index = word.endIndex
        }
        return nil
    }

    /// Two operands of which the second is the result, as AT&T's syntax has it.
    private static func isATTOrder(_ mnemonic: Substring, _ operands: Substring) -> Bool {
        let parts = operands.split(separator: ",").map { trimmed($0) }
        guard let first = parts.first else { return false }
        if first.hasPrefix("$") { return true }
        guard parts.count == 2 else { return false }
        switch mnemonic {
        case "mov": return first != "%0" && parts[1] == "%0"
        case "add", "sub", "and", "adc": return first.hasPrefix("%") && parts[1].hasPrefix("%")
        default: return false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return text
    }
}

extension Substring {
    /// The index behind a text's first occurrence.
    fileprivate func range(ofText text: String) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
