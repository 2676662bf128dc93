import Cases
import Contracts
import Kernel
import Notices
import People
import Store
import Web

/// By which channels, at which hours.
struct ChoicePages: Sendable {
    let tools: MessageTools

    struct Input: RouteInput {
        static let fields: [InputField] =
            [
                .form("dari", max: 5), .form("sampai", max: 5), .form("tenang", max: 5),
                .form("surel", max: 5), .form("rangkum", max: 5),
            ] + ChoiceForm.kinds.map { .form(ChoiceForm.name($0), .choices, max: 20) }

        let choices: NoticeChoices

        init(_ fields: inout FieldReader) {
            var choices = NoticeChoices()
            for kind in ChoiceForm.kinds {
                choices.channels[kind] = Set(
                    fields.choices(ChoiceForm.name(kind)).compactMap {
                        NoticeChannel(rawValue: $0)
                    }.filter { $0 != .app })
            }
            let from = fields.value("dari", "messages.choices.clock", ChoiceForm.minutes)
            let until = fields.value("sampai", "messages.choices.clock", ChoiceForm.minutes)
            let isQuiet = fields.flag("tenang")
            choices.quiet =
                isQuiet ? QuietHours(from: from ?? 0, until: until ?? 0) : .none
            choices.quietsMail = fields.flag("surel")
            choices.hasDigest = fields.flag("rangkum")
            self.choices = choices
        }
    }

    var routes: [Route] {
        [
            Route.get(MessageURL.choices) { (visit: PersonContext) in
                .page(try await page(visit, nil))
            },
            Route.post(MessageURL.choices, Input.self) { (visit: PersonContext, input) in
                let account = visit.person.account
                try await tools.store.write("notices.choose") { [notices = tools.notices] tx in
                    try notices.choose(input.choices, for: account, in: tx)
                }
                return .redirect(MessageURL.choices.filled()).flash(.success, "messages.chosen")
            } refused: { visit, form, _ in
                .page(try await page(visit, form))
            },
        ]
    }

    private func page(_ visit: PersonContext, _ form: FormState?) async throws -> Page {
        let account = visit.person.account
        let notices = tools.notices
        let (choices, devices, reach) = try await tools.store.read("notices.choices") {
            [accounts = tools.accounts] reader in
            (
                try notices.choices(of: account, in: reader),
                try notices.devices(of: account, in: reader),
                try accounts.reach(account, in: reader)
            )
        }
        let contacts = reach?.contacts ?? []
        let model = ChoiceModel(
            contacts: contacts, offered: notices.offered, devices: devices,
            pushKey: notices.offered.contains(.push) ? try await notices.pushKey() : nil,
            isOfficer: visit.isOfficer, zone: try await tools.shelf.zone())
        return Page(
            visit.words("messages.choices"), lead: visit.words("messages.choices.lead"),
            crumbs: [Crumb(visit.words("messages.title"), MessageURL.list.filled())],
            section: MessageURL.list.filled(), hasScript: true,
            body: choiceView(
                model, form ?? ChoiceForm.state(choices, model.usual), visit.ui))
    }
}

/// The form of the choices: which fields it has, and what is chosen.
enum ChoiceForm {
    /// What cannot be switched off is not asked.
    static let kinds = NoticeKind.allCases.filter { !$0.isLocked }

    static func name(_ kind: NoticeKind) -> String { "kanal-\(kind.rawValue)" }

    /// `20.00` or `20:00`.
    static func minutes(_ typed: String) -> Int? {
        let parts = typed.split(whereSeparator: { $0 == "." || $0 == ":" })
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    static func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour).\(minute < 10 ? "0" : "")\(minute)"
    }

    static func state(_ choices: NoticeChoices, _ usual: Set<NoticeChannel>) -> FormState {
        var form = FormState()
        for kind in kinds {
            form.values[name(kind)] = (choices.channels[kind] ?? usual).map(\.rawValue).sorted()
        }
        let hours = choices.quiet.isNone ? QuietHours.usual : choices.quiet
        form.values["dari"] = [clock(hours.from)]
        form.values["sampai"] = [clock(hours.until)]
        if !choices.quiet.isNone { form.values["tenang"] = ["ya"] }
        if choices.quietsMail { form.values["surel"] = ["ya"] }
        if choices.hasDigest { form.values["rangkum"] = ["ya"] }
        return form
    }
}
