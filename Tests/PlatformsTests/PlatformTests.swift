import Platforms
import Reporting
import Testing

@Suite struct PlatformTests {
    @Test(arguments: [
        ("linux/amd64", "linux/amd64"), ("linux/x86_64", "linux/amd64"), ("Linux/ARM64", "linux/arm64"),
        ("linux/arm64/v8", "linux/arm64"), ("aarch64", "linux/arm64"), ("linux/arm/v7", "linux/arm/v7"),
        ("linux/arm/7", "linux/arm/v7"), ("windows/amd64", "windows/amd64"), ("linux/amd64/v3", "linux/amd64/v3"),
    ])
    func normalises(text: String, expected: String) throws {
        #expect(try Platform(parsing: text).description == expected)
    }

    @Test(arguments: [
        "", "linux", "linux/", "linux/armfoo", "linux/arm64/", "beos/amd64", "linux/arm64/v8/x", "/arm64",
    ])
    func refuses(text: String) {
        let failure = #expect(throws: Failure.self) { try Platform(parsing: text) }
        #expect(failure?.code == .unknownPlatform)
    }

    @Test func listKeepsOrderAndDropsRepetitions() throws {
        let list = try Platform.list(parsing: "linux/arm64, linux/amd64,arm64")
        #expect(list == [.linuxARM64, .linuxAMD64])
        #expect(throws: Failure.self) { try Platform.list(parsing: "linux/arm64,,") }
    }

    @Test func kernelNames() {
        #expect(Architecture.arm64.kernelName == "aarch64")
        #expect(Architecture("X86_64")?.kernelName == "x86_64")
        #expect(Architecture("vax") == nil)
    }
}
