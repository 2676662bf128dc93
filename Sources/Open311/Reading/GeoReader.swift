import Kernel

/// Reads what other servers answer, in either format, as leniently as their differences need:
/// numbers for texts, words in any case, rows with more or fewer members, lists that are wrapped
/// once more, moments without a zone.
///
/// A list of errors in place of the answer is thrown as `GeoReadError.refused`; a row of a list
/// that lacks what every row needs is left out and told.
public struct GeoReader: Sendable {
    private let limits: GeoLimits
    /// For moments without one.
    private let zone: Zone

    /// - Parameter zone: that of the server's city, for moments that have none.
    public init(zone: Zone, limits: GeoLimits = GeoLimits()) {
        self.zone = zone
        self.limits = limits
    }

    public func services(_ bytes: [UInt8]) throws(GeoReadError) -> GeoRead<GeoService> {
        try list(bytes, "service", mark: "service_code") { row throws(GeoGap) in
            try row.service()
        }
    }

    public func definition(_ bytes: [UInt8]) throws(GeoReadError) -> GeoServiceDefinition {
        let root = try root(bytes)
        // Some servers put the one definition into a list or an object around it.
        let node = root.items("service_definition", mark: "attributes").first ?? root
        guard let attributes = node["attributes"] ?? node["attribute"].map({ _ in node }) else {
            throw .unexpected("no attributes")
        }
        let rows = attributes.items("attribute", mark: "code").map { GeoRow($0, zone) }
        let ordered = rows.enumerated().sorted { first, second in
            (first.element.order ?? .max, first.offset)
                < (second.element.order ?? .max, second.offset)
        }
        return GeoServiceDefinition(
            serviceCode: node.text("service_code") ?? "",
            attributes: ordered.compactMap { try? $0.element.attribute() })
    }

    public func requests(_ bytes: [UInt8]) throws(GeoReadError) -> GeoRead<GeoRequest> {
        try list(bytes, "request", mark: "service_request_id") { row throws(GeoGap) in
            try row.request()
        }
    }

    /// The answer to a report that was sent; no id and no token is an answer as well.
    public func receipt(_ bytes: [UInt8]) throws(GeoReadError) -> GeoReceipt {
        let root = try root(bytes)
        let marks = ["service_request_id", "token", "service_notice", "account_id"]
        var row: GeoNode?
        for mark in marks where row == nil { row = root.items("request", mark: mark).first }
        guard let row else {
            guard root.children.isEmpty else { throw .unexpected("no receipt") }
            return GeoReceipt(.none)
        }
        var handle = GeoReceipt.Handle.none
        if let token = row.text("token") { handle = .token(token) }
        if let id = row.text("service_request_id") { handle = .request(id) }
        return GeoReceipt(
            handle, notice: row.text("service_notice"), accountID: row.text("account_id"))
    }

    /// - Throws: `unexpected` also when the answer names no token.
    public func token(_ bytes: [UInt8]) throws(GeoReadError) -> GeoToken {
        let root = try root(bytes)
        let row =
            root.items("request", mark: "token").first
            ?? root.items("request", mark: "service_request_id").first
        guard let row, let token = row.text("token") else { throw .unexpected("no token") }
        return GeoToken(token: token, requestID: row.text("service_request_id"))
    }

    public func updates(_ bytes: [UInt8]) throws(GeoReadError) -> GeoRead<GeoRequestUpdate> {
        try list(bytes, "request_update", mark: "update_id") { row throws(GeoGap) in
            try row.update()
        }
    }

    public func updateReceipt(_ bytes: [UInt8]) throws(GeoReadError) -> GeoUpdateReceipt {
        let row = try root(bytes).items("request_update", mark: "update_id").first
        guard let row, let id = row.text("update_id") else { throw .unexpected("no update_id") }
        return GeoUpdateReceipt(updateID: id, requestID: row.text("service_request_id"))
    }

    /// What a server says is wrong; empty when it says something else.
    public func errors(_ bytes: [UInt8]) throws(GeoReadError) -> [GeoError] {
        Self.errors(try GeoNode(bytes, limits))
    }

    public func discovery(_ bytes: [UInt8]) throws(GeoReadError) -> GeoDiscovery {
        let root = try root(bytes)
        let node = root["discovery"] ?? root
        guard let endpoints = node["endpoints"] else { throw .unexpected("no endpoints") }
        return GeoDiscovery(
            changeset: GeoRow(node, zone).moment("changeset"),
            contact: node.text("contact") ?? "", keyService: node.text("key_service") ?? "",
            endpoints: endpoints.items("endpoint", mark: "url").compactMap {
                GeoRow($0, zone).endpoint()
            })
    }

    // MARK: -

    private func list<Value: Sendable>(
        _ bytes: [UInt8], _ item: String, mark: String, _ read: (GeoRow) throws(GeoGap) -> Value
    ) throws(GeoReadError) -> GeoRead<Value> {
        var values: [Value] = []
        var skipped: [GeoSkipped] = []
        for (index, node) in try root(bytes).items(item, mark: mark).enumerated() {
            do throws(GeoGap) {
                values.append(try read(GeoRow(node, zone)))
            } catch {
                skipped.append(GeoSkipped(index: index, field: error.field))
            }
        }
        return GeoRead(values: values, skipped: skipped)
    }

    private func root(_ bytes: [UInt8]) throws(GeoReadError) -> GeoNode {
        let root = try GeoNode(bytes, limits)
        if root.name == "html" { throw .unexpected("a page for people") }
        let errors = Self.errors(root)
        guard errors.isEmpty else { throw .refused(errors) }
        return root
    }

    private static func errors(_ root: GeoNode) -> [GeoError] {
        let list = root["errors"] ?? root
        let isList =
            list.isArray || list.name == "errors" || list["error"] != nil || list["code"] != nil
        guard isList else { return [] }
        return list.items("error", mark: "code").compactMap { row in
            // A list of anything else has other members, too.
            guard row["code"] != nil, let text = row["description"] else { return nil }
            let code = row.text("code").flatMap { Int($0) } ?? 0
            return GeoError(code: code, description: text.text ?? "")
        }
    }
}
