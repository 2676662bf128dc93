import Kernel

@testable import Open311

let wib = Zone.wib

/// A moment that a test writes down.
func moment(_ text: String) -> Instant {
    guard let moment = GeoMoment(text)?.instant else { preconditionFailure("no moment: \(text)") }
    return moment
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A document without the white space between its elements.
func compact(_ xml: String) -> [UInt8] {
    let lines = xml.split(separator: "\n").map { line in
        String(line.drop { $0 == " " })
    }
    return Array(lines.joined().utf8)
}

func parameters(_ pairs: (String, String)...) -> GeoParameters {
    GeoParameters(pairs.map { (name: $0.0, value: $0.1) })
}

/// A query or form as it comes over the wire.
func parameters(query: some Collection<UInt8>) -> GeoParameters {
    GeoParameters(PercentCoding.pairs(Array(query)[...], limit: 1_000) ?? [])
}

/// What is wrong, as `key parameter`; nothing when all is accepted.
func problems(_ body: () throws(Refusal) -> some Any) -> [String] {
    do throws(Refusal) {
        _ = try body()
        return []
    } catch {
        return error.problems.map { "\($0.key.dropFirst("open311.".count)) \($0.field ?? "-")" }
    }
}

/// Repeatable chance for one test.
struct Source {
    private let random: RandomSource

    init(_ seed: UInt64) { random = .seeded(seed) }

    func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + random.number(below: range.upperBound - range.lowerBound + 1)
    }

    func coin() -> Bool { number(0...1) == 1 }

    func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// Between `count` letters and signs of many kinds, never with blanks at its ends.
    func text(_ count: ClosedRange<Int>) -> String {
        let signs: [Character] = [
            "a", "Z", "7", "<", ">", "&", "\"", "'", "\\", "/", " ", "\n", "\t", "é", "‘", "東",
            "京", "😀", "]", "ﷺ", "\u{2028}", "%", "+", "=", ",", "{", "e\u{301}",
        ]
        let inner = (0..<number(count)).map { _ in pick(signs) }
        return "x" + String(inner) + "y"
    }

    func maybe<Value>(_ make: () -> Value) -> Value? { coin() ? make() : nil }
}

/// Values with something in every field, from chance.
extension Source {
    func instant() -> Instant {
        Instant(milliseconds: Int64(number(0...4_000_000_000)) * 1_000)
    }

    func point() -> GeoPoint? {
        GeoPoint(
            latitude: Int64(number(-90_000_000...90_000_000)),
            longitude: Int64(number(-180_000_000...180_000_000)))
    }

    func service() -> GeoService {
        GeoService(
            code: text(0...5), name: text(0...20), description: maybe { text(0...40) },
            hasDefinition: coin(), kind: pick(GeoServiceKind.allCases),
            keywords: (0..<number(0...3)).map { "kata \($0)" }, group: maybe { text(0...9) })
    }

    func definition() -> GeoServiceDefinition {
        let attributes = (0..<number(0...6)).map { place in
            let datatype = pick(GeoDatatype.allCases)
            let choices = (0..<number(0...4)).map { GeoChoice(key: "k\($0)", name: text(0...9)) }
            return GeoAttribute(
                code: "c\(place)", datatype: datatype, isVariable: coin(), isRequired: coin(),
                description: maybe { text(0...30) }, datatypeDescription: maybe { text(0...30) },
                values: datatype.isList ? choices : [])
        }
        return GeoServiceDefinition(serviceCode: text(0...6), attributes: attributes)
    }

    func request(hasDetails: Bool) -> GeoRequest {
        var request = GeoRequest(
            id: text(0...8), status: pick(GeoStatus.allCases), serviceCode: text(0...8),
            requestedAt: instant())
        request.statusNotes = maybe { text(0...30) }
        request.serviceName = maybe { text(0...30) }
        request.description = maybe { text(0...300) }
        request.agencyResponsible = maybe { text(0...30) }
        request.serviceNotice = maybe { text(0...30) }
        request.updatedAt = maybe { instant() }
        request.expectedAt = maybe { instant() }
        request.address = maybe { text(0...30) }
        request.addressID = maybe { text(0...30) }
        request.zipcode = maybe { "16123" }
        request.point = maybe { point() } ?? nil
        request.mediaURL = maybe { "https://kota.example/media/\(number(0...9)).jpg" }
        if hasDetails { request.details = details() }
        return request
    }

    private func details() -> GeoDetails {
        GeoDetails(
            answers: (0..<number(0...3)).map { _ in
                GeoAnswer(
                    label: maybe { text(0...9) }, name: text(0...9), value: maybe { text(0...9) },
                    code: maybe { text(0...9) })
            },
            notes: (0..<number(0...3)).map { _ in
                GeoNote(
                    at: instant(), description: maybe { text(0...9) }, kind: maybe { text(0...9) })
            },
            channel: maybe { "web" },
            photos: (0..<number(0...3)).map { place in
                GeoPhoto(url: "https://kota.example/\(place)", title: maybe { text(0...9) })
            })
    }

    func update() -> GeoRequestUpdate {
        var update = GeoRequestUpdate(
            id: text(0...8), requestID: text(0...8),
            status: maybe { pick(GeoUpdateStatus.allCases) },
            updatedAt: instant())
        update.description = maybe { text(0...90) }
        update.mediaURL = maybe { "https://kota.example/u.jpg" }
        update.externalStatusCode = maybe { text(0...5) }
        update.customerReference = maybe { text(0...5) }
        update.fixMyStreetID = maybe { "12" }
        return update
    }

    func post() -> GeoPost {
        var post = GeoPost(serviceCode: text(0...8), point: point())
        post.description = maybe { text(0...200) }
        post.addressString = maybe { text(0...20) }
        post.addressID = maybe { text(0...20) }
        post.person = person()
        post.deviceID = maybe { text(0...9) }
        post.accountID = maybe { text(0...9) }
        post.mediaURLs = (0..<number(0...3)).map {
            "https://kota.example/foto \($0)".replacing(" ", with: "-")
        }
        post.attributes = inputs()
        return post
    }

    func updatePost() -> GeoUpdatePost {
        var post = GeoUpdatePost(
            requestID: text(0...8), updateID: text(0...8), status: pick(GeoUpdateStatus.allCases),
            updatedAt: instant(), description: text(0...80))
        post.person = person()
        post.title = maybe { "Ibu" }
        post.accountID = maybe { text(0...9) }
        post.serviceCode = maybe { text(0...9) }
        post.mediaURLs = (0..<number(0...2)).map { "https://kota.example/\($0)" }
        post.attributes = inputs()
        return post
    }

    private func person() -> GeoPerson {
        var person = GeoPerson()
        person.firstName = maybe { text(0...9) }
        person.lastName = maybe { text(0...9) }
        person.email = maybe { "siti@contoh.example" }
        person.phone = maybe { "0811000000" }
        return person
    }

    private func inputs() -> [GeoInput] {
        (0..<number(0...4)).map { place in
            GeoInput(
                code: "kode \(place)", values: (0..<number(1...3)).map { _ in text(0...9) })
        }
    }
}
