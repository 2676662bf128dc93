import Contracts

/// What a story may name beside its own service.
public struct StoryIndex: Sendable {
    /// Services of the city, for objections that are played on and for cases before.
    let services: [ServiceCode: Service]

    public init(_ services: [ServiceCode: Service]) { self.services = services }

    /// Keys with which the house refuses what stories do, as `refused:` names them.
    public static let refusals: Set<String> = [
        "case.booking.taken", "case.booking.unclear", "case.changed_meanwhile",
        "case.confirm.not_now", "case.confirm.often", "case.deemed", "case.dismiss.reason",
        "case.extend.named", "case.extend.not_here", "case.extend.once", "case.extend.too_late",
        "case.fee.unknown", "case.four_eyes", "case.four_eyes.record", "case.letter.broken",
        "case.letter.unsealed",
        "case.merge.chain", "case.merge.not_now", "case.not_found", "case.not_yours",
        "case.objection.nothing", "case.objection.same_decider", "case.objection.too_late",
        "case.objection.twice", "case.pause.not_now", "case.pause.reason", "case.pay.amount",
        "case.pay.day", "case.pay.late", "case.reopen.letter", "case.reopen.step",
        "case.reroute.unit", "case.return.no_field", "case.return.no_note",
        "case.return.not_here", "case.return.not_waiting", "case.return.unknown_field",
        "case.service_closed", "case.text.missing", "case.text.too_long",
        "case.withdraw.too_late", "forms.address.both", "forms.address.street",
        "forms.address.town", "forms.choice.unknown", "forms.date", "forms.date.early",
        "forms.date.late", "forms.email", "forms.missing", "forms.missing.choice",
        "forms.missing.choices", "forms.missing.date", "forms.missing.file", "forms.nik",
        "forms.number", "forms.number.range", "forms.phone", "forms.point.outside",
        "forms.point.place", "forms.point.unreadable", "forms.postal", "forms.range.long",
        "forms.range.order", "forms.region.kecamatan", "forms.region.kelurahan",
        "forms.region.rt", "forms.region.rw", "forms.region.several", "forms.region.unknown",
        "forms.rt", "forms.rule", "forms.rupiah", "forms.rupiah.range", "forms.rw",
        "forms.table.few", "forms.table.many", "forms.table.none",
        "forms.text.long",
    ]
}
