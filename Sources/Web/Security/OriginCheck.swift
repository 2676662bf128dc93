/// Whether a form really came from a page of this site, as far as the browser says.
enum OriginCheck {
    /// `Sec-Fetch-Site` decides where a browser sends it; else `Origin` must be this site. A
    /// client that sends neither is no browser, and the form token alone decides.
    static func accepts(fetchSite: String?, origin: String?, site: String) -> Bool {
        if let fetchSite { return fetchSite == "same-origin" || fetchSite == "none" }
        if let origin { return origin == site }
        return true
    }
}
