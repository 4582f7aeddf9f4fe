import AWSClient
import Commands
import Testing

@Suite struct SimulatedPermissionsTests {
    private func verdict(_ decisions: [(String, SimulatedDecision.Verdict)]) throws -> SimulatedPermissions {
        let all = decisions.map { SimulatedDecision(action: $0.0, verdict: $0.1) }
        return try #require(SimulatedPermissions(all, command: "nodegroup"))
    }

    @Test func allAllowedIsWell() throws {
        let found = try verdict([("eks:DescribeCluster", .allowed), ("iam:PassRole", .allowed)])
        #expect(found.state == "ok" && found.detail == "2 actions allowed, by IAM's simulation")
    }

    @Test func whatAPolicyForbidsIsMissing() throws {
        let found = try verdict([("eks:DescribeCluster", .allowed), ("iam:PassRole", .denied)])
        #expect(found.state == "missing" && found.detail == "not allowed: iam:PassRole")
    }

    /// The question is about every resource: a policy for one role is not seen.
    @Test func whatMayBeAllowedForOneResourceIsNotMissing() throws {
        let found = try verdict([("eks:DescribeCluster", .allowed), ("iam:PassRole", .notAllowed)])
        #expect(found.state == "warning" && found.detail == "not allowed for every resource: iam:PassRole")
        let alone = try verdict([("eks:DescribeCluster", .notAllowed)])
        #expect(alone.state == "warning")
    }

    @Test(arguments: ["ec2:DescribeSubnets", "ecr:GetAuthorizationToken", "eks:DescribeAddonVersions"])
    func whatKnowsNoResourcesIsMissing(action: String) throws {
        let found = try verdict([("eks:DescribeCluster", .allowed), (action, .notAllowed)])
        #expect(found.state == "missing" && found.detail == "not allowed: \(action)")
    }

    @Test func whoMayNothingIsTold() throws {
        let found = try verdict([("eks:DescribeCluster", .notAllowed), ("iam:PassRole", .notAllowed)])
        #expect(found.state == "missing" && found.detail == "not allowed: eks:DescribeCluster, iam:PassRole")
    }

    @Test(arguments: [
        ("arn:aws:iam::123456789012:user/team/me", "arn:aws:iam::123456789012:user/team/me"),
        ("arn:aws:sts::123456789012:user/me", "arn:aws:iam::123456789012:user/me"),
        ("arn:aws:iam::123456789012:role/team/it", "arn:aws:iam::123456789012:role/team/it"),
        ("arn:aws-cn:sts::123456789012:assumed-role/it/session", "arn:aws-cn:iam::123456789012:role/it"),
    ]) func theUserOrRoleBehindAnIdentityIsFound(identity: String, principal: String) {
        let found = AccountPrincipal(of: identity)
        #expect(found?.arn == principal)
        #expect((found?.roleName == "it") == identity.contains("assumed-role"))
    }

    @Test(arguments: [
        "arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:federated-user/me", "me",
        "arn:aws:sts::123456789012:assumed-role",
    ]) func forOthersIAMDoesNotSimulate(identity: String) {
        #expect(AccountPrincipal(of: identity) == nil)
    }
}
