import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Makes a program's first connection quicker: the language looks up how the types of a connection fit together when it
/// meets them, which takes as long as an answer from nearby. A connection that leads nowhere lets it do that ahead.
enum FirstConnection {
    /// To be called on the loop's own thread, while other threads go on.
    /// - Parameter loop: the loop of the connections to come.
    static func prepare(on loop: any EventLoop) {
        // Each connection of the client writes this into its log.
        _ = loop.description
        // Of each request that goes to a connection it is asked whether it is one of four other things.
        let request: any Sendable = NoRequest()
        _ = NIOAny(request)
        var ends: [CInt] = [-1, -1]
        // Programs that are started meanwhile get none of it.
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return }
        let far = ends[1]
        ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder()))
                    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
                    pipeline.write(NIOAny(HTTPClientRequestPart.head(head)), promise: nil)
                }
            }
            .withConnectedSocket(ends[0])
            .whenComplete { result in
                if case .success(let channel) = result { channel.close(promise: nil) }
                close(far)
            }
    }

    private final class NoRequest: Sendable {}
}
