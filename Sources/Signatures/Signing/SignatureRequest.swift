import Kernel

/// Where a signature shows itself: points from the lower left corner, pages from 1.
public struct SignaturePlace: Sendable, Hashable {
    public var page: Int
    public var left: Int
    public var bottom: Int
    public var width: Int
    public var height: Int

    public init(page: Int, left: Int, bottom: Int, width: Int, height: Int) {
        self.page = page
        self.left = left
        self.bottom = bottom
        self.width = width
        self.height = height
    }

    var rectangle: PDFObject {
        .array([left, bottom, left + width, bottom + height].map { .integer($0) })
    }
}

/// A field that waits for a further signature.
public struct PreparedField: Sendable, Hashable {
    public var name: String
    public var place: SignaturePlace?

    public init(_ name: String, place: SignaturePlace? = nil) {
        self.name = name
        self.place = place
    }
}

/// How a document is to be signed.
public struct SignatureRequest: Sendable {
    /// A prepared field of the document, or the name of a new one.
    public var field: String
    /// Nothing: the signature is not seen, for the letter prints its own block.
    public var place: SignaturePlace?
    public var signer: String
    /// With `Plt.` or `Plh.` as it is printed.
    public var position: String
    public var location: String
    /// Goes to `/M`; it is the signer's word, unlike a time-stamp.
    public var time: Instant
    public var zone: Zone
    /// Fields for those who sign later; only the first signature may prepare them.
    public var later: [PreparedField]
    /// Bytes kept for the signature with its certificates and time-stamp.
    public var room: Int

    public init(
        field: String, place: SignaturePlace? = nil, signer: String, position: String,
        location: String = "", time: Instant, zone: Zone, later: [PreparedField] = [],
        room: Int = 12_288
    ) {
        self.field = field
        self.place = place
        self.signer = signer
        self.position = position
        self.location = location
        self.time = time
        self.zone = zone
        self.later = later
        self.room = room
    }
}
