import Cases
import Contracts
import Forms
import Geo
import Kernel
import Open311
import Web

/// Public reports in the words of Open311. Made once for an answer of up to 1,000 of them: what
/// repeats itself is looked up once.
struct Open311Telling: Sendable {
    private let words: Wording
    /// The site as the caller sees it, for addresses of pictures.
    private let origin: String
    private let topics: [String: String]
    private let units: [UnitCode: String]
    private let regions: [RegionCode: Places.Region]
    private let states: [ReportState: (word: String, now: String)]

    init(_ catalogue: Catalogue, _ words: Wording, origin: String) {
        self.words = words
        self.origin = origin
        let language = words.language
        topics = Dictionary(
            catalogue.topics.all.map { ($0.code, $0.title.text(language)) }
        ) { first, _ in first }
        units = Dictionary(
            catalogue.units.map { ($0.code, $0.name.text(language)) }
        ) { first, _ in first }
        regions = Dictionary(
            catalogue.places.regions.map { ($0.code, $0) }
        ) { first, _ in first }
        states = Dictionary(
            uniqueKeysWithValues: ReportState.allCases.map { state in
                let key = state.rawValue
                return (
                    state, (words("complaints.state.\(key)"), words("complaints.now.\(key)"))
                )
            })
    }

    func request(
        _ report: Report, _ pictures: [ReportPictures.Picture], history: [ReportUpdate]?
    ) -> GeoRequest {
        let isOpen = report.state.isOpen
        var request = GeoRequest(
            id: report.number.text, status: isOpen ? .open : .closed,
            serviceCode: report.topic, requestedAt: report.at)
        let state = states[report.state]
        // What the office said, where it said something, is more than what the state says.
        request.statusNotes = [state?.word, report.reply ?? state?.now].compactMap(\.self)
            .joined(separator: ": ")
        request.serviceName = topics[report.topic]
        request.description = report.text
        request.agencyResponsible = units[report.unit]
        request.updatedAt = isOpen ? report.updatedAt : report.closedAt ?? report.updatedAt
        request.expectedAt = report.dueAt
        let region = report.region.flatMap { regions[$0] }
        request.address = address(report.place, region)
        request.addressID = report.region?.text
        request.zipcode = region?.postalCode
        request.point = report.point.flatMap {
            Open311.GeoPoint(latitude: $0.latitude, longitude: $0.longitude)
        }
        request.mediaURL = pictures.first.map { address(of: $0, report.number.text) }
        request.details = history.map { details(report, pictures, $0, region) }
        return request
    }

    /// What was written, with the kelurahan and its kecamatan unless they stand there already.
    private func address(_ place: String?, _ region: Places.Region?) -> String {
        guard let place else { return region?.title ?? "" }
        let written = place.split(separator: ",").map { $0.drop { $0 == " " } }
        let more = [region?.name, region?.district].compactMap(\.self).filter {
            !written.contains($0[...])
        }
        return ([place] + more).joined(separator: ", ")
    }

    private func address(of picture: ReportPictures.Picture, _ number: String) -> String {
        origin + ComplaintURL.photo.filled(number, "\(picture.place)")
    }

    private func details(
        _ report: Report, _ pictures: [ReportPictures.Picture], _ history: [ReportUpdate],
        _ region: Places.Region?
    ) -> GeoDetails {
        // Answers to other questions stay sealed with the case; these are public anyway.
        var answers = [
            GeoAnswer(
                label: words("complaints.state"), name: "state", value: states[report.state]?.word,
                code: report.state.rawValue)
        ]
        if let region {
            answers.append(
                GeoAnswer(
                    label: words("complaints.region"), name: "region", value: region.title,
                    code: region.code.text))
        }
        answers.append(
            GeoAnswer(
                label: words("complaints.open311.supports"), name: "supports",
                value: "\(report.supports)"))
        return GeoDetails(
            answers: answers,
            notes: history.map {
                GeoNote(at: $0.at, description: describe($0), kind: $0.kind.shortWord)
            },
            photos: pictures.map { picture in
                let kind = picture.isResult ? "after" : "before"
                return GeoPhoto(
                    url: address(of: picture, report.number.text),
                    title: words("complaints.photo.\(kind)"))
            })
    }

    private func describe(_ update: ReportUpdate) -> String {
        update.text ?? words("act.\(update.kind.rawValue)")
    }

    func update(
        _ update: ReportUpdate, number: String, _ pictures: [ReportPictures.Picture]
    ) -> GeoRequestUpdate {
        let printed = (try? TrackingCode(number).text) ?? number
        var told = GeoRequestUpdate(
            id: "\(printed).\(update.act)", requestID: printed, status: update.status,
            updatedAt: update.at)
        told.description = describe(update)
        told.externalStatusCode = update.kind.shortWord
        if update.speaks {
            told.mediaURL = pictures.first(where: \.isResult).map { address(of: $0, printed) }
        }
        return told
    }
}
