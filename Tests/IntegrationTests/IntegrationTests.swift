import Testing

/// The built program against the lab's real servers. One test at a time: they share one cluster.
@Suite(.serialized, .enabled(if: Mixarch.isNamed, Mixarch.reason))
enum IntegrationTests {}
