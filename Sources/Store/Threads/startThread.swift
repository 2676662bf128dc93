import Glibc

/// A thread outside the cooperative pool: it may wait for the disk and for the network.
/// - Parameter niceness: how far it steps back behind other threads for the processor, 0 to 19;
///   Linux counts it for each thread.
package func startThread(
    name: String, niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void
) {
    guard niceness == 0 else {
        return startThread(name: name) {
            // 0 names the calling thread. A failure leaves the usual priority. Behind the others
            // of a server that steps back itself, too.
            let which = __priority_which_t(PRIO_PROCESS.rawValue)
            _ = setpriority(which, 0, min(getpriority(which, 0) + niceness, 19))
            body()
        }
    }
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
