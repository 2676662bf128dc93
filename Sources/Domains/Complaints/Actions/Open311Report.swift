import Cases
import Contracts
import Forms
import Kernel
import Open311

/// A report that a program sent, read and judged: fit to become a draft.
struct Open311Report: Sendable {
    let service: Service
    let rule: ReportRule
    /// Of the catalogue.
    let version: String
    let typed: TypedAnswers
    let reporter: Open311Reporter
    let mediaURLs: [String]
    let today: Day
    let place: PointAnswer
    private let hasPoint: Bool
    private let limits: FloodLimits

    var form: FormDefinition { service.form }

    /// What the form takes as pictures; nil when it asks for none.
    var pictures: FileRule? {
        guard case .file(let files)? = form.fields.first(where: { $0.id == rule.photos })?.kind
        else { return nil }
        return files
    }

    /// - Throws: `Refusal` that names every parameter that is wrong.
    init(_ form: Open311Form, _ offer: Open311Offer, in map: CityMap, on today: Day) throws {
        try Open311Place.checkOrder(form.value("lat"), form.value("long"), in: map)
        let post = try GeoPost(form.parameters)
        guard let topic = offer.topic(post.serviceCode) else {
            throw Refusal.open311Unknown("service_code")
        }
        try post.check(offer.definition(topic))
        place = try Open311Place.find(post, in: map)
        limits = offer.catalogue.profile.floods
        // Picture, pin and category say enough: the specification does not ask for a text.
        let text = post.description ?? offer.words(topic.title)
        service = offer.service
        rule = offer.rule
        version = offer.catalogue.version
        let answers = Answers([
            rule.topic: .text(topic.code), rule.text: .text(text), rule.place: .point(place),
        ])
        typed = TypedAnswers(showing: answers, map.places).merging(offer.typed(post.attributes))
        reporter = try Open311Reporter(
            post.person, anonymous: offer.words("complaints.guest"))
        mediaURLs = post.mediaURLs
        hasPoint = post.point != nil
        self.today = today
        let photos = rule.photos
        // Pictures are not there yet.
        try refuse(service.form.answer(typed, now: today).problems.filter { $0.field != photos })
    }

    func floods(_ tools: ComplaintTools) -> FloodGuard {
        FloodGuard(tools: tools, limits: limits)
    }

    /// Tells problems of the form at the parameters that were sent.
    func refuse(_ problems: [FieldProblem]) throws(Refusal) {
        guard !problems.isEmpty else { return }
        throw Refusal(
            problems.map { FieldProblem(parameter($0), $0.key, $0.values) })
    }

    private func parameter(_ problem: FieldProblem) -> String {
        switch problem.field {
        case rule.topic: "service_code"
        case rule.text: "description"
        case rule.photos: "media"
        case rule.place: hasPoint && problem.part != "tempat" ? "lat" : "address_string"
        default: "attribute[\(problem.field)]"
        }
    }
}
