import AWSClient
import Reporting
import Testing

struct RegionTests {
    @Test(arguments: [
        ("us-west-2", AWSPartition.aws, "amazonaws.com"), ("cn-northwest-1", .china, "amazonaws.com.cn"),
        ("us-gov-west-1", .usGovernment, "amazonaws.com"), ("us-iso-east-1", .iso, "c2s.ic.gov"),
        ("us-isob-east-1", .isoB, "sc2s.sgov.gov"), ("xx-new-1", .aws, "amazonaws.com"),
    ])
    func partitions(_ name: String, _ partition: AWSPartition, _ domain: String) throws {
        let region = try AWSRegion(name)
        #expect(region.partition == partition && region.partition.domain == domain)
    }

    @Test(arguments: ["", "-a", "a.b", "us west", "a/b", "evil.example.com/"])
    func whatIsNoPartOfAHostNameIsNoRegion(_ text: String) {
        #expect(throws: Failure.self) { try AWSRegion(text) }
    }
}
