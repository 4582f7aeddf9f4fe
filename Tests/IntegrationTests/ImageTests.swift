import FoundationEssentials
import Processes
import RawJSON
import Testing

extension IntegrationTests {
    @Suite struct Image {
        @Test func inspectNamesBothPlatforms() async throws {
            let registry = try Mixarch.registry()
            let (status, image) = try await Mixarch.json("image", "inspect", registry + "/base/jre:17")
            #expect(status == 0)
            let platforms = image["platforms"]?.array ?? []
            #expect(Set(platforms.compactMap { $0["platform"]?.string }) == ["linux/amd64", "linux/arm64"])
            #expect(platforms.allSatisfy { ($0["size"]?.integer ?? 0) > 1_000_000 })
            let text = try await Mixarch.run("image", "inspect", registry + "/base/jre:17")
            #expect(text.output.contains("linux/arm64") && text.output.contains("sha256:"))
        }

        @Test func verifyBelievesTheBaseImage() async throws {
            let registry = try Mixarch.registry()
            let (status, image) = try await Mixarch.json("image", "verify", registry + "/base/jre:17")
            #expect(status == 0)
            #expect(image["ok"]?.bool == true)
            let arm = image["platforms"]?.array?.first { $0["platform"]?.string == "linux/arm64" }
            #expect((arm?[path: "programs", "arm64"]?.integer ?? 0) > 10)
            #expect(arm?[path: "programs", "amd64"] == nil)
        }

        @Test func verifyFindsAnArm64EntryThatHoldsX86Programs() async throws {
            let registry = try Mixarch.registry()
            let (status, image) = try await Mixarch.json("image", "verify", registry + "/test/liar:1")
            #expect(status == 1)
            #expect(image["ok"]?.bool == false)
            let arm = image["platforms"]?.array?.first { $0["platform"]?.string == "linux/arm64" }
            #expect(arm?["ok"]?.bool == false)
            #expect(arm?["problems"]?.array?.isEmpty == false)
            let intel = image["platforms"]?.array?.first { $0["platform"]?.string == "linux/amd64" }
            #expect(intel?["ok"]?.bool == true)
        }

        @Test func verifySaysWhenAPlatformIsMissing() async throws {
            let registry = try Mixarch.registry()
            let result = try await Mixarch.run(
                "image", "verify", registry + "/test/amd64-only:1", "--platform", "linux/arm64")
            #expect(result.status == 1)
            #expect((result.output + result.errors).contains("linux/arm64"))
        }

        @Test func anUnknownImageAndARegistryThatIsDown() async throws {
            let registry = try Mixarch.registry()
            let unknown = try await Mixarch.run("image", "inspect", registry + "/no/such:1")
            #expect(unknown.status == 69)
            #expect(unknown.errors.contains("no/such"))
            let down = try await Mixarch.run("image", "inspect", "127.0.0.1:1/a:1")
            #expect(down.status == 69)
            #expect(down.errors.contains("127.0.0.1:1") && down.errors.contains("refused"))
            let wrong = try await Mixarch.run("image", "inspect", "Not A Reference")
            #expect(wrong.status == 64)
        }
    }
}
