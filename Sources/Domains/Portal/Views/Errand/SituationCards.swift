import Cases
import Contracts
import Kernel
import Ledger
import Web

extension Wait {
    /// The end of a words key; nothing for a correction, which is the usual wait.
    var key: String { self == .correction ? "" : ".\(rawValue)" }
}

// What stands under the situation of a case beside corrections and letters.
extension SituationView {
    /// The bill: what, how much, until when, and how to pay.
    func billCard(_ bill: Bill) -> HTML {
        let items = file.service.fee.rule?.items ?? []
        let lines: [(name: String, value: HTML)] = bill.items.map { item in
            let title = items.first { $0.id == item.id }?.title
            return (
                title.map { ui.words($0) } ?? ui.words("bill.paidBefore"),
                .text(HumanText.rupiah(Rupiah(item.rupiah), ui.language))
            )
        }
        let total: HTML = "<strong>\(HumanText.rupiah(Rupiah(bill.total), ui.language))</strong>"
        let until = HumanText.weekdayAndDay(bill.due, ui.language)
        let how = file.service.fee.rule.map { ui.words($0.how) } ?? ""
        let body: HTML = """
            \(ui.facts(
                lines + [
                    (ui.words("portal.bill.total"), total),
                    (ui.words("portal.bill.until"), .text(until)),
                    (ui.words("portal.number"), .text(record.number.text)),
                ]))<p>\(how)</p><p>\(ui.words("portal.bill.after"))</p>
            """
        return ui.notice(.warning, title: ui.words("portal.bill.title"), body)
    }

    /// That the newest bill was paid: how much, and when.
    var paid: String? {
        guard let bill = file.bill, let day = bill.paidOn else { return nil }
        return ui.words(
            "portal.bill.paidOn",
            [
                "amount": HumanText.rupiah(Rupiah(bill.total), ui.language),
                "day": HumanText.day(day, ui.language),
            ])
    }

    /// The written reason of a refusal that came without a letter.
    var refusalReason: HTML {
        guard record.outcome == .refused, file.issuedLetter == nil,
            let at = file.acts.last(where: { $0.type == ActKind.refused.rawValue })?.at,
            let reason = told(at: at)
        else { return HTML() }
        return ui.notice(
            .danger, title: ui.words("portal.refused.title"), "<p>\(HTML.lines(reason))</p>")
    }

    /// Why the promise was put off, as long as it has not been kept.
    var extensionCard: HTML {
        guard let at = record.extendedAt, record.state != .closed, let reason = told(at: at)
        else { return HTML() }
        return ui.notice(
            .info, title: ui.words("portal.extended.title"), "<p>\(HTML.lines(reason))</p>")
    }

    /// What the office wrote to the applicant at that moment, as part of an act.
    private func told(at moment: Instant) -> String? {
        file.messages.first {
            !$0.isInternal && $0.at == moment && $0.author.kind == "officer"
        }?.text
    }

    /// Why the office has stopped the clock, with the law that allows it.
    var pause: HTML? {
        guard record.wait == .pause, let pause = file.pauses.last else { return nil }
        let reason = file.service.terms.pauses.first { $0.id == pause.reason }
        return ui.notice(
            .info, title: ui.words("portal.pause.title"),
            """
            <p>\(reason.map { ui.words($0.title) } ?? "")</p>\
            <p>\(reason.map { ui.words("portal.pause.law", ["law": $0.law]) } ?? "")</p>
            """)
    }

    /// The objection to this case that was sent, if there is one.
    var objection: CaseLink.Other? {
        file.links.first {
            $0.isOpen && $0.kind == .objection && $0.from != record.id && $0.other != nil
        }?.other
    }

    /// Until when, and how, the decision or its absence can be contested.
    var contest: HTML {
        if let objection {
            let link = ui.link(
                objection.number.text, PortalURL.caseFile.filled(objection.number.text))
            return ui.notice(
                .info, title: ui.words("portal.contested.title"),
                "<p>\(ui.words("portal.contested.text")) \(link)</p>")
        }
        guard let end = contestableUntil else { return HTML() }
        let day = HumanText.weekdayAndDay(Day(end, in: file.rules.calendar.zone), ui.language)
        return ui.notice(
            .neutral, title: ui.words("portal.contest.title"),
            """
            <p>\(ui.words("portal.contest.text", ["day": day]))</p>\
            \(ui.action(
                ui.words("portal.contest.button"),
                PortalURL.caseObjection.filled(record.number.text), .secondary))
            """)
    }
}
