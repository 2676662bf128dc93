import Kernel
import Web

/// The groups of the document, in its order.
enum Group {
    static let services = "Services"
    static let tracking = "Tracking"
    static let permits = "Permits"
    static let drafts = "Drafts"
    static let cases = "Cases"
    static let inbox = "Inbox"
    static let events = "Events and webhooks"
    static let house = "The interface itself"

    /// The word for a group.
    static func key(_ name: String) -> String {
        switch name {
        case events: "openapi.group.Events"
        case house: "openapi.group.House"
        default: "openapi.group." + name
        }
    }

    static let all: [(name: String, text: String)] = [
        (services, "What the city does, with the questions that it asks. No token needed."),
        (tracking, "How far a case is, for whoever knows its number. No token needed."),
        (permits, "The public register of permits. No token needed."),
        (drafts, "Writing an application and sending it. Tokens of citizens."),
        (cases, "Cases with their messages, files, acts and letters."),
        (inbox, "Tasks of an officer."),
        (events, "What happened, as it happens and afterwards."),
        (house, "This document, and the token that was sent."),
    ]
}

/// Addresses of the interface.
enum Paths {
    static let services: PathTemplate = "/api/v1/services"
    static let service: PathTemplate = "/api/v1/services/{code}"
    static let tracking: PathTemplate = "/api/v1/tracking/{number}"
    static let permits: PathTemplate = "/api/v1/permits"
    static let permit: PathTemplate = "/api/v1/permits/{number}"
    static let drafts: PathTemplate = "/api/v1/drafts"
    static let draft: PathTemplate = "/api/v1/drafts/{id}"
    static let draftFiles: PathTemplate = "/api/v1/drafts/{id}/files"
    static let draftFile: PathTemplate = "/api/v1/drafts/{id}/files/{file}"
    static let submission: PathTemplate = "/api/v1/drafts/{id}/submission"
    static let cases: PathTemplate = "/api/v1/cases"
    static let caseFile: PathTemplate = "/api/v1/cases/{number}"
    static let acts: PathTemplate = "/api/v1/cases/{number}/acts"
    static let messages: PathTemplate = "/api/v1/cases/{number}/messages"
    static let files: PathTemplate = "/api/v1/cases/{number}/files"
    static let file: PathTemplate = "/api/v1/cases/{number}/files/{file}"
    static let correction: PathTemplate = "/api/v1/cases/{number}/correction"
    static let step: PathTemplate = "/api/v1/cases/{number}/step"
    static let stepFiles: PathTemplate = "/api/v1/cases/{number}/step/files"
    static let stepFile: PathTemplate = "/api/v1/cases/{number}/step/files/{file}"
    static let letter: PathTemplate = "/api/v1/cases/{number}/letter"
    static let inbox: PathTemplate = "/api/v1/inbox"
    static let events: PathTemplate = "/api/v1/events"
    static let webhooks: PathTemplate = "/api/v1/webhooks"
    static let webhook: PathTemplate = "/api/v1/webhooks/{id}"
    static let webhookSecret: PathTemplate = "/api/v1/webhooks/{id}/secret"
    static let webhookResume: PathTemplate = "/api/v1/webhooks/{id}/resumption"
    static let token: PathTemplate = "/api/v1/token"
    static let document: PathTemplate = "/api/v1/openapi.json"
    static let reference: PathTemplate = "/api"
    static let metrics: PathTemplate = "/metrics"
}

extension FieldReader {
    /// The number of a case in the path. What cannot be one names nothing.
    mutating func number() throws -> TrackingCode {
        guard let number = try? TrackingCode(sent("number") ?? "") else {
            throw Refusal(.notFound, "case.not_found")
        }
        return number
    }
}

/// The number of a case and nothing else.
struct NumberInput: RouteInput {
    static let fields: [InputField] = [.path("number", CaseShapes.number)]
    let number: TrackingCode
    init(_ fields: inout FieldReader) throws { number = try fields.number() }
}

extension Refusal.Problem {
    func fault(_ words: Wording) -> Fault {
        Fault(field: field ?? "", code: key, detail: words(self))
    }
}
