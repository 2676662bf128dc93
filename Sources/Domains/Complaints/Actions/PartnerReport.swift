import Cases
import Contracts
import Geo
import Kernel
import Open311
import Store
import Web

/// One report on its way to a partner: sent once, found again where an answer was lost, and what
/// happens here told after it. Only what everybody may read leaves the house: nothing of it says
/// who reported.
struct PartnerReport: Sendable {
    let tools: ComplaintTools
    let server: PartnerServer
    let catalogue: Catalogue

    private static let pictures = 3
    /// Seconds until an id is asked for again.
    private static let pause: Int64 = 300
    /// Pages of a search.
    private static let pages = 5
    private static let day: Int64 = 24

    // MARK: Sending

    /// - Throws: `PartnerFault` while it is not known what it is called there.
    func send(_ link: ReportLink) async throws {
        if let token = link.token { return try await exchange(token, link) }
        if let tried = link.triedAt {
            if let remote = try await search(link, since: tried) {
                return try await found(link, remote)
            }
            // It was taken, and a second one must not be: it will be found, or a hand mends it.
            guard !link.isAccepted else { throw PartnerFault("no-id", wait: Self.pause) }
        }
        let post = try await post(link)
        let now = tools.world.now
        try await tools.store.write("partner.trying") { tx in
            try PartnerLinkRows.trying(link, at: now, in: tx)
        }
        let body = try await server.post(
            server.geo.posting, server.geo.form(post), once: link.number.text)
        let receipt = try? server.reader.receipt(body)
        switch receipt?.handle ?? GeoReceipt.Handle.none {
        case .request(let remote): try await found(link, remote)
        case .token(let token):
            try await tools.store.write("partner.token") { tx in
                try PartnerLinkRows.hold(link, token: token, in: tx)
            }
            try await exchange(token, link)
        case .none:
            try await tools.store.write("partner.accepted") { tx in
                try PartnerLinkRows.tried(link, .waiting, "no-id", isAccepted: true, in: tx)
            }
            throw PartnerFault("no-id", wait: Self.pause)
        }
    }

    private func exchange(_ token: String, _ link: ReportLink) async throws {
        let told = try await server.get(server.geo.token(token)) { bytes throws(GeoReadError) in
            try server.reader.token(bytes)
        }
        guard let remote = told.requestID else { throw PartnerFault("no-id", wait: Self.pause) }
        try await found(link, remote)
    }

    private func found(_ link: ReportLink, _ remote: String) async throws {
        guard !remote.isEmpty, remote.utf8.count <= 200 else { throw PartnerFault("no-id") }
        try await tools.store.write("partner.found") { tx in
            try PartnerLinkRows.found(link, remote: remote, in: tx)
        }
    }

    private func post(_ link: ReportLink) async throws -> GeoPost {
        let read = try await tools.store.read("partner.report") { [tools] reader in
            (
                try ReportRows.find(link.caseID, in: reader),
                try PublicPhotos(tools: tools).all(of: link.caseID, in: reader)
            )
        }
        guard let report = read.0, report.isPublic, let text = report.text else {
            throw PartnerFault("not-public", isFinal: true)
        }
        guard let service = server.partner.topics[report.topic] else {
            throw PartnerFault("no-word", isFinal: true)
        }
        var post = GeoPost(
            serviceCode: service,
            point: report.point.flatMap {
                Open311.GeoPoint(latitude: $0.latitude, longitude: $0.longitude)
            },
            description: "\(text.first(bytes: 3_600))\n\n\(mark(link))")
        let region = report.region.map(catalogue.placeName)
        post.addressString = [report.place, region].compactMap(\.self).joined(separator: ", ")
        post.addressID = report.region?.text
        post.mediaURLs = read.1.filter { !$0.isResult }.prefix(Self.pictures).map {
            tools.address + ComplaintURL.photo.filled(report.number.text, "\($0.place)")
        }
        post.attributes = server.partner.attributes.sorted { $0.key < $1.key }
            .map { GeoInput(code: $0.key, values: [$0.value]) }
        return post
    }

    /// The line by which it is found again, there and by people.
    private func mark(_ link: ReportLink) -> String {
        ComplaintWords.wording(.id)(
            "complaints.partner.mark",
            ["number": link.number.text, "city": catalogue.profile.name])
    }

    // MARK: Finding again

    /// What it is called there, if a request whose answer was lost did arrive.
    private func search(_ link: ReportLink, since tried: Instant) async throws -> String? {
        guard let service = server.partner.topics[link.topic] else { return nil }
        let now = tools.world.now
        // Their clock may be another, and no server answers for more than 90 days.
        let start = max(tried.adding(hours: -Self.day), now.adding(hours: -88 * Self.day))
        let span = start..<now.adding(hours: Self.day)
        let mark = link.number.text
        for number in 1...Self.pages {
            guard let page = GeoPage(number: number, size: GeoPage.largest) else { break }
            let listing = GeoListing(
                .filter(GeoFilter(serviceCodes: [service], requested: span)), page: page)
            let list = try await server.get(server.geo.requests(listing)) {
                bytes throws(GeoReadError) in
                try server.reader.requests(bytes)
            }
            let own = list.values.first { $0.description?.contains(mark) == true }
            if let own { return own.id }
            guard list.values.count + list.skipped.count >= page.size else { break }
        }
        return nil
    }

    // MARK: Telling

    /// Tells one act of ours. The same id each time: that server takes it once.
    func tell(_ link: ReportLink, _ sending: ReportSending) async throws {
        guard let remote = link.remote else { throw PartnerFault("no-id", wait: Self.pause) }
        let read = try await tools.store.read("partner.update") { reader in
            (
                try UpdateRows.find(link.caseID, act: sending.act, in: reader),
                try ReportRows.find(link.caseID, in: reader)
            )
        }
        // Nothing is said of what is not public any more, not even that.
        guard let update = read.0, let report = read.1, report.isPublic else {
            throw PartnerFault("not-public", isFinal: true)
        }
        let words = ComplaintWords.wording(.id)
        let state = words("complaints.state.\(report.state.rawValue)")
        let post = GeoUpdatePost(
            requestID: remote, updateID: Self.updateID(link.number, sending.act),
            status: update.status, updatedAt: update.at,
            description: (update.text
                ?? words(
                    "complaints.partner.state",
                    ["state": state, "city": catalogue.profile.name])).first(bytes: 3_900))
        _ = try await server.post(
            server.geo.updatePosting, server.geo.form(post), once: post.updateID)
    }

    static func updateID(_ number: TrackingCode, _ act: Int64) -> String {
        "\(number.text).\(act)"
    }
}

extension String {
    /// As much of the beginning as fits in so many bytes.
    func first(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var text = Substring(self)
        while text.utf8.count > limit - 3 { text.removeLast() }
        return text + "…"
    }
}
