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
    /// Further places on this machine, in other forms.
    public var outputs: [FileOutput]
    /// What the image is given besides what the Dockerfile says.
    public var extras: ImageExtras

    /// - Parameters:
    ///   - dockerfile: the Dockerfile.
    ///   - context: what COPY takes files from.
    ///   - planner: platforms, target stage and ARGs.
    ///   - destinations: the image's places and names; nothing is written there before everything is built and proven.
    ///   - outputs: further places on this machine, in other forms.
    ///   - extras: what the image is given besides what the Dockerfile says.
    public init(
        dockerfile: Dockerfile, context: BuildContext, planner: BuildPlanner, destinations: [ImageLocation],
        outputs: [FileOutput] = [], extras: ImageExtras = ImageExtras()
    ) {
        self.dockerfile = dockerfile
        self.context = context
        self.planner = planner
        self.destinations = destinations
        self.outputs = outputs
        self.extras = extras
    }
}
