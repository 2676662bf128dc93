/// The owner of something that libfido2 allocated.
struct FidoHandle: ~Copyable {
    typealias Free = @convention(c) (UnsafeMutablePointer<OpaquePointer?>?) -> Void

    let pointer: OpaquePointer
    private let free: Free

    init(_ made: OpaquePointer?, _ free: Free) throws(PasskeyError) {
        guard let made else { throw .unavailable }
        pointer = made
        self.free = free
    }

    deinit {
        var pointer: OpaquePointer? = pointer
        free(&pointer)
    }
}
