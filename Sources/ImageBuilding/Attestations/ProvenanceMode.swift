/// How much an image says of how it was made.
public enum ProvenanceMode: Sendable, Hashable {
    /// Nothing.
    case none
    /// Its base images, the Dockerfile's name and the platform: what may be shown to whoever may have the image. No
    /// build arguments, no times: the same input gives the same digest.
    case minimal

    /// - Parameter text: `true`, `false`, `min`, or buildx's `mode=min`; nil for anything else.
    public init?(_ text: String) {
        switch text {
        case "true", "min", "mode=min": self = .minimal
        case "false": self = .none
        default: return nil
        }
    }
}
