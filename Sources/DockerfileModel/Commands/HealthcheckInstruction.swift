/// What HEALTHCHECK says.
package struct HealthcheckInstruction: Hashable, Sendable {
    /// The command that tells; nil for NONE, which takes away what the base image has.
    package let command: CommandForm?
    /// The time between two checks; nil for the engine's own.
    package let interval: Duration?
    /// How long a check may take; nil for the engine's own.
    package let timeout: Duration?
    /// How long failures don't count at the start; nil for the engine's own.
    package let startPeriod: Duration?
    /// The time between two checks at the start; nil for the engine's own.
    package let startInterval: Duration?
    /// How many failures make a container unhealthy; nil for the engine's own.
    package let retries: Int?
}
