import Cases
import Contracts
import Kernel
import Ledger
import Web

/// Following a case by its number, without signing in.
struct TrackingPages: Sendable {
    let tools: PortalTools
    private let guesses: GuessGuard
    private let stamps: TrackingStamps

    init(tools: PortalTools) {
        self.tools = tools
        guesses = GuessGuard()
        stamps = TrackingStamps(tools.cases.ledger.recentActs)
    }

    struct FormInput: RouteInput {
        static let fields: [InputField] = [.query("nomor", max: 80)]
        let number: String?
        init(_ fields: inout FieldReader) { number = fields.optionalText("nomor") }
    }

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80)]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    struct LiveInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .query("sejak", .integer, max: 20),
        ]
        let number: String
        /// The newest act on the page that opens the stream.
        let since: Int64?
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            since = fields.optionalInteger("sejak", 0...Int64.max)
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.track, FormInput.self) { (visit: VisitorContext, input) in
                guard let typed = input.number else { return .page(form(visit)) }
                do throws(Refusal) {
                    let number = try TrackingCode(typed)
                    return .redirect(PortalURL.tracking.filled(number.text))
                } catch {
                    if let known = try await elsewhere(typed, visit) { return .redirect(known) }
                    return .page(form(visit, typed, error), status: 422)
                }
            },
            Route.get(PortalURL.tracking, NumberInput.self) { (visit: VisitorContext, input) in
                try await show(input.number, visit)
            },
            Route.get(PortalURL.trackingLive, LiveInput.self, output: .events) {
                (visit: VisitorContext, input) in
                guard let number = try? TrackingCode(input.number),
                    let stamp = try await stamp(number, visit)
                else { return try .notFound() }
                return .events(CaseSignals.source(tools.cases, stamp, since: input.since))
            },
        ]
    }

    /// What is no number of a case of this house: one of an older archive, or that of a permit.
    /// Such numbers follow one another, so each try counts like one that guesses.
    private func elsewhere(_ typed: String, _ visit: VisitorContext) async throws -> String? {
        guard guesses.admits(visit.request.address, at: visit.now) else {
            throw Refusal(.tooMuch, "public.track.guessing")
        }
        if let permit = try await tools.permits?.permit(typed) { return permit.address }
        guard let number = try await tools.cases.imported(typed) else { return nil }
        guesses.miss(visit.request.address, at: visit.now)
        return PortalURL.tracking.filled(number.text)
    }

    private func show(_ typed: String, _ visit: VisitorContext) async throws -> Reply {
        let number: TrackingCode
        do throws(Refusal) {
            number = try TrackingCode(typed)
        } catch {
            return .page(form(visit, typed, error), status: 404)
        }
        guard let stamp = try await stamp(number, visit) else {
            guard try await tools.isOnPaper(number) else {
                return .page(unknown(number, visit), status: 404)
            }
            return .page(onPaper(number, visit))
        }
        // Other spellings of a number share the page, and its cached bytes.
        guard typed == number.text else {
            return .redirect(PortalURL.tracking.filled(number.text))
        }
        return .cached(
            key: "L\(number.symbols)", version: String(stamp.version), family: "L"
        ) {
            try await page(number, visit)
        }
    }

    /// The case of a number; an address that asked for many that do not exist has to wait.
    private func stamp(
        _ number: TrackingCode, _ visit: VisitorContext
    ) async throws -> TrackingStamp? {
        guard guesses.admits(visit.request.address, at: visit.now) else {
            throw Refusal(.tooMuch, "public.track.guessing")
        }
        let stamp = try await stamps.stamp(number) {
            try await tools.cases.trackingStamp(number)
        }
        if stamp == nil, try await !tools.isOnPaper(number) {
            guesses.miss(visit.request.address, at: visit.now)
        }
        return stamp
    }

    private func page(_ number: TrackingCode, _ visit: VisitorContext) async throws -> Page {
        let tracking = try await tools.cases.tracking(number)
        let papers = try await tools.papers(number)
        let live = PortalURL.trackingLive.filled(number.text) + "?sejak=\(tracking.version)"
        return Page(
            visit.words("public.track.case", ["number": number.text]),
            caption: tracking.rules.service.title.text(visit.language),
            crumbs: [
                Crumb(visit.words("public.crumb.home"), PortalURL.home.filled()),
                Crumb(visit.words("portal.nav.track"), PortalURL.track.filled()),
            ], section: PortalURL.track.filled(), liveAddress: live,
            body: trackingView(tracking, papers, visit.ui))
    }

    private func form(
        _ visit: VisitorContext, _ typed: String = "", _ refusal: Refusal? = nil
    ) -> Page {
        let error = refusal?.problems.first.map { visit.words($0.key, $0.values) }
        return Page(
            visit.words("public.track.title"), lead: visit.words("public.track.lead"),
            section: PortalURL.track.filled(), isIndexed: typed.isEmpty,
            body: trackFormView(visit.ui, typed, error))
    }

    /// It was torn off a sheet that a counter has not entered yet.
    private func onPaper(_ number: TrackingCode, _ visit: VisitorContext) -> Page {
        Page(
            visit.words("public.track.case", ["number": number.text]),
            lead: visit.words("public.track.paper"), section: PortalURL.track.filled(),
            body: "<p>\(visit.words("public.track.paper.text"))</p>")
    }

    private func unknown(_ number: TrackingCode, _ visit: VisitorContext) -> Page {
        Page(
            visit.words("public.track.unknown"),
            lead: visit.words("public.track.unknown.lead", ["number": number.text]),
            section: PortalURL.track.filled(), body: trackUnknownView(visit.ui, number.text))
    }
}
