import Cases
import Contracts
import Kernel
import Ledger
import Web

/// What anybody may read: services, how far a case is, the register of permits.
struct ServiceEndpoints: Sendable {
    let tools: OpenAPITools

    struct ListInput: RouteInput {
        static let fields: [InputField] =
            [.query("q", .string(0...100, pattern: Schema.line, "Everyday words."))] + Paging.fields
        let words: String
        let paging: Paging
        init(_ fields: inout FieldReader) {
            words = fields.sent("q") ?? ""
            paging = Paging(&fields)
        }
    }

    struct ServiceInput: RouteInput {
        static let fields: [InputField] = [.path("code", ServiceShapes.code)]
        let code: ServiceCode
        init(_ fields: inout FieldReader) throws {
            guard let code = ServiceCode(fields.sent("code") ?? "") else {
                throw Refusal(.notFound, "openapi.service")
            }
            self.code = code
        }
    }

    private static let list = Listed<Service>.shape(
        "ServiceList", ServiceShapes.summary, most: Paging.most)

    var routes: [Route] {
        [
            .program(
                .get, Paths.services,
                Operation(
                    "listServices", in: Group.services, "List services",
                    "Those that fit the words come best first; without words, by title.",
                    answers: [.init(200, "A page of services.", Self.list.schema)],
                    refusals: [404]),
                ListInput.self
            ) { (visit: VisitorContext, input) in try await list(input, visit) },
            .program(
                .get, Paths.service,
                Operation(
                    "getService", in: Group.services, "Read a service",
                    "With the questions that it asks: `fields` of a draft go by them.",
                    answers: [.init(200, "The service.", ServiceShapes.full.schema)],
                    refusals: [404]),
                ServiceInput.self
            ) { (_: VisitorContext, input) in
                guard let found = try await tools.shelf.published().services[input.code],
                    !found.isInternal
                else {
                    throw Refusal(.notFound, "openapi.service")
                }
                return .json(ServiceShapes.full.json(found))
            },
            .program(
                .get, Paths.tracking,
                Operation(
                    "trackCase", in: Group.tracking, "Follow a case",
                    "Public acts only. Whoever tries many numbers has to wait.",
                    answers: [.init(200, "How far it is.", TrackingShapes.shape.schema)],
                    refusals: [404]),
                NumberInput.self
            ) { (visit: VisitorContext, input) in try await track(input.number, visit) },
        ]
    }

    private func list(_ input: ListInput, _ visit: VisitorContext) async throws -> Reply {
        let catalogue = try await tools.shelf.published()
        let cursor = Cursor(
            "services", of: nil,
            filter: ["q": input.words, "in": visit.language.rawValue, "at": catalogue.version])
        let place = try cursor.place(input.paging.cursor, tools.vault)?.integerValue ?? 0
        let found = catalogue.search(input.words, visit.language).filter(\.isPublic)
        let rest = found.dropFirst(Int(place))
        let items = Array(rest.prefix(input.paging.limit))
        let next =
            rest.count > items.count
            ? try cursor.sealed(.integer(place + Int64(items.count)), tools.vault) : nil
        return .json(Self.list.json(Listed(items: items, next: next)))
    }

    private func track(_ number: TrackingCode, _ visit: VisitorContext) async throws -> Reply {
        guard tools.guesses.admits(visit.request.address, at: visit.now) else {
            throw Refusal(.tooMuch, "openapi.guessing")
        }
        guard try await tools.cases.trackingStamp(number) != nil else {
            tools.guesses.miss(visit.request.address, at: visit.now)
            throw Refusal(.notFound, "case.not_found")
        }
        return .json(TrackingShapes.shape.json(try await tools.cases.tracking(number)))
    }
}

/// The public register of permits.
struct PermitEndpoints: Sendable {
    let tools: OpenAPITools

    struct ListInput: RouteInput {
        static let fields: [InputField] =
            [
                .query(
                    "q",
                    .string(
                        0...100, pattern: Schema.line,
                        "The beginning of a number, a business or a place."))
            ] + Paging.fields
        let words: String
        let paging: Paging
        init(_ fields: inout FieldReader) {
            words = fields.sent("q") ?? ""
            paging = Paging(&fields)
        }
    }

    struct PermitInput: RouteInput {
        static let fields: [InputField] = [
            .path(
                "number",
                .string(
                    1...100, pattern: "^[ -~]+$",
                    "As printed on the permit; a tilde stands for each slash."))
        ]
        let number: String
        init(_ fields: inout FieldReader) {
            number = (fields.sent("number") ?? "").replacing("~", with: "/")
        }
    }

    private static let list = Listed<PermitFacts>.shape(
        "PermitList", PermitShapes.shape, most: Paging.most)

    var routes: [Route] {
        [
            .program(
                .get, Paths.permits,
                Operation(
                    "listPermits", in: Group.permits, "Search the register", "By number.",
                    answers: [.init(200, "A page of permits.", Self.list.schema)],
                    refusals: [404]),
                ListInput.self
            ) { (_: VisitorContext, input) in
                let cursor = Cursor("permits", of: nil, filter: ["q": input.words])
                let after = try cursor.place(input.paging.cursor, tools.vault)?.stringValue
                let found =
                    try await tools.permits?.search(input.words, after, input.paging.limit + 1)
                    ?? []
                let items = Array(found.prefix(input.paging.limit))
                let next = try items.last.flatMap { last in
                    found.count > items.count
                        ? try cursor.sealed(.string(last.number), tools.vault) : nil
                }
                return .json(Self.list.json(Listed(items: items, next: next)))
            },
            .program(
                .get, Paths.permit,
                Operation(
                    "getPermit", in: Group.permits, "Look a permit up",
                    "Whether it holds today.",
                    answers: [.init(200, "The permit.", PermitShapes.shape.schema)],
                    refusals: [404]),
                PermitInput.self
            ) { (visit: VisitorContext, input) in
                guard tools.guesses.admits(visit.request.address, at: visit.now) else {
                    throw Refusal(.tooMuch, "openapi.guessing")
                }
                guard let found = try await tools.permits?.permit(input.number) else {
                    tools.guesses.miss(visit.request.address, at: visit.now)
                    throw Refusal(.notFound, "openapi.permit")
                }
                return .json(PermitShapes.shape.json(found))
            },
        ]
    }
}
