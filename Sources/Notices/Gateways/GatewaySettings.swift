import Kernel
import Outbound

/// How a gateway for text messages wants to be asked.
public struct GatewaySettings: Sendable {
    public enum Body: Sendable {
        case json(JSONValue)
        case form([(name: String, value: String)])
    }

    /// How numbers are spelled.
    public enum Numbers: String, Sendable {
        /// `+628123…`
        case plus
        /// `628123…`
        case plain
        /// `08123…`; numbers of other countries as `plus`.
        case local

        func spelled(_ number: PhoneNumber) -> String {
            switch self {
            case .plus: number.text
            case .plain: String(number.text.dropFirst())
            case .local:
                number.isIndonesian ? "0" + number.text.dropFirst(3) : number.text
            }
        }
    }

    /// What an answer looks like when the message was taken.
    public struct Success: Sendable {
        public let statuses: Set<Int>
        /// A path into the JSON of the answer, and what must stand there; nil: the status is all.
        public let field: String?
        public let values: Set<String>
        /// Where the gateway's own name of the message stands.
        public let name: String?

        public init(
            statuses: Set<Int> = [200, 201, 202], field: String? = nil,
            values: Set<String> = [], name: String? = nil
        ) {
            self.statuses = statuses
            self.field = field
            self.values = values
            self.name = name
        }
    }

    public let name: String
    public let url: String
    public let method: OutboundRequest.Method
    /// Secrets among them: never shown.
    public let headers: [(name: String, value: String)]
    public let body: Body
    public let success: Success
    /// Answers that say that this message will never be taken.
    public let refused: Set<Int>
    public let knowsTwins: Bool
    public let rate: Int?
    public let numbers: Numbers
    /// For one message, in milliseconds.
    public let timeout: Int

    public init(
        name: String, url: String, method: OutboundRequest.Method = .post,
        headers: [(name: String, value: String)] = [], body: Body, success: Success = Success(),
        refused: Set<Int> = [400, 422], knowsTwins: Bool = false, rate: Int? = nil,
        numbers: Numbers = .plus, timeout: Int = 10_000
    ) {
        self.name = name
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.success = success
        self.refused = refused
        self.knowsTwins = knowsTwins
        self.rate = rate
        self.numbers = numbers
        self.timeout = timeout
    }

    /// Whether each request names the notice, so that the gateway can know twins and its owner can
    /// find a message again.
    public var namesNotice: Bool {
        let inHeaders = headers.contains { $0.value.contains("{id}") }
        switch body {
        case .json(let template): return inHeaders || template.text.contains("{id}")
        case .form(let pairs): return inHeaders || pairs.contains { $0.value.contains("{id}") }
        }
    }
}
