import Kernel

@testable import Open311

/// The city's own examples: what its endpoint is expected to answer.
enum Sample {
    static let service = GeoService(
        code: "jalan-lubang", name: "Jalan berlubang", description: "Lubang pada jalan kota",
        hasDefinition: true, keywords: ["jalan", "aspal", "lubang"], group: "Jalan")

    static let serviceJSON = """
        [{"service_code":"jalan-lubang","service_name":"Jalan berlubang",\
        "description":"Lubang pada jalan kota","metadata":true,"type":"realtime",\
        "keywords":"jalan,aspal,lubang","group":"Jalan"}]

        """

    static let definition = GeoServiceDefinition(
        serviceCode: "jalan-lubang",
        attributes: [
            GeoAttribute(
                code: "ukuran", datatype: .singlevaluelist, isRequired: true,
                description: "Seberapa besar?",
                values: [
                    GeoChoice(key: "kecil", name: "Seukuran piring"),
                    GeoChoice(key: "besar", name: "Seukuran meja"),
                ])
        ])

    static let definitionJSON = """
        {"service_code":"jalan-lubang","attributes":[\
        {"variable":true,"code":"ukuran","datatype":"singlevaluelist","required":true,\
        "datatype_description":null,"order":1,"description":"Seberapa besar?",\
        "values":[{"key":"kecil","name":"Seukuran piring"},\
        {"key":"besar","name":"Seukuran meja"}]}]}

        """

    static var request: GeoRequest {
        var request = GeoRequest(
            id: "BGR-2026-000123", status: .open, serviceCode: "jalan-lubang",
            requestedAt: moment("2026-03-02T08:15:00+07:00"))
        request.statusNotes = "Disposisi ke Dinas PUPR"
        request.serviceName = "Jalan berlubang"
        request.description = "Lubang di depan pasar"
        request.agencyResponsible = "Dinas PUPR"
        request.updatedAt = moment("2026-03-02T09:00:00+07:00")
        request.expectedAt = moment("2026-03-09T16:00:00+07:00")
        request.address = "Jl. Suryakencana, Babakan Pasar, Bogor Tengah"
        request.zipcode = "16123"
        request.point = GeoPoint(latitude: -6_602_100, longitude: 106_800_000)
        request.mediaURL = "https://kota.go.id/media/abc.jpg"
        return request
    }

    static let requestJSON = """
        [{"service_request_id":"BGR-2026-000123","status":"open",\
        "status_notes":"Disposisi ke Dinas PUPR","service_name":"Jalan berlubang",\
        "service_code":"jalan-lubang","description":"Lubang di depan pasar",\
        "agency_responsible":"Dinas PUPR","service_notice":null,\
        "requested_datetime":"2026-03-02T08:15:00+07:00",\
        "updated_datetime":"2026-03-02T09:00:00+07:00",\
        "expected_datetime":"2026-03-09T16:00:00+07:00",\
        "address":"Jl. Suryakencana, Babakan Pasar, Bogor Tengah","address_id":null,\
        "zipcode":"16123","lat":-6.6021,"long":106.8,\
        "media_url":"https://kota.go.id/media/abc.jpg"}]

        """

    static let requestXML = """
        <?xml version="1.0" encoding="utf-8"?>
        <service_requests><request><service_request_id>BGR-2026-000123</service_request_id>\
        <status>open</status><status_notes>Disposisi ke Dinas PUPR</status_notes>\
        <service_name>Jalan berlubang</service_name><service_code>jalan-lubang</service_code>\
        <description>Lubang di depan pasar</description>\
        <agency_responsible>Dinas PUPR</agency_responsible><service_notice/>\
        <requested_datetime>2026-03-02T08:15:00+07:00</requested_datetime>\
        <updated_datetime>2026-03-02T09:00:00+07:00</updated_datetime>\
        <expected_datetime>2026-03-09T16:00:00+07:00</expected_datetime>\
        <address>Jl. Suryakencana, Babakan Pasar, Bogor Tengah</address><address_id/>\
        <zipcode>16123</zipcode><lat>-6.6021</lat><long>106.8</long>\
        <media_url>https://kota.go.id/media/abc.jpg</media_url></request></service_requests>

        """

    /// With everything that goes beyond the specification.
    static var extended: GeoRequest {
        var request = request
        request.details = GeoDetails(
            answers: [
                GeoAnswer(
                    label: "Seberapa besar?", name: "ukuran", value: "Seukuran meja", code: "besar")
            ],
            notes: [
                GeoNote(
                    at: moment("2026-03-02T08:15:00+07:00"), description: "Diterima",
                    kind: "received")
            ],
            channel: "web", photos: [GeoPhoto(url: "https://kota.go.id/media/abc.jpg")])
        return request
    }

    private static let changeset = moment("2026-01-05T00:00:00Z")

    static let discovery = GeoDiscovery(
        changeset: changeset, contact: "Diskominfo, api@kota.go.id",
        keyService: "https://kota.go.id/pengembang/kunci",
        endpoints: [
            GeoEndpoint(
                url: "https://kota.go.id/open311/v2", changeset: changeset, isProduction: true),
            GeoEndpoint(
                url: "https://kota.go.id/open311/uji/v2", changeset: changeset,
                isProduction: false),
        ])

    static let discoveryXML = """
        <?xml version="1.0" encoding="utf-8"?>
        <discovery>
          <changeset>2026-01-05T00:00:00Z</changeset>
          <contact>Diskominfo, api@kota.go.id</contact>
          <key_service>https://kota.go.id/pengembang/kunci</key_service>
          <endpoints>
            <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>\
        <url>https://kota.go.id/open311/v2</url>
              <changeset>2026-01-05T00:00:00Z</changeset><type>production</type>
              <formats><format>text/xml</format><format>application/json</format></formats>\
        </endpoint>
            <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>\
        <url>https://kota.go.id/open311/uji/v2</url>
              <changeset>2026-01-05T00:00:00Z</changeset><type>test</type>
              <formats><format>text/xml</format><format>application/json</format></formats>\
        </endpoint>
          </endpoints>
        </discovery>

        """
}
