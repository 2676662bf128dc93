import Cases
import Contracts
import Kernel
import Notices
import People

/// The lines of page and paper, in the reader's language.
struct HeldText {
    let held: HeldData
    let words: Wording

    private var language: Language { words.language }

    func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, held.zone, language)
    }

    /// What is restricted now: the whole account, or single cases.
    var restricted: [String] {
        held.restrictions.filter { $0.liftedAt == nil }.map { restriction in
            let number = held.cases.first { $0.record.id == restriction.caseID }?.record.number
            return words(
                number == nil ? "privacy.restricted.all" : "privacy.restricted.case",
                ["number": number?.text ?? "", "when": time(restriction.since)])
        }
    }

    var account: [(String, String)] {
        let account = held.account
        var contacts = [(words("privacy.contact"), account.contact?.address ?? "–")]
        if let second = account.secondContact {
            contacts.append((words("privacy.contact.second"), second.address))
        }
        if let former = account.formerContact {
            contacts.append((words("privacy.contact.former"), former.address))
        }
        return [(words("privacy.name"), account.name)] + contacts + [
            (words("privacy.level"), words("privacy.level.\(account.level.rawValue)")),
            (words("privacy.nik"), account.nik ?? "–"),
        ] + archive(account) + [
            (words("privacy.since"), time(account.createdAt)),
            (
                words("privacy.password"),
                account.passwordAt.map(time) ?? words("privacy.password.none")
            ),
        ]
    }

    /// The NIK that an older archive says, of which nothing is proven: masked, for the archive may
    /// have taken somebody else for whoever claimed the account.
    private func archive(_ account: HeldAccount) -> [(String, String)] {
        account.archiveNIK.map { [(words("privacy.nik.archive"), $0)] } ?? []
    }

    func lines(_ kind: HeldKind) -> [String] {
        switch kind {
        case .factors:
            held.account.factors.map { factor in
                let name = words("privacy.factor.\(factor.kind.rawValue)")
                let own = factor.name.isEmpty ? "" : " (\(factor.name))"
                return "\(name)\(own), \(time(factor.createdAt))"
            } + held.account.connections.map { "\($0.provider), \(time($0.createdAt))" }
        case .sessions:
            held.account.signIns.map { "\(time($0.createdAt)), \($0.agent)" }
        case .notices:
            held.notices.map { notice in
                let subject = notice.subject.isEmpty ? words("privacy.erased") : notice.subject
                return "\(time(notice.createdAt)): \(subject)"
            } + held.devices.map { "\(time($0.createdAt)), \($0.agent)" }
        case .consents:
            held.consents.map { receipt in
                "\(time(receipt.at)), \(receipt.number.text): “\(receipt.text)” "
                    + words("privacy.consent.hash", ["hash": String(receipt.hash.prefix(12))])
            }
        case .questions:
            held.account.questions.map { question in
                let outcome = words("privacy.question.\(question.outcome.rawValue)")
                return "\(time(question.at)): \(outcome)"
            }
        case .emergencies:
            [
                ("privacy.emergencies.judged", held.emergencies.judged),
                ("privacy.emergencies.waiting", held.emergencies.waiting),
            ].filter { $0.1 > 0 }.map { key, count in
                words(key, ["count": HumanText.number(count, language)])
            }
        case .mandates: held.mandates.map(mandate)
        case .permits: held.permits.map(permit)
        case .programs: held.programs.map(program)
        case .scans: held.scans.map { words("privacy.scan", ["time": time($0)]) }
        case .account, .drafts, .cases, .looks: []
        }
    }

    /// “Token: Sistem rumah sakit (cases, drafts), 1 Maret 2026 14.30 WIB”.
    private func program(_ program: HeldProgram) -> String {
        let allows = program.allows.isEmpty ? "" : " (\(program.allows.joined(separator: ", ")))"
        let over = program.endedAt.map { words("privacy.program.ended", ["when": time($0)]) } ?? ""
        return words("privacy.program.\(program.kind.rawValue)")
            + ": \(program.name)\(allows), \(time(program.createdAt))\(over)"
    }

    /// “Anda mewakili CV Maju, 1 Maret 2026 – 31 Mei 2026: berlaku”.
    private func mandate(_ view: MandateView) -> String {
        let mandate = view.mandate
        let isAgent = mandate.agent == held.account.id
        let from = HumanText.day(mandate.from, language)
        let span = mandate.until.map { HumanText.period(mandate.from, $0, language) } ?? from
        return words(
            isAgent ? "privacy.mandate.held" : "privacy.mandate.given",
            [
                "name": isAgent ? view.partyName : view.agentName ?? "–", "time": span,
                "state": words("privacy.mandate.\(mandate.state.rawValue)"),
            ])
    }

    /// “Reklame, 503/1/2019: Siti Aminah, NIK …; disimpan selama izinnya dapat berlaku”.
    private func permit(_ permit: HeldPermit) -> String {
        let sealed = [
            permit.business, permit.name, permit.nik.map { "NIK \($0)" },
            permit.nib.map { "NIB \($0)" }, permit.contact, permit.place,
        ].compactMap { $0 }
        let keep = held.keptUntil(permit).map {
            words("privacy.keep.until", ["day": HumanText.day($0, language)])
        }
        return words(
            "privacy.permit",
            [
                "kind": held.title(permit.kind, language), "number": permit.number,
                "holds": sealed.joined(separator: ", "),
                "keep": keep ?? words("privacy.permit.holds"),
            ])
    }

    func facts(_ holding: CaseHolding) -> [(String, String)] {
        let record = holding.record
        let state =
            holding.isErased
            ? words("privacy.erased")
            : words("privacy.state.\(record.state == .closed ? "closed" : "open")")
        return [
            (words("privacy.case.state"), state),
            (words("privacy.case.sent"), time(record.submittedAt)),
            (words("privacy.case.holds"), holds(holding)), (words("privacy.keep"), until(holding)),
        ]
    }

    /// “2 berkas, 1 pesan, 1 surat”.
    func holds(_ holding: CaseHolding) -> String {
        words(
            "privacy.case.counts",
            [
                "files": HumanText.number(holding.files, language),
                "messages": HumanText.number(holding.messages, language),
                "letters": HumanText.number(holding.letters, language),
            ])
    }

    func until(_ holding: CaseHolding) -> String {
        guard let day = held.keptUntil(holding) else { return words("privacy.keep.running") }
        return words("privacy.keep.until", ["day": HumanText.day(day, language)])
    }
}

extension Wording {
    /// “5 tahun sejak berkas selesai”.
    func keeping(_ rule: RetentionRule) -> String {
        let unit: HumanText.Unit =
            switch rule.keep.unit {
            case .days: .day
            case .months: .month
            case .years: .year
            }
        let time = HumanText.count(rule.keep.count, unit, language)
        return self(
            rule.keep.count == 0
                ? "privacy.keep.\(rule.kind.rawValue).now" : "privacy.keep.\(rule.kind.rawValue)",
            ["time": time])
    }
}
