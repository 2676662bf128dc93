/// A public page that is made once per version; see `Reply.cached`.
struct CachedPage: Sendable {
    let key: String
    let version: String
    let make: @Sendable () async throws -> Page
}
