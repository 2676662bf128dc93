import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers what the parser refuses with the status that fits: unknown methods, heads too large.
final class ParseErrors: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    /// An answer can only be given here while no other is being written.
    private var isBetween = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { isBetween = false }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard isBetween, let parse = error as? HTTPParserError else {
            return context.fireErrorCaught(error)
        }
        isBetween = false
        let (status, allow): (HTTPResponse.Status, String?) =
            switch parse {
            case .invalidMethod: (.methodNotAllowed, "GET, HEAD, OPTIONS, POST")
            case .headerOverflow: (.requestHeaderFieldsTooLarge, nil)
            default: (.badRequest, nil)
            }
        var headers: HTTPFields = [.connection: "close", .contentLength: "0"]
        headers[.allow] = allow
        let head = HTTPResponse(status: status, headerFields: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}
