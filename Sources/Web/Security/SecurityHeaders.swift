/// Headers that every response carries.
enum SecurityHeaders {
    /// No inline script or style, nothing from elsewhere, no framing.
    static let contentPolicy = contentPolicy(pictures: "")

    /// The same for a page that also shows pictures of another host. Only a plain origin can widen
    /// the policy; anything else is left out.
    static func contentPolicy(pictures origin: String) -> String {
        let isPlain =
            origin.hasPrefix("https://")
            && origin.utf8.dropFirst(8).allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
                    || [0x2D, 0x2E, 0x3A].contains($0)
            }
        let pictures = isPlain ? " " + origin : ""
        return "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "img-src 'self' data:\(pictures); "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; manifest-src 'self'"
    }

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
