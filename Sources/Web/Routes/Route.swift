import Kernel
import People

/// One thing the site can do: method, path, who may call it, limits, input, output and handler
/// in one value. The router, the access test and the decoding of forms are made from it.
public struct Route: Sendable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET", post = "POST", patch = "PATCH", delete = "DELETE"
    }

    /// What the caller gets back; decides how errors are told.
    public enum Output: String, Sendable, Hashable { case page, file, events, data }

    public let method: Method
    public let path: PathTemplate
    public private(set) var access: Access
    public private(set) var limits: RouteLimits
    public private(set) var output: Output
    public private(set) var isDemoOnly = false
    /// Whether the person has to have shown a moment ago who is there.
    public private(set) var needsProof = false
    /// Whether it is called by a program of somebody else, which shows a secret of its own instead
    /// of a form token.
    public private(set) var isForMachines = false
    /// Whether its answer depends on another server.
    public private(set) var waitsForOthers = false
    /// Where its callers show a token that is in no header; nil: nowhere.
    public private(set) var key: Key?
    /// What programs are told of it; nil: not theirs.
    public private(set) var operation: Operation?
    /// Whether it is called with a token and never with a session.
    public private(set) var isForPrograms = false
    public let fields: [InputField]
    let run: @Sendable (Call) async throws -> Reply
    /// The page of a form that was refused; throws what none can be shown for.
    private let refuse: @Sendable (Call, any Error) async throws -> Reply
    /// What is done with a form before its sender is asked who is there.
    private(set) var prepare: @Sendable (Call) async throws -> ProofNeed = { _ in .needed }

    /// What the shell hands to a route once access, form token and limits are checked.
    struct Call: Sendable {
        let visit: VisitorContext
        let form: FormState
        let files: [UploadedFile]
        var json: JSONValue?
    }

    init<C: RouteContext, I: RouteInput>(
        _ method: Method, _ path: PathTemplate, _ output: Output, _ input: I.Type,
        _ limits: RouteLimits, _ handle: @escaping @Sendable (C, I) async throws -> Reply,
        _ refused: (@Sendable (C, FormState, Refusal) async throws -> Reply)?
    ) {
        self.method = method
        self.path = path
        self.output = output
        self.limits = limits
        access = C.access
        fields = I.fields
        let refuse: @Sendable (Call, any Error) async throws -> Reply = { call, error in
            guard let refusal = StoreRefusal.of(error) else { throw error }
            guard let refused, refusal.kind != .notFound, let context = C(call.visit) else {
                throw refusal
            }
            let form = call.form.refused(refusal)
            return try await refused(context, form, refusal).refused(refusal.kind)
        }
        self.refuse = refuse
        run = { call in
            do {
                let (context, input): (C, I) = try Self.decode(call)
                return try await handle(context, input)
            } catch {
                return try await refuse(call, error)
            }
        }
    }

    private static func decode<C: RouteContext, I: RouteInput>(_ call: Call) throws -> (C, I) {
        guard let context = C(call.visit) else { throw Refusal(.forbidden, "web.forbidden") }
        let wrong = problems(I.fields, call.form, call.json)
        guard wrong.isEmpty else { throw Refusal(.invalid, problems: wrong) }
        var reader = FieldReader(
            form: call.form, files: call.files, declared: I.fields, json: call.json)
        let input = try I(&reader)
        guard reader.problems.isEmpty else {
            throw Refusal(.invalid, problems: reader.problems)
        }
        return (context, input)
    }

    /// A page to read. The handler's context type says who may.
    public static func get<C: RouteContext, I: RouteInput>(
        _ path: PathTemplate, _ input: I.Type, output: Output = .page,
        _ handle: @escaping @Sendable (C, I) async throws -> Reply
    ) -> Route {
        Route(.get, path, output, input, RouteLimits(), handle, nil)
    }

    /// A page that takes no input.
    public static func get<C: RouteContext>(
        _ path: PathTemplate, output: Output = .page,
        _ handle: @escaping @Sendable (C) async throws -> Reply
    ) -> Route {
        Route(
            .get, path, output, NoInput.self, RouteLimits(),
            { context, _ in
                try await handle(context)
            }, nil)
    }

    /// A form to send. When the input or the action refuses, `refused` shows the same page again
    /// with everything typed and the problems beside the fields; the status is set by the shell.
    public static func post<C: RouteContext, I: RouteInput>(
        _ path: PathTemplate, _ input: I.Type, output: Output = .page,
        _ handle: @escaping @Sendable (C, I) async throws -> Reply,
        refused: (@Sendable (C, FormState, Refusal) async throws -> Reply)? = nil
    ) -> Route {
        let takesFiles = I.fields.contains { $0.place == .file }
        let limits = RouteLimits(rate: takesFiles ? .uploads : .forms)
        return Route(.post, path, output, input, limits, handle, refused)
    }

    /// Bytes for a program of ours in the browser: its input has one field `.content`. The form
    /// token comes in the header `X-Tanda`, and problems go back as data.
    public static func patch<C: RouteContext, I: RouteInput>(
        _ path: PathTemplate, _ input: I.Type,
        _ handle: @escaping @Sendable (C, I) async throws -> Reply
    ) -> Route {
        Route(.patch, path, .data, input, RouteLimits(rate: .api), handle, nil)
    }

    /// A button that needs no values.
    public static func post<C: RouteContext>(
        _ path: PathTemplate, _ handle: @escaping @Sendable (C) async throws -> Reply
    ) -> Route {
        Route(
            .post, path, .page, NoInput.self, RouteLimits(rate: .forms),
            { context, _ in
                try await handle(context)
            }, nil)
    }

    /// The same route for officers with a permission only.
    public func needing(_ permission: Permission) -> Route {
        precondition(access == .officer(nil), "\(path): only routes of officers need permissions")
        var copy = self
        copy.access = .officer(permission)
        return copy
    }

    /// The same route for an act that decides: whoever sends it shows again who is there, unless
    /// that was done a moment ago. For forms with files see `proving(first:)`.
    public func proving() -> Route {
        precondition(
            method == .post && access != .everyone && !fields.contains { $0.place == .file },
            "\(path): only forms of people who are signed in, without files, can ask so")
        var copy = self
        copy.needsProof = true
        return copy
    }

    /// The same for a form with files, or one whose buttons do not all decide. The page that asks
    /// repeats what was typed, but no files: whatever came has to be kept first.
    /// - Parameter first: keeps it and says whether the press needs a proof. What it refuses is
    ///   said at once, on the form's own page.
    public func proving<C: RouteContext, I: RouteInput>(
        first: @escaping @Sendable (C, I) async throws -> ProofNeed
    ) -> Route {
        precondition(
            method == .post && access == C.access && access != .everyone,
            "\(path): only forms of people who are signed in can ask for proof")
        var copy = self
        copy.needsProof = true
        copy.prepare = { [refuse] call in
            do {
                let (context, input): (C, I) = try Self.decode(call)
                return try await first(context, input)
            } catch {
                return .answered(try await refuse(call, error))
            }
        }
        return copy
    }

    /// The same route for a program that is no browser: no form token is asked for, and a body of
    /// any media type is taken as it is (`InputField.content`). The handler asks for a secret that
    /// a page of another site cannot send along (a header of its own), and uses no session.
    public func forMachines() -> Route {
        precondition(
            method == .post && access == .everyone && output == .data,
            "\(path): a route for machines is a POST for everyone that answers with data")
        var copy = self
        copy.isForMachines = true
        return copy
    }

    /// A field of a form in which programs of a standard send their token, and the allowance of
    /// each.
    public struct Key: Sendable, Hashable {
        public let field: String
        public let rate: RateClass
    }

    /// The same route for machines with the program of the token that stands in a field of what
    /// they send: the handler finds it in its context, or none.
    public func keyed(by field: String, _ rate: RateClass) -> Route {
        precondition(isForMachines, "\(path): only machines show tokens in forms")
        var copy = self
        copy.key = Key(field: field, rate: rate)
        return copy
    }

    /// The same page for one that waits for another server: it takes no turn among the pages, or a
    /// server that is slow would stop them all.
    public func waitingForOthers() -> Route {
        var copy = self
        copy.waitsForOthers = true
        return copy
    }

    /// The same route for programs, as they are told of it.
    func forPrograms(_ operation: Operation, _ scope: TokenScope?) -> Route {
        var copy = forPrograms()
        copy.operation = operation
        if access == .program(nil) { copy.access = .program(scope) }
        return copy
    }

    /// The same route for programs that read no document: a token is looked for, a session is not.
    public func forPrograms() -> Route {
        var copy = self
        copy.isForPrograms = true
        return copy
    }

    /// The same route, open in demo mode only.
    public func demoOnly() -> Route {
        var copy = self
        copy.isDemoOnly = true
        return copy
    }

    /// The same route with other limits.
    public func limited(_ change: (inout RouteLimits) -> Void) -> Route {
        var copy = self
        change(&copy.limits)
        return copy
    }
}
