import Kernel
import Web

/// Calls to copy into a shell. Each works as it stands, once `TOKEN` holds a token, and `DRAFT` the
/// id that came back of the draft; a test runs them.
struct Curl: Sendable {
    let origin: String
    /// A service of this city.
    let service: String

    /// By the key of the word above it.
    var examples: [(key: String, call: String)] {
        [
            ("openapi.curl.services", "curl '\(origin)/api/v1/services?limit=3'"),
            ("openapi.curl.language", "curl -H 'Accept-Language: en' \(one)"),
            (
                "openapi.curl.token",
                "TOKEN='pdp_…'\ncurl \(Self.bearer) \\\n  \(origin)/api/v1/token"
            ),
            ("openapi.curl.cases", "curl \(Self.bearer) \\\n  '\(origin)/api/v1/cases?limit=10'"),
            (
                "openapi.curl.draft",
                """
                curl \(Self.bearer) \\
                  -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" \\
                  --json '{"service": "\(service)", "answers": {}}' \\
                  \(origin)/api/v1/drafts
                """
            ),
            (
                "openapi.curl.change",
                """
                DRAFT='019ab0d4-…'
                curl -i \(Self.bearer) \\
                  "\(origin)/api/v1/drafts/$DRAFT"
                curl \(Self.bearer) -X PATCH \\
                  -H 'If-Match: *' --json '{"answers": {}}' \\
                  "\(origin)/api/v1/drafts/$DRAFT"
                """
            ),
            (
                "openapi.curl.events",
                "curl \(Self.bearer) \\\n  '\(origin)/api/v1/events?limit=10'"
            ),
            (
                "openapi.curl.hook",
                """
                curl \(Self.bearer) \\
                  --json '{"url": "https://penerima.example/pendopo"}' \\
                  \(origin)/api/v1/webhooks
                """
            ),
        ]
    }

    private var one: String { "\\\n  \(origin)/api/v1/services/\(service)" }

    private static let bearer = #"-H "Authorization: Bearer $TOKEN""#

    /// The first call with a new token.
    static func token(_ origin: String, _ secret: String) -> String {
        "curl -H 'Authorization: Bearer \(secret)' \\\n  \(origin)/api/v1/token"
    }
}
