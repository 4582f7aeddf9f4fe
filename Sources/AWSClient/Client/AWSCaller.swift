import FoundationEssentials
import HTTPTransport
import Reporting
import Synchronization

/// Makes calls: signs, sends, corrects the clock, tries again.
final class AWSCaller: Sendable {
    let configuration: AWSConfiguration
    let sender: any HTTPSender
    let runtime: AWSRuntime
    private let policy: AWSRetryPolicy
    /// Whether services are asked more slowly after they said that it is too much.
    private let isAdaptive: Bool
    /// How fast each service is asked, by its name.
    private let rates = Mutex<[String: AWSSendRate]>([:])
    private let quota = Mutex(AWSRetryQuota())
    /// How far AWS's clock is ahead of this machine's.
    private let skew = Mutex<TimeInterval>(0)

    /// The longest answer that makes sense: pages of EC2's instance types.
    private static let longest = 64 << 20
    private static let deadline = Duration.seconds(60)

    init(_ configuration: AWSConfiguration, sender: any HTTPSender, runtime: AWSRuntime) throws(Failure) {
        self.configuration = configuration
        self.sender = sender
        self.runtime = runtime
        policy = AWSRetryPolicy(attempts: try configuration.attempts())
        isAdaptive = try configuration.retryMode() == "adaptive"
    }

    /// The time, as AWS has it.
    func now() -> Date { runtime.now() + skew.withLock { $0 } }

    /// - Parameters:
    ///   - service: the service.
    ///   - operation: the call, for messages.
    ///   - region: where.
    ///   - message: the request, without scheme and host.
    ///   - identity: who asks; nil for calls that are not signed.
    /// - Returns: a good answer.
    /// - Throws: ``Failure`` with an ``AWSProblem`` as cause when the service refuses.
    func call(
        _ service: AWSService, _ operation: String, in region: AWSRegion, _ message: SignableRequest,
        as identity: CredentialsCache?
    ) async throws -> AWSAnswer {
        let endpoint = try configuration.resolvedEndpoint(of: service, in: region)
        var request = message
        request.scheme = endpoint.scheme
        request.host = endpoint.host
        request.path = endpoint.basePath + message.path
        var attempt = 1
        var lastOutcome: AWSRetryPolicy.Outcome?
        var isRenewed = false
        var isClockSet = false
        while true {
            let credentials = try await identity?.current()
            let outcome: AWSRetryPolicy.Outcome
            let failure: Failure
            try await keepPace(service)
            do {
                let answer = try await send(request, credentials, endpoint, service)
                if answer.isSuccess {
                    note(service, isThrottled: false)
                    quota.withLock { $0.giveBack(after: lastOutcome) }
                    return answer
                }
                let problem = answer.problem(service, operation)
                if !isClockSet, problem.isAboutTime, correctClock(answer.headers["Date"]) {
                    isClockSet = true
                    continue
                }
                if !isRenewed, problem.isExpired, let identity, let credentials,
                    await identity.forget(credentials)
                {
                    isRenewed = true
                    continue
                }
                outcome = AWSRetryPolicy.outcome(of: problem, answer.headers)
                note(service, isThrottled: outcome.isThrottling)
                failure = problem.failure(service, credentials, endpoint)
            } catch let unanswered as Failure {
                outcome = AWSRetryPolicy.outcome(of: unanswered)
                failure = unanswered
            }
            let delay = quota.withLock {
                policy.delay(after: outcome, attempt: attempt, random: runtime.random(), quota: &$0)
            }
            guard let delay else { throw failure }
            try await runtime.sleep(delay)
            lastOutcome = outcome
            attempt += 1
        }
    }

    /// Waits for a call's turn in the adaptive mode.
    private func keepPace(_ service: AWSService) async throws {
        guard isAdaptive else { return }
        let now = runtime.now().timeIntervalSince1970
        let wait = rates.withLock { $0[service.settingName, default: AWSSendRate()].wait(at: now) }
        if wait > 0 { try await runtime.sleep(.seconds(wait)) }
    }

    private func note(_ service: AWSService, isThrottled: Bool) {
        guard isAdaptive else { return }
        let now = runtime.now().timeIntervalSince1970
        rates.withLock { $0[service.settingName, default: AWSSendRate()].note(isThrottled: isThrottled, at: now) }
    }

    private func send(
        _ request: SignableRequest, _ credentials: AWSCredentials?, _ endpoint: AWSEndpoint, _ service: AWSService
    ) async throws -> AWSAnswer {
        var signed = request
        if let credentials {
            signed =
                SignatureV4(
                    credentials: credentials, region: endpoint.signingRegion, service: service.signingName, time: now()
                ).signed(request)
        }
        var message = HTTPRequest(
            signed.method, signed.url, headers: signed.headers,
            body: signed.body.isEmpty ? .none : .bytes(signed.body), deadline: Self.deadline)
        // This type repeats, and the sender does not.
        message.isIdempotent = false
        let response = try await sender.send(message)
        return AWSAnswer(
            status: response.status, headers: response.headers,
            body: try await response.body.collect(limit: Self.longest)
        )
    }

    /// - Parameter date: the server's time.
    /// - Returns: whether this machine's clock is wrong enough to be the reason.
    private func correctClock(_ date: String?) -> Bool {
        guard let seconds = date.flatMap(HTTPDate.seconds) else { return false }
        let server = Date(timeIntervalSince1970: TimeInterval(seconds))
        let difference = server.timeIntervalSince(now())
        // Presigned addresses are good for a minute, signatures for five.
        guard abs(difference) > 60 else { return false }
        skew.withLock { $0 = server.timeIntervalSince(runtime.now()) }
        return true
    }
}

extension AWSConfiguration {
    /// `AWS_RETRY_MODE`: legacy differs from standard in nothing that one command would see.
    fileprivate func retryMode() throws(Failure) -> String {
        let mode = setting("AWS_RETRY_MODE", "retry_mode") ?? "standard"
        guard ["legacy", "standard", "adaptive"].contains(mode.lowercased()) else {
            throw Failure(
                .usage, "AWS's retry mode is \"\(mode)\"",
                hint: "AWS_RETRY_MODE (retry_mode in the profile) is legacy, standard or adaptive")
        }
        return mode.lowercased()
    }

    /// `AWS_MAX_ATTEMPTS`.
    fileprivate func attempts() throws(Failure) -> Int {
        guard let text = setting("AWS_MAX_ATTEMPTS", "max_attempts") else { return AWSRetryPolicy.usualAttempts }
        guard let number = Int(text), (1...100).contains(number) else {
            throw Failure(
                .usage, "AWS_MAX_ATTEMPTS (max_attempts in the profile) is \"\(text)\"",
                hint: "it is a number from 1 on")
        }
        return number
    }

    func resolvedEndpoint(
        of service: AWSService, in region: AWSRegion
    ) throws(Failure) -> AWSEndpoint {
        if let url = endpoint(of: service) { return try AWSEndpoint(service, at: url, in: region) }
        return AWSEndpoint(
            service, in: region, isFIPS: flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            isDualStack: flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
    }
}
