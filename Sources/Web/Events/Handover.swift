import Glibc
import NIOCore
import NIOHTTPTypes

/// Takes the socket of a connection from the server's library, when nothing more is asked on it.
enum Handover {
    /// Nobody can say which socket it is, or it is closed.
    struct NoSocket: Error {}

    /// The socket, behind everything that was written to the connection, which is closed for the
    /// library and not for the other end.
    static func socket(of channel: any Channel) async throws -> Int32 {
        // An empty piece sends nothing; it is through when all that stands before it is.
        try await channel.writeAndFlush(HTTPResponsePart.body(ByteBuffer())).get()
        let copy = try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable {
                (socket: NIOBSDSocket.Handle) in fcntl(socket, F_DUPFD_CLOEXEC, 0)
            }
        }.get()
        guard let copy, copy >= 0 else { throw NoSocket() }
        do {
            // It closes its own descriptor; the connection stays open by ours.
            try await channel.close().get()
        } catch ChannelError.alreadyClosed {
            close(copy)
            throw NoSocket()
        } catch {
            close(copy)
            throw error
        }
        return copy
    }
}
