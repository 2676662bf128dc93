/// Headers that every response carries.
enum SecurityHeaders {
    /// No inline script or style, nothing from elsewhere, no framing.
    static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'; manifest-src 'self'"

    static let common: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ]

    /// Sent only behind https: two years.
    static let transport = (
        name: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains"
    )
}
