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
        permissions(camera: "()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ]

    /// For pages that take photos.
    static let withCamera = permissions(camera: "(self)")

    private static func permissions(camera: String) -> (name: String, value: String) {
        (
            "Permissions-Policy",
            "camera=\(camera), microphone=(), geolocation=(self), payment=(), usb=()"
        )
    }

    /// Sent only behind https: two years.
    static let transport = (
        name: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains"
    )
}
