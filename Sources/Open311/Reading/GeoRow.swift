import Kernel

/// A row lacks a field that every row must have.
struct GeoGap: Error {
    let field: String
}

/// One row of an answer, read leniently.
struct GeoRow {
    private let node: GeoNode
    private let zone: Zone

    init(_ node: GeoNode, _ zone: Zone) {
        self.node = node
        self.zone = zone
    }

    // MARK: Fields

    private func needed(_ name: String) throws(GeoGap) -> String {
        guard let text = node.text(name) else { throw GeoGap(field: name) }
        return text
    }

    func moment(_ name: String) -> Instant? {
        node.text(name).flatMap { GeoMoment($0, assuming: zone)?.instant }
    }

    private func neededMoment(_ name: String) throws(GeoGap) -> Instant {
        guard let moment = moment(name) else { throw GeoGap(field: name) }
        return moment
    }

    private func flag(_ name: String, standard: Bool) -> Bool {
        switch node.text(name)?.lowercased() {
        case "true", "1", "yes": true
        case "false", "0", "no": false
        default: standard
        }
    }

    private func rows(_ list: String, _ item: String, mark: String) -> [GeoRow] {
        node[list]?.items(item, mark: mark).map { GeoRow($0, zone) } ?? []
    }

    var order: Int? { node.text("order").flatMap { Int($0) } }

    // MARK: Values

    func service() throws(GeoGap) -> GeoService {
        let code = try needed("service_code")
        let keywords = node.text("keywords") ?? ""
        let kind = node.text("type").flatMap { GeoServiceKind(rawValue: $0.lowercased()) }
        // mySociety's servers name several groups.
        let groups = node["groups"]?.children.compactMap(\.text) ?? []
        return GeoService(
            code: code, name: node.text("service_name") ?? code,
            description: node.text("description"),
            hasDefinition: flag("metadata", standard: false), kind: kind ?? .realtime,
            keywords: keywords.split(separator: ",").map { GeoParameters.trimmed(String($0)) }
                .filter { !$0.isEmpty },
            group: node.text("group") ?? groups.first)
    }

    func attribute() throws(GeoGap) -> GeoAttribute {
        let datatype = node.text("datatype").flatMap { GeoDatatype(rawValue: $0.lowercased()) }
        let values = rows("values", "value", mark: "key").compactMap { row -> GeoChoice? in
            guard let key = row.node.text("key") else { return nil }
            return GeoChoice(key: key, name: row.node.text("name") ?? key)
        }
        return GeoAttribute(
            code: try needed("code"), datatype: datatype ?? .string,
            isVariable: flag("variable", standard: true),
            isRequired: flag("required", standard: false),
            description: node.text("description"),
            datatypeDescription: node.text("datatype_description"), values: values)
    }

    func request() throws(GeoGap) -> GeoRequest {
        let word = try needed("status")
        // Servers of mySociety's kind put finer words here.
        let status =
            GeoStatus(rawValue: word.lowercased()) ?? GeoUpdateStatus(reading: word)?.status
        guard let status else { throw GeoGap(field: "status") }
        var request = GeoRequest(
            id: try needed("service_request_id"), status: status,
            serviceCode: try needed("service_code"),
            requestedAt: try neededMoment("requested_datetime"))
        request.statusNotes = node.text("status_notes")
        request.serviceName = node.text("service_name")
        request.description = node.text("description")
        request.agencyResponsible = node.text("agency_responsible")
        request.serviceNotice = node.text("service_notice")
        request.updatedAt = moment("updated_datetime")
        request.expectedAt = moment("expected_datetime")
        request.address = node.text("address")
        request.addressID = node.text("address_id")
        request.zipcode = node.text("zipcode")
        if let lat = node.text("lat"), let long = node.text("long") {
            request.point = GeoPoint(lat: lat, long: long)
        }
        request.mediaURL = node.text("media_url")
        request.details = details()
        return request
    }

    private func details() -> GeoDetails? {
        let names = ["attributes", "extended_attributes", "notes"]
        guard names.contains(where: { node[$0] != nil }) else { return nil }
        let extended = GeoRow(node["extended_attributes"] ?? node, zone)
        return GeoDetails(
            answers: rows("attributes", "attribute", mark: "name").compactMap { row in
                row.node.text("name").map { name in
                    GeoAnswer(
                        label: row.node.text("label"), name: name, value: row.node.text("value"),
                        code: row.node.text("code"))
                }
            },
            notes: rows("notes", "note", mark: "datetime").compactMap { row in
                row.moment("datetime").map { at in
                    GeoNote(
                        at: at, description: row.node.text("description"),
                        kind: row.node.text("type"))
                }
            },
            channel: node["extended_attributes"]?.text("channel"),
            photos: extended.rows("photos", "photo", mark: "media_url").compactMap { row in
                row.node.text("media_url").map { GeoPhoto(url: $0, title: row.node.text("title")) }
            })
    }

    func update() throws(GeoGap) -> GeoRequestUpdate {
        var update = GeoRequestUpdate(
            id: try needed("update_id"), requestID: try needed("service_request_id"),
            status: node.text("status").flatMap { GeoUpdateStatus(reading: $0) },
            updatedAt: try neededMoment("updated_datetime"))
        update.description = node.text("description")
        update.mediaURL = node.text("media_url")
        update.externalStatusCode = node.text("external_status_code")
        update.customerReference = node.text("customer_reference")
        update.fixMyStreetID = node.text("fixmystreet_id")
        return update
    }

    func endpoint() -> GeoEndpoint? {
        guard let url = node.text("url") else { return nil }
        return GeoEndpoint(
            url: url, changeset: moment("changeset"),
            isProduction: node.text("type")?.lowercased() == "production",
            specification: node.text("specification") ?? "",
            formats: node["formats"]?.children.compactMap(\.text) ?? [])
    }
}
