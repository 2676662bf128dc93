/// A public page that is made once per version; see `Reply.cached`.
struct CachedPage: Sendable {
    let key: String
    let version: String
    /// Pages of one family look alike; what they share is kept once.
    let family: String?
    let make: @Sendable () async throws -> Page
}
