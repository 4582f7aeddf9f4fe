import ScanModel

/// Instructions and registers of machines that are neither x86 nor arm64.
enum OtherAssembly {
    private static let mnemonics: Set<UInt64> = words(
        """
        lwarx stwcx ldarx stdcx lharx lbarx stwbrx lwbrx sthbrx lhbrx ldbrx stdbrx eieio isync lwsync hwsync ptesync mfspr \
        mtspr mfmsr mtmsr mtmsrd mftb mftbu mftbl mfcr mtcr mtcrf mflr mtlr mfctr mtctr dcbf dcbst dcbz dcbi dcbt icbi \
        tlbie tlbiel tlbsync cmpw cmpwi cmpd cmpdi cmplw cmplwi cmpld lis lwz lwzu lwzx stw stwu stwx stdu lhz sth lbz \
        stb stbx rlwinm rlwimi rldicl rldicr sldi srdi slwi srwi addis addic oris xoris trap tdi twi tdnei twnei rfi rfid \
        bctr bctrl blrl bdnz slbie slbmte mfocrf lvx stvx lxvd2x cntlzw cntlzd \
        lui lw sw lwu mfc0 mtc0 dmfc0 dmtc0 ll sc lld scd jalr jr addiu daddiu daddu addu subu sll srl sra sltu slti \
        sltiu bnez beqz mflo mfhi mtlo mthi multu mult maddu teqi tge move cache synci rdhwr di ei ehb dsll dsrl \
        stbar membar flushw save restore sethi ldx casx jmpl rdpr wrpr ldstub flush ta ldda stda \
        call_pal ldq_l stq_c ldl_l stl_c rpcc ldq stq ldah cpys implver amask \
        trapa ldc sts lds rte jsr jmp.s moveq moveal movel \
        csrr csrw csrs csrc csrrw csrrs csrrc csrwi fence ecall ebreak mret sret sfence.vma amoadd amoswap li la lb lh lbu \
        lhu auipc \
        stck stcke lpsw lpswe larl lgr lghi stfle ptlb lctl stctl stmg lmg brasl brcl servc \
        seth mvtc mvfc add3 ldi srlz itc mfctl mtctl ldw depd extru rsm rsr wsr rsil
        """)
    /// Registers that stand among what is overwritten.
    private static let registers: Set<String> = {
        var names: Set<String> = ["ctr", "xer", "hi", "lo", "pr", "mach", "macl", "ra", "gp"]
        for number in 0..<8 {
            for kind in ["g", "o", "l", "i", "r", "cr"] where kind != "cr" || ![0, 2, 3, 4].contains(number) {
                names.insert("\(kind)\(number)")
            }
        }
        for number in 16..<32 { names.insert("r\(number)") }
        return names
    }()

    private static func words(_ text: String) -> Set<UInt64> {
        Set(text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { NameHash.of($0) })
    }

    /// Whether an instruction is of another machine; on x86 none has a dot in it.
    static func isMnemonic(_ word: ArraySlice<UInt8>) -> Bool {
        word.dropFirst().contains(UInt8(ascii: ".")) || mnemonics.contains(NameHash.of(word))
    }

    static func isRegister(_ name: String) -> Bool {
        registers.contains(name.hasPrefix("%") ? String(name.dropFirst()) : name)
    }
}
