import Kernel
import Testing

@testable import Geo

@Suite struct GeoJSONTests {
    private static let square = "[[0,0],[0.001,0],[0.001,0.001],[0,0.001],[0,0]]"

    private static func file(_ geometries: [String]) -> String {
        let features = geometries.enumerated().map { index, geometry in
            #"{"type":"Feature","id":"r\#(index)","properties":{"code":"32.71","rank":3},"#
                + #""geometry":\#(geometry)}"#
        }
        return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }

    private static func polygon(_ coordinates: String) -> String {
        #"{"type":"Polygon","coordinates":\#(coordinates)}"#
    }

    private func fault(
        _ text: String, _ limits: GeoJSONLimits = GeoJSONLimits()
    ) -> GeoJSONError? {
        do {
            _ = try GeoJSONReader.features(text.utf8, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func `Polygons and groups of them are read with their holes`() throws {
        let hole = "[[0.0002,0.0002],[0.0004,0.0002],[0.0004,0.0004,12.5],[0.0002,0.0002]]"
        let text = Self.file([
            Self.polygon("[\(Self.square),\(hole)]"),
            #"{"type":"MultiPolygon","coordinates":[[\#(Self.square)],[\#(hole)]]}"#,
        ])
        let features = try GeoJSONReader.features(text.utf8)
        #expect(features.map(\.id) == ["r0", "r1"])
        #expect(features[0].text("code") == "32.71" && features[0].text("rank") == "3")
        #expect(features[0].text("name") == nil)
        #expect(
            features[0].shape
                == Ground.shape(
                    try Ground.frame(0, 0, 1_000, 1_000),
                    holes: [try Ground.ring([(200, 200), (200, 400), (400, 400)])]))
        #expect(features[1].shape.polygons.count == 2)
    }

    @Test(
        arguments: [
            ("null", .geometry(nil), ".geometry"),
            (#"{"type":"Point","coordinates":[1,2]}"#, .geometry("Point"), ".geometry"),
            (polygon("null"), .shape, ".geometry.coordinates"),
            (polygon("[]"), .shape, ".geometry.coordinates"),
            (polygon("[[]]"), .shape, ".geometry.coordinates.0"),
            (polygon("[[[0,0],[1,0],[0,0]]]"), .ring, ".geometry.coordinates.0"),
            (polygon("[[[0,0],[1,0],[2,0],[0,0]]]"), .ring, ".geometry.coordinates.0"),
            (polygon("[[[0,0],[1,0],[1,1],[0,1]]]"), .open, ".geometry.coordinates.0"),
            (
                polygon("[\(square),[[0,0],[1,0],[1,\"a\"],[0,0]]]"), .position,
                ".geometry.coordinates.1.2"
            ),
            (polygon("[[[0,0],[1],[1,1],[0,0]]]"), .position, ".geometry.coordinates.0.1"),
            (polygon("[[[0,0],[0,91],[1,1],[0,0]]]"), .position, ".geometry.coordinates.0.1"),
            (polygon("[[[0,0],[1e99,1],[1,1],[0,0]]]"), .position, ".geometry.coordinates.0.1"),
            (
                #"{"type":"MultiPolygon","coordinates":[[\#(square)],[[[0,0],[1,1],[0,0]]]]}"#,
                .ring,
                ".geometry.coordinates.1.0"
            ),
        ] as [(String, GeoJSONError.Fault, String)])
    func `A fault is told with its feature and its place`(
        geometry: String, fault: GeoJSONError.Fault, path: String
    ) throws {
        let error = try #require(
            self.fault(Self.file([Self.polygon("[\(Self.square)]"), geometry])))
        #expect(error.fault == fault)
        #expect(error.feature == 1)
        #expect(error.id == "r1")
        #expect(error.path == "features.1\(path)")
        #expect(error.description.contains("features.1") && error.description.contains("(r1)"))
    }

    @Test func `The place of a fault is a path into the document`() throws {
        let text = Self.file([Self.polygon("[[[0,0],[1,0],[1,true],[0,0]]]")])
        let error = try #require(fault(text))
        let document = try JSONValue(parsing: text.utf8)
        #expect(document.at(error.path) == [1, true])
    }

    @Test func `What is no collection is refused`() throws {
        #expect(fault("{}")?.fault == .collection)
        #expect(fault("[1]")?.fault == .collection)
        #expect(fault(Self.polygon("[\(Self.square)]"))?.fault == .collection)
        #expect(fault(#"{"type":"FeatureCollection","features":{}}"#)?.fault == .collection)
        let feature = fault(#"{"type":"FeatureCollection","features":[{"type":"X"}]}"#)
        #expect(feature?.fault == .feature && feature?.feature == 0)
        guard case .json(let error) = fault("{\"type\":")?.fault else {
            Issue.record("half a document was read")
            return
        }
        #expect(error.offset == 8)
        #expect(try GeoJSONReader.features(Self.file([]).utf8).isEmpty)
    }

    @Test func `Limits hold`() {
        let text = Self.file([Self.polygon("[\(Self.square)]"), Self.polygon("[\(Self.square)]")])
        #expect(fault(text, GeoJSONLimits(features: 2, points: 10)) == nil)
        #expect(fault(text, GeoJSONLimits(features: 1))?.fault == .tooManyFeatures(limit: 1))
        let points = fault(text, GeoJSONLimits(points: 9))
        #expect(points?.fault == .tooManyPoints(limit: 9) && points?.feature == 1)
        for limits in [GeoJSONLimits(bytes: text.utf8.count - 1), GeoJSONLimits(depth: 7)] {
            guard case .json = fault(text, limits)?.fault else {
                Issue.record("\(limits) were passed")
                continue
            }
        }
        #expect(fault(text, GeoJSONLimits(bytes: text.utf8.count, depth: 8)) == nil)
    }

    @Test func `What was written is read again, to a metre`() throws {
        let outer = try Ground.ring([
            (-6_600_004, 106_800_006), (-6_700_000, 106_800_000), (-6_700_000, 106_900_000),
        ])
        let hole = try Ground.ring([
            (-6_690_000, 106_810_000), (-6_690_000, 106_830_000), (-6_680_000, 106_810_000),
        ])
        let shape = try #require(GeoShape([GeoPolygon(outer, holes: [hole])]))
        let feature = GeoFeature(id: "a", properties: ["name": "Sempur"], shape: shape)
        let text = GeoJSONWriter.text([feature])
        #expect(
            text == #"{"features":[{"geometry":{"coordinates":[[[106.80001,-6.6],[106.8,-6.7],"#
                + #"[106.9,-6.7],[106.80001,-6.6]],[[106.81,-6.68],[106.83,-6.69],"#
                + #"[106.81,-6.69],[106.81,-6.68]]],"type":"Polygon"},"id":"a","#
                + #""properties":{"name":"Sempur"},"type":"Feature"}],"#
                + #""type":"FeatureCollection"}"#)
        let read = try GeoJSONReader.features(text.utf8)
        #expect(read.count == 1 && read[0].properties == feature.properties)
        #expect(read[0].shape.polygons[0].outer.points[0] == Ground.at(-6_600_000, 106_800_010))
    }

    private static func turned(_ ring: GeoRing) throws -> GeoRing {
        try #require(GeoRing(ring.points.reversed()))
    }

    @Test func `Rings are written in the direction of the standard, whichever they had`() throws {
        let ground = Ground(12)
        for hasHole in [true, false] {
            let shape = try ground.star(Ground.at(0, 0), radius: 50_000, hasHole: hasHole)
            let turned = Ground.shape(
                try Self.turned(shape.polygons[0].outer),
                holes: try shape.polygons[0].holes.map(Self.turned))
            for shape in [shape, turned] {
                let text = GeoJSONWriter.text([GeoFeature(id: nil, shape: shape)])
                let read = try GeoJSONReader.features(text.utf8)[0].shape.polygons[0]
                #expect(read.outer.isAgainstClock)
                #expect(read.holes.allSatisfy { !$0.isAgainstClock })
                #expect(read.holes.count == (hasHole ? 1 : 0))
            }
        }
    }

    @Test func `What is smaller than a metre is left out`() throws {
        let speck = Ground.shape(try Ground.frame(0, 0, 3, 3))
        #expect(
            GeoJSONWriter.text([GeoFeature(id: "x", shape: speck)])
                == #"{"features":[],"type":"FeatureCollection"}"#)
    }
}
