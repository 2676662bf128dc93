/// One page: what stands in `<main>` and what the layout around it must know.
public struct Page: Sendable {
    /// Of the browser's tab and, unless `hidesTitle`, of the page's only `h1`.
    public var title: String
    public var hidesTitle: Bool
    /// A sentence below the title.
    public var lead: String?
    /// A short word above the title: the kind of thing this page is about.
    public var caption: String?
    /// The way here, home first; the page itself is not in it.
    public var crumbs: [Crumb]
    /// Which entry of the navigation is marked, by its address.
    public var section: String?
    public var body: HTML
    /// Address of a feed (Atom) of what changes here.
    public var feed: String?
    /// A wide column for tables and workbenches; the default is a column for reading.
    public var isWide: Bool
    /// Address of an event stream whose events make the browser fetch this page's live parts
    /// again; see `UI.live`.
    public var liveAddress: String?
    /// Whether search engines may list the page.
    public var isIndexed: Bool
    /// Whether the scripts of the domains help on this page; see `Domain.scripts`.
    public var hasScript: Bool
    /// Whether its script may use the camera of the device, once the person has allowed it.
    public var usesCamera: Bool
    /// Address of the description by which a device installs the site as an app.
    public var manifest: String?
    /// Another host from which this page shows pictures, such as `https://peta.example`; the city
    /// has named it.
    public var pictureOrigin: String?

    public init(
        _ title: String, lead: String? = nil, caption: String? = nil, crumbs: [Crumb] = [],
        section: String? = nil, hidesTitle: Bool = false, isWide: Bool = false,
        liveAddress: String? = nil, isIndexed: Bool = false, hasScript: Bool = false,
        feed: String? = nil, usesCamera: Bool = false, manifest: String? = nil,
        pictureOrigin: String? = nil, body: HTML
    ) {
        self.title = title
        self.lead = lead
        self.caption = caption
        self.crumbs = crumbs
        self.section = section
        self.hidesTitle = hidesTitle
        self.isWide = isWide
        self.liveAddress = liveAddress
        self.isIndexed = isIndexed
        self.hasScript = hasScript
        self.feed = feed
        self.usesCamera = usesCamera
        self.manifest = manifest
        self.pictureOrigin = pictureOrigin
        self.body = body
    }
}

/// One step of the way to a page.
public struct Crumb: Sendable, Hashable {
    public let title: String
    public let address: String

    public init(_ title: String, _ address: String) {
        self.title = title
        self.address = address
    }
}
