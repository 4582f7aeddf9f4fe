import AWSClient
import HTTPTransport
import Testing

struct AWSProblemTests {
    private func problem(_ body: String, _ service: AWSService, _ headers: HTTPHeaders = [:]) -> AWSProblem {
        AWSAnswer(status: 400, headers: headers, body: Array(body.utf8)).problem(service, "Do")
    }

    @Test func theFormsOfRefusals() {
        let query = problem(
            "<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>no\nrole</Message></Error>"
                + "<RequestId>r</RequestId></ErrorResponse>", .iam)
        #expect(query.code == "NoSuchEntity" && query.message == "no role" && query.requestID == "r")
        let ec2 = problem(
            "<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>m</Message></Error></Errors>"
                + "<RequestID>r</RequestID></Response>", .ec2)
        #expect(ec2.code == "InvalidVpcID.NotFound" && ec2.requestID == "r" && ec2.isNotFound)
        let json = problem(#"{"__type":"com.amazonaws.ecr#RepositoryNotFoundException","message":"m"}"#, .ecr)
        #expect(json.code == "RepositoryNotFoundException" && json.message == "m" && json.isNotFound)
        let rest = problem(
            #"{"message":"m"}"#, .eks,
            ["x-amzn-ErrorType": "ResourceInUseException:http://internal/", "x-amzn-RequestId": "r"])
        #expect(rest.code == "ResourceInUseException" && rest.requestID == "r")
        for service in [AWSService.iam, .ecr, .eks] {
            let nonsense = problem("<html>what</", service)
            #expect(nonsense.code.isEmpty && nonsense.message.isEmpty && nonsense.status == 400)
        }
    }
}
