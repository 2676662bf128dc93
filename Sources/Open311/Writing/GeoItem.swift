/// Something of which an answer has a list.
public protocol GeoItem: Sendable {
    /// The element around the list, in XML.
    static var root: StaticString { get }
    func write(to writer: inout SparkWriter)
}

extension GeoService: GeoItem {
    public static var root: StaticString { "services" }

    public func write(to writer: inout SparkWriter) {
        writer.item("service") { writer in
            writer.word("service_code", code)
            writer.word("service_name", name)
            writer.text("description", description)
            writer.flag("metadata", hasDefinition)
            writer.word("type", kind.rawValue)
            writer.text("keywords", keywords.joined(separator: ","))
            writer.text("group", group)
        }
    }
}

extension GeoRequest: GeoItem {
    public static var root: StaticString { "service_requests" }

    public func write(to writer: inout SparkWriter) {
        writer.item("request") { writer in
            writer.word("service_request_id", id)
            writer.word("status", status.rawValue)
            writer.text("status_notes", statusNotes)
            writer.text("service_name", serviceName)
            writer.word("service_code", serviceCode)
            writer.text("description", description)
            writer.text("agency_responsible", agencyResponsible)
            writer.text("service_notice", serviceNotice)
            writer.moment("requested_datetime", requestedAt)
            writer.moment("updated_datetime", updatedAt)
            writer.moment("expected_datetime", expectedAt)
            writer.text("address", address)
            writer.text("address_id", addressID)
            writer.text("zipcode", zipcode)
            writer.degrees("lat", point?.latitude)
            writer.degrees("long", point?.longitude)
            writer.text("media_url", mediaURL)
            if writer.isExtended, let details { details.write(to: &writer) }
        }
    }
}

extension GeoDetails {
    func write(to writer: inout SparkWriter) {
        writer.list("attributes", answers) { writer, answer in
            writer.item("attribute") { writer in
                writer.text("label", answer.label)
                writer.word("name", answer.name)
                writer.text("value", answer.value)
                writer.text("code", answer.code)
            }
        }
        writer.object("extended_attributes") { writer in
            writer.text("channel", channel)
            writer.list("photos", photos) { writer, photo in
                writer.item("photo") { writer in
                    writer.word("media_url", photo.url)
                    writer.text("title", photo.title)
                }
            }
        }
        writer.list("notes", notes) { writer, note in
            writer.item("note") { writer in
                writer.moment("datetime", note.at)
                writer.text("description", note.description)
                writer.text("type", note.kind)
            }
        }
    }
}

extension GeoRequestUpdate: GeoItem {
    public static var root: StaticString { "service_request_updates" }

    public func write(to writer: inout SparkWriter) {
        writer.item("request_update") { writer in
            writer.word("update_id", id)
            writer.word("service_request_id", requestID)
            writer.text("status", status?.rawValue)
            writer.text("description", description)
            writer.moment("updated_datetime", updatedAt)
            writer.text("media_url", mediaURL)
            // Each only where it is known, as the servers do that have them.
            if let externalStatusCode { writer.text("external_status_code", externalStatusCode) }
            if let customerReference { writer.text("customer_reference", customerReference) }
            if let fixMyStreetID { writer.text("fixmystreet_id", fixMyStreetID) }
        }
    }
}

extension GeoReceipt: GeoItem {
    public static var root: StaticString { "service_requests" }

    public func write(to writer: inout SparkWriter) {
        writer.item("request") { writer in
            switch handle {
            case .request(let id): writer.word("service_request_id", id)
            case .token(let token): writer.word("token", token)
            case .none: break
            }
            writer.text("service_notice", notice)
            writer.text("account_id", accountID)
        }
    }
}

extension GeoToken: GeoItem {
    public static var root: StaticString { "service_requests" }

    public func write(to writer: inout SparkWriter) {
        writer.item("request") { writer in
            writer.text("service_request_id", requestID)
            writer.word("token", token)
        }
    }
}

extension GeoUpdateReceipt: GeoItem {
    public static var root: StaticString { "service_request_updates" }

    public func write(to writer: inout SparkWriter) {
        writer.item("request_update") { writer in
            writer.word("update_id", updateID)
            // With one child alone it would be a list by the Spark convention.
            writer.text("service_request_id", requestID)
        }
    }
}

extension GeoError: GeoItem {
    public static var root: StaticString { "errors" }

    public func write(to writer: inout SparkWriter) {
        writer.item("error") { writer in
            writer.number("code", code)
            writer.word("description", description)
        }
    }
}
