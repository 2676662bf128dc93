import Open311
import Web

/// The same address in both formats.
struct Open311Addresses: Sendable {
    let xml, json: PathTemplate

    var all: [(format: GeoFormat, path: PathTemplate)] { [(.xml, xml), (.json, json)] }
}

/// The addresses of one endpoint.
struct Open311Endpoint: Sendable {
    /// Where nothing that is sent becomes a report.
    let isTrial: Bool
    let base: PathTemplate
    let discovery, services, requests, updates: Open311Addresses
    /// One thing; the format is the end of its last segment.
    let service, request, token: PathTemplate

    static let real = Open311Endpoint(
        isTrial: false, base: "/open311/v2",
        discovery: Open311Addresses(
            xml: "/open311/v2/discovery.xml", json: "/open311/v2/discovery.json"),
        services: Open311Addresses(
            xml: "/open311/v2/services.xml", json: "/open311/v2/services.json"),
        requests: Open311Addresses(
            xml: "/open311/v2/requests.xml", json: "/open311/v2/requests.json"),
        updates: Open311Addresses(
            xml: "/open311/v2/servicerequestupdates.xml",
            json: "/open311/v2/servicerequestupdates.json"),
        service: "/open311/v2/services/{nama}", request: "/open311/v2/requests/{nama}",
        token: "/open311/v2/tokens/{nama}")

    static let trial = Open311Endpoint(
        isTrial: true, base: "/open311/uji/v2",
        discovery: Open311Addresses(
            xml: "/open311/uji/v2/discovery.xml", json: "/open311/uji/v2/discovery.json"),
        services: Open311Addresses(
            xml: "/open311/uji/v2/services.xml", json: "/open311/uji/v2/services.json"),
        requests: Open311Addresses(
            xml: "/open311/uji/v2/requests.xml", json: "/open311/uji/v2/requests.json"),
        updates: Open311Addresses(
            xml: "/open311/uji/v2/servicerequestupdates.xml",
            json: "/open311/uji/v2/servicerequestupdates.json"),
        service: "/open311/uji/v2/services/{nama}", request: "/open311/uji/v2/requests/{nama}",
        token: "/open311/uji/v2/tokens/{nama}")
}

enum Open311URL {
    /// Everything below is answered as Open311 answers.
    static let prefix = "/open311/"
    /// For people; the address of the real endpoint.
    static let page: PathTemplate = "/open311/v2"
    static let keys = "kunci"
    static let discovery = Open311Addresses(
        xml: "/open311/discovery.xml", json: "/open311/discovery.json")
}
