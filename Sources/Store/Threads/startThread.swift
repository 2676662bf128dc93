import Glibc

/// A thread outside the cooperative pool: it may wait for the disk and for the network.
func startThread(name: String, _ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(name: name, body: body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { pointer in
            guard let pointer else { return nil }
            let body = Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue()
            body.body()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        preconditionFailure("the system gives no thread (error \(code))")
    }
    pthread_detach(thread)
}

private final class ThreadBody: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}
