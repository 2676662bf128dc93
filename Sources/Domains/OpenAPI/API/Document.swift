import Kernel
import People
import Web

/// The OpenAPI document, made of the routes themselves.
struct Document: Sendable {
    let routes: [Route]
    let address: String

    static let version = "1.0.0"
    private static let scheme = "token"

    private static let text = """
        The city hall for programs: what its pages do for people, this does for programs, with the \
        same rights and the same rules.

        **Tokens.** Whoever runs the house makes them: `pendopo token create`. Send one with each \
        call: `Authorization: Bearer pdp_…`. A token acts in the name of its account, with the \
        rights of today, within its scopes. No cookie is read and none is set.

        **Refusals** are problem details (RFC 9457) with a `code` that is the same in every \
        language. 422 and 400: the request does not fit this document. 409: it fits, but the state \
        of the thing forbids it; `errors` names each reason. 404: there is no such thing, or it is \
        not yours. 429 and 503: try again after `Retry-After` seconds.

        **Lists** go on with `next`: send it as `cursor`, with the same filter. It is sealed; what \
        it holds is not for you.

        **Once.** Send an `Idempotency-Key` with every POST that you may have to send again. \
        Within a day the act is done once, and the first answer comes back.

        **States.** A draft comes with an `ETag`. Send it back as `If-Match` with whatever changes \
        the draft: when somebody changed it meanwhile, nothing is done, and 412 says so.

        **Languages.** `Accept-Language: id` or `en` chooses the language of what people read.
        """

    var json: JSONValue {
        let described = routes.filter { $0.operation != nil }
        var paths: [String: JSONValue] = [:]
        for (path, routes) in Dictionary(grouping: described, by: { $0.path.description }) {
            paths[path] = .object(
                Dictionary(
                    routes.map { ($0.method.rawValue.lowercased(), operation($0)) }
                ) { first, _ in first })
        }
        return [
            "openapi": "3.1.0",
            "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "info": [
                "title": "Pendopo", "version": .string(Self.version),
                "description": .string(Self.text),
                "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(address.isEmpty ? "/" : address)]],
            "tags": .array(
                Group.all.map { ["name": .string($0.name), "description": .string($0.text)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas(described)),
                "securitySchemes": [
                    Self.scheme: [
                        "type": "http", "scheme": "bearer", "bearerFormat": "pdp_…",
                        "description": .string(
                            "Made by `pendopo token create`. Its scopes are named with each "
                                + "operation."),
                    ]
                ],
                "responses": .object(Refused.components),
            ],
        ]
    }

    private func schemas(_ routes: [Route]) -> [String: JSONValue] {
        var named = ProblemShape.schema.named
        for route in routes {
            let used =
                (route.operation?.answers.compactMap(\.schema) ?? [])
                + route.fields.compactMap(\.schema)
            for schema in used { named.merge(schema.named) { first, _ in first } }
        }
        return named.mapValues(\.definition)
    }

    private func operation(_ route: Route) -> JSONValue {
        guard let operation = route.operation else { return .null }
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "tags": [.string(operation.group)],
            "summary": .string(operation.summary), "responses": .object(responses(route)),
        ]
        let scope = Self.scope(route)
        var text = operation.text
        if let scope { text += (text.isEmpty ? "" : "\n\n") + "Scope: `\(scope)`." }
        if !text.isEmpty { members["description"] = .string(text) }
        members["security"] =
            route.access == .everyone ? [] : .array([.object([Self.scheme: scopes(scope)])])
        let parameters = route.fields.filter {
            [.path, .query, .header].contains($0.place) && $0.schema != nil
        }
        if !parameters.isEmpty { members["parameters"] = .array(parameters.map(parameter)) }
        if let body = route.fields.first(where: { $0.place == .json || $0.place == .content }) {
            members["requestBody"] = self.body(body)
        }
        return .object(members)
    }

    private static func scope(_ route: Route) -> String? {
        if case .program(let scope?) = route.access { scope.rawValue } else { nil }
    }

    /// OpenAPI 3.1 lets schemes other than OAuth name the roles that are needed.
    private func scopes(_ scope: String?) -> JSONValue { .array(scope.map { [.string($0)] } ?? []) }

    private func parameter(_ field: InputField) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(field.name), "in": .string(field.place.rawValue),
            "required": .bool(field.place == .path || field.isRequired),
            "schema": field.schema?.reference ?? [:],
        ]
        if let text = field.schema?.text, !text.isEmpty { members["description"] = .string(text) }
        return .object(members)
    }

    private func body(_ field: InputField) -> JSONValue {
        guard field.place == .json else {
            let types = field.types.map { type in
                (type, JSONValue.object(["schema": ["type": "string", "format": "binary"]]))
            }
            return ["required": true, "content": .object(Dictionary(types) { $1 })]
        }
        return [
            "required": true,
            "content": ["application/json": ["schema": field.schema?.reference ?? [:]]],
        ]
    }

    private func responses(_ route: Route) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        let answers = route.operation?.answers ?? []
        for (status, answers) in Dictionary(grouping: answers, by: \.status) {
            var members: [String: JSONValue] = [
                "description": .string(answers.first?.text ?? "")
            ]
            let content = answers.compactMap { answer in
                answer.schema.map { schema -> (String, JSONValue) in
                    let isBytes = answer.type != "application/json"
                    return (
                        answer.type,
                        ["schema": isBytes ? ["type": "string"] : schema.reference]
                    )
                }
            }
            if !content.isEmpty { members["content"] = .object(Dictionary(content) { $1 }) }
            if status == 201, answers.contains(where: { $0.schema != nil }) {
                members["headers"] = [
                    "Location": [
                        "description": "Where what was made can be read.",
                        "schema": ["type": "string"],
                    ]
                ]
            } else if answers.contains(where: \.isTagged) {
                members["headers"] = [
                    "ETag": [
                        "description": "Names this state; `If-Match` asks that it be still so.",
                        "required": true, "schema": ["type": "string"],
                    ]
                ]
            }
            found[String(status)] = .object(members)
        }
        for status in Refused.statuses(route) {
            found[String(status)] = ["$ref": .string("#/components/responses/\(status)")]
        }
        return found
    }
}

/// Refusals that calls may meet.
enum Refused {
    private static let all: [(status: Int, text: String)] = [
        (400, "The request cannot be read."),
        (401, "No token, or one that does not hold (any more)."),
        (403, "The token does not allow this, or its owner may not do it."),
        (404, "There is no such thing, or it is not yours."),
        (405, "This method does not work here; `Allow` names those that do."),
        (408, "The request stopped halfway."),
        (409, "The state of the thing forbids it, or somebody was quicker."),
        (412, "It was changed since it was read; read it again."), (413, "Too large."),
        (414, "The address is too long."),
        (415, "Another media type is needed."),
        (422, "The request does not fit this document."),
        (429, "Too often: wait for `Retry-After` seconds."), (431, "The head is too large."),
        (500, "A mistake of ours; `instance` is its number."),
        (503, "Not now: wait for `Retry-After` seconds."),
    ]

    static func statuses(_ route: Route) -> [Int] {
        var found: Set = [400, 401, 405, 414, 422, 429, 431, 500, 503]
        if route.access != .everyone { found.insert(403) }
        if route.fields.contains(where: { $0.place == .path }) { found.insert(404) }
        if route.method != .get { found.formUnion([408, 413, 415]) }
        return found.union(route.operation?.refusals ?? []).sorted()
    }

    static var components: [String: JSONValue] {
        Dictionary(
            all.map { status, text in
                var members: [String: JSONValue] = [
                    "description": .string(text),
                    "content": [
                        "application/problem+json": ["schema": ProblemShape.schema.reference]
                    ],
                ]
                if let header = headers[status] { members["headers"] = header }
                return (String(status), JSONValue.object(members))
            }
        ) { first, _ in first }
    }

    private static let wait: JSONValue = [
        "Retry-After": [
            "description": "Seconds.", "required": true,
            "schema": ["type": "integer", "minimum": 0],
        ]
    ]

    private static let headers: [Int: JSONValue] = [
        429: wait, 503: wait,
        401: [
            "WWW-Authenticate": [
                "description": "How to show who is there.", "required": true,
                "schema": ["type": "string"],
            ]
        ],
        405: [
            "Allow": [
                "description": "Methods that work.", "required": true,
                "schema": ["type": "string"],
            ]
        ],
    ]
}
