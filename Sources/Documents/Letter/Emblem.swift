/// A crest as a drawing: filled shapes in the path language of SVG (M L H V C Q Z).
public struct Emblem: Sendable, Hashable {
    public struct Shape: Sendable, Hashable {
        public let path: String
        /// `#rrggbb`.
        public let fill: String

        public init(_ path: String, fill: String) {
            self.path = path
            self.fill = fill
        }
    }

    /// Read aloud in place of the picture.
    public var alt: String
    /// Size of the drawing's own coordinates.
    public var width: Double
    public var height: Double
    public var shapes: [Shape]

    public init(alt: String, width: Double, height: Double, shapes: [Shape]) {
        self.alt = alt
        self.width = width
        self.height = height
        self.shapes = shapes
    }

    /// A neutral sign of our own: a shield with the roof of a pendopo over water. A city puts its
    /// lawful crest in its place.
    public static func pendopo(alt: String) -> Emblem {
        let green = "#14532d"
        let gold = "#b8860b"
        let white = "#ffffff"
        return Emblem(
            alt: alt, width: 100, height: 118,
            shapes: [
                Shape("M4 4 H96 V62 C96 92 74 108 50 116 C26 108 4 92 4 62 Z", fill: gold),
                Shape("M8 8 H92 V62 C92 89 72 104 50 111 C28 104 8 89 8 62 Z", fill: green),
                Shape("M47 13 H53 L53 19 H47 Z", fill: gold),
                Shape("M36 32 L42 19 H58 L64 32 Z", fill: white),
                Shape("M20 46 L33 34 H67 L80 46 Z", fill: white),
                Shape("M15 48 H85 V52 H15 Z", fill: gold),
                Shape(
                    "M22 54 h5 v18 h-5 Z M39 54 h5 v18 h-5 Z M56 54 h5 v18 h-5 Z "
                        + "M73 54 h5 v18 h-5 Z", fill: white),
                Shape("M17 72 H83 V76 H17 Z", fill: white),
                Shape(wave(82), fill: white),
                Shape(wave(89, from: 25, waves: 5), fill: gold),
                Shape(wave(96, from: 35, waves: 3), fill: white),
            ])
    }

    private static func wave(_ y: Int, from x: Int = 15, waves: Int = 7) -> String {
        let crests = String(repeating: "q2.5 -5 5 0 q2.5 5 5 0 ", count: waves)
        let back = String(repeating: "q-2.5 5 -5 0 q-2.5 -5 -5 0 ", count: waves)
        return "M\(x) \(y) \(crests)v3 \(back)Z"
    }
}
