import AWSClient
import Reporting

/// The AWS account: who asks, where, and what is allowed.
struct AccountChecks: Sendable {
    let options: AWSOptions

    func run() async -> [DoctorCheck] {
        do {
            return try await options.open { session in await look(session) }
        } catch {
            return [problem("settings", error, .missing)]
        }
    }

    private func look(_ session: AWSSession) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            _ = try await session.credentials()
        } catch {
            // Nobody who stays away from AWS needs any.
            let isAbsent = (error as? Failure)?.code == .awsUnauthorized
            return [problem("credentials", error, isAbsent ? .warning : .missing)]
        }
        do {
            let region = try await session.region()
            checks.append(
                DoctorCheck(
                    area: "aws", name: "region", state: .ok, detail: "\(region), partition \(region.partition.rawValue)"
                ))
        } catch {
            return checks + [problem("region", error, .missing)]
        }
        do {
            let who = try await session.callerIdentity()
            checks.append(DoctorCheck(area: "aws", name: "account", state: .ok, detail: "\(who.account) as \(who.arn)"))
            return checks + (await permissions(session, who))
        } catch {
            return checks + [problem("account", error, .missing)]
        }
    }

    private func problem(_ name: String, _ error: any Error, _ state: DoctorCheck.State) -> DoctorCheck {
        DoctorCheck(
            area: "aws", name: name, state: state, detail: DoctorWords.of(error), remedy: DoctorWords.hint(error),
            neededFor: DoctorNeed.of("aws"))
    }

    private func permissions(_ session: AWSSession, _ who: CallerIdentity) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        for need in AccountActions.needs {
            do {
                let decisions = try await simulated(AccountActions.all(for: need), session, who)
                checks.append(SimulatedPermissions(decisions, for: need).check)
            } catch {
                checks += await AccountTries(session: session, need: need).run()
            }
        }
        return checks
    }

    private struct NotSimulated: Error {}

    private func simulated(
        _ actions: [String], _ session: AWSSession, _ who: CallerIdentity
    ) async throws -> [SimulatedDecision] {
        guard let principal = AccountPrincipal(of: who.arn) else { throw NotSimulated() }
        let decisions: [SimulatedDecision]
        do {
            decisions = try await session.simulate(actions, as: principal.arn)
        } catch let failure as Failure where failure.aws?.isNotFound == true {
            // Its role has a path, as those of IAM Identity Center have.
            guard let name = principal.roleName else { throw failure }
            decisions = try await session.simulate(actions, as: try await session.role(named: name))
        }
        guard !decisions.isEmpty else { throw NotSimulated() }
        return decisions
    }
}
