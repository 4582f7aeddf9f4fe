import OCIModel
import Reporting
import Testing

@Suite struct DigestTests {
    @Test func namesContentByItsHash() {
        // NIST's example for SHA-256.
        let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest(of: Array("abc".utf8)).description == text)
        #expect(Digest(of: Array("abc".utf8)).short == "sha256:ba7816bf8f01")
    }

    @Test func sha512HasItsOwnDigits() throws {
        var digester = Digester(.sha512)
        digester.update(Array("abc".utf8))
        let digest = digester.digest
        #expect(digest.hex.hasPrefix("ddaf35a193617abacc417349ae204131") && digest.hex.utf8.count == 128)
        #expect(try Digest(parsing: digest.description) == digest)
    }

    @Test func piecesGiveTheDigestOfTheWhole() {
        var digester = Digester()
        digester.update(Array("hello, ".utf8))
        var copy = digester
        digester.update(Array("world".utf8))
        copy.update(Array("there".utf8))
        #expect(digester.digest == Digest(of: Array("hello, world".utf8)))
        #expect(copy.digest == Digest(of: Array("hello, there".utf8)))
    }

    @Test(arguments: [
        "", "sha256", "sha256:", "sha256:abc", "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "sha256:../../../../etc/passwd1cfea414140de5dae2223b00361a396177a9cb410ff",
        "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ])
    func refusesWhatIsNoDigest(text: String) {
        let failure = #expect(throws: Failure.self) { try Digest(parsing: text) }
        #expect(failure?.code == .invalidDigest)
    }
}
