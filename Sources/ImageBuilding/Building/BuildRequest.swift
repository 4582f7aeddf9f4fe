import DockerfileModel
import OCIRegistry

/// What to build, for which platforms, and where to put it.
public struct BuildRequest: Sendable {
    /// The Dockerfile.
    public var dockerfile: Dockerfile
    /// What COPY takes files from.
    public var context: BuildContext
    /// Platforms, target stage and ARGs.
    public var planner: BuildPlanner
    /// The image's places and names; each gets the whole image.
    public var destinations: [ImageLocation]

    /// - Parameters:
    ///   - dockerfile: the Dockerfile.
    ///   - context: what COPY takes files from.
    ///   - planner: platforms, target stage and ARGs.
    ///   - destinations: the image's places and names; nothing is written there before everything is built and proven.
    public init(
        dockerfile: Dockerfile, context: BuildContext, planner: BuildPlanner, destinations: [ImageLocation]
    ) {
        self.dockerfile = dockerfile
        self.context = context
        self.planner = planner
        self.destinations = destinations
    }
}
