/// Runs something long that waits for the disk on a thread made for it.
func onThread<Value: Sendable>(
    name: String, _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        startThread(name: name) { continuation.resume(with: Result(catching: body)) }
    }
}
