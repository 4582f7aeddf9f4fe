/// Says by a member's name whether there may be machine code, or an archive, in it.
///
/// A project's JARs have a hundred thousand members: what is named like a text or a picture is not opened.
enum MemberScreen {
    /// What becomes of a member.
    enum Answer {
        /// Bytecode of the JVM, which runs anywhere.
        case bytecode
        case passedOver
        case opened
    }

    private static let passedOver: Set<UInt64> = Set(
        """
        properties xml mf html htm css js mjs cjs ts jsx tsx map json yaml yml toml md markdown rst txt java kt kts scala groovy \
        clj c cc cpp cxx h hh hpp hxx m mm go rs rb php pl pm lua r jl ex exs erl hs ml cs fs vb swift zig nim s asm py pyi \
        pyx pxd ipynb sh bash csh fish bat cmd ps1 sql proto thrift avsc avdl graphql xsd xsl xslt dtd rng wsdl exsd aut \
        png jpg jpeg gif svg ico bmp webp tif tiff eot ttf otf woff woff2 mp3 mp4 wav ogg webm avi mov pdf ps eps \
        csv tsv log ini cfg conf diff patch po pot mo sf dsa rsa idx vm ftl jsp tld tpl tmpl template in am ac m4 mk cmake \
        tex bib less scss sass styl coffee vue svelte wasm snap lock keep pem crt key pub \
        asc sig tasty sjsir list schemas pyc pyo
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { packed(Array($0.utf8)[...]) })
    private static let classEnding = packed(Array("class".utf8)[...])

    /// - Parameter path: the member's path.
    static func answer(_ path: UnsafeRawBufferPointer) -> Answer {
        guard let ending = ending(of: path) else { return .opened }
        return ending == classEnding ? .bytecode : passedOver.contains(ending) ? .passedOver : .opened
    }

    static func isPassedOver(_ name: some StringProtocol) -> Bool {
        var name = String(name)
        let answer = name.withUTF8 { Self.answer(UnsafeRawBufferPointer($0)) }
        // Manual pages are compressed one by one.
        return answer == .passedOver || name.utf8.dropLast().last == UInt8(ascii: ".") && name.last?.isNumber == true
    }

    /// What stands behind the last dot, in small letters, as one number; nil when it is longer than those known.
    private static func ending(of path: UnsafeRawBufferPointer) -> UInt64? {
        var value: UInt64 = 0
        var index = path.count - 1
        var length: UInt64 = 0
        while index >= 0, path[index] != UInt8(ascii: ".") {
            guard length < 8, path[index] != UInt8(ascii: "/") else { return nil }
            value |= UInt64(small(path[index])) << (8 * length)
            length += 1
            index -= 1
        }
        return index < 0 ? nil : value
    }

    private static func packed(_ word: ArraySlice<UInt8>) -> UInt64 {
        word.suffix(8).reduce(0) { $0 << 8 | UInt64(small($1)) }
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
