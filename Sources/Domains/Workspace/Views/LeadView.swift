import Cases
import Contracts
import Kernel
import People
import Web

extension CaseDesk {
    /// What this officer may do with the case as a whole, now.
    var leadActs: Set<DeskAct> {
        var acts: Set<DeskAct> = []
        let service = file.service
        let leads = officer.leading(record, service) != nil
        if record.state == .closed {
            if leads, record.outcome != .granted || file.letter == nil { acts.insert(.reopen) }
            if file.mayRevoke(officer) { acts.insert(.revokeLetter) }
            if file.bill?.state == .lapsed, officer.takesPayments(of: record, service) {
                acts.insert(.payLate)
            }
            return acts
        }
        let mine = file.tasks.filter { leads || officer.authority(for: $0) != nil }
        if mine.contains(where: { !file.otherUnits(for: $0).isEmpty }) { acts.insert(.reroute) }
        guard leads else { return acts }
        acts.insert(.link)
        if file.links.contains(where: { $0.isOpen && $0.from == record.id && $0.kind != .objection }
        ) {
            acts.insert(.unlink)
        }
        if service.terms.prolongation != nil, record.extendedAt == nil,
            record.mayBeExtended(at: now)
        {
            acts.insert(.extend)
        }
        if record.state == .open, !file.earlierSteps.isEmpty { acts.insert(.reopen) }
        if record.wait == .pause { acts.insert(.resume) }
        if !service.terms.pauses.isEmpty, record.state == .open, record.clock.isRunning {
            acts.insert(.pause)
        }
        return acts
    }
}

extension CaseFile {
    /// Steps to which the case may be brought again, as it is now.
    var earlierSteps: [Step] {
        guard record.state == .open else { return service.reopenable }
        guard record.deemedAt == nil else { return [] }
        return service.flow.behind(record.step, bindings).filter { service.mayReopen(at: $0.id) }
    }

    /// Other units that have the role of a task.
    func otherUnits(for task: TaskRecord) -> [UnitEntry] {
        let seats = Set(rules.catalogue.positions.filter { $0.role == task.role }.map(\.unit))
        return rules.catalogue.units.filter { seats.contains($0.code) && $0.code != task.unit }
    }
}

/// Acts on the case as a whole, each behind its own line: they are rare, and should not stand in
/// the way of the task.
func leadView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let acts = desk.leadActs
    let links = assignLinks(desk, ui) + linksView(desk, acts.contains(.unlink), ui)
    guard !acts.isEmpty || !links.isEmpty else { return HTML() }
    var body = links
    let forms: [(DeskAct, (CaseDesk, UI) -> HTML)] = [
        (.payLate, payForm), (.extend, extendForm), (.pause, pauseForm), (.resume, resumeForm),
        (.reroute, rerouteForm), (.link, linkForm), (.reopen, reopenForm),
        (.revokeLetter, revokeForm),
    ]
    for (act, form) in forms where acts.contains(act) {
        let key = act == .reopen && desk.record.state == .open ? "putBack" : act.rawValue
        let title = ui.words("workspace.lead.\(key)")
        body += ui.details(title, form(desk, ui), isOpen: desk.isTried(act))
    }
    return ui.section(ui.words("workspace.lead"), id: "pimpinan", body)
}

private func extendForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let time = desk.file.service.terms.prolongation?.text(ui.language) ?? ""
    return ui.form(WorkspaceURL.extend.filled(desk.number), desk.form(.extend)) { field in
        """
        \(field.seen(desk))<p class="hint">\(ui.words("workspace.extend.hint", ["term": time]))</p>\
        \(field.textarea("alasan_perpanjangan", ui.words("workspace.reason"),
            hint: ui.words("workspace.reason.read"), rows: 3, max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.lead.extend"), .secondary))
        """
    }
}

private func pauseForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let reasons = desk.file.service.terms.pauses.map {
        FormView.Choice($0.id, $0.title.text(ui.language), hint: $0.law)
    }
    return ui.form(WorkspaceURL.pause.filled(desk.number), desk.form(.pause)) { field in
        """
        \(field.seen(desk))\(field.radios("sebab", ui.words("workspace.pause.reason"), reasons))\
        \(field.textarea("catatan_jeda", ui.words("workspace.pause.note"), rows: 3,
            max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.lead.pause"), .secondary))
        """
    }
}

private func resumeForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    ui.form(WorkspaceURL.resume.filled(desk.number), desk.form(.resume)) { field in
        """
        \(field.seen(desk))<p class="hint">\(ui.words("workspace.resume.hint"))</p>\
        \(field.submit(ui.words("workspace.lead.resume"), .secondary))
        """
    }
}

/// Other units whose role could do the task.
private func rerouteForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let task = desk.task else { return HTML() }
    let units = desk.file.otherUnits(for: task)
    return ui.form(WorkspaceURL.reroute.filled(desk.number), desk.form(.reroute)) { field in
        """
        \(field.seen(desk))<p class="hint">\(ui.words("workspace.reroute.hint"))</p>\
        \(field.select("unit", ui.words("workspace.reroute.unit"),
            units.map { FormView.Choice($0.code.text, $0.name.text(ui.language)) }))\
        \(field.textarea("alasan_alih", ui.words("workspace.reason"), rows: 3,
            max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.lead.reroute"), .secondary))
        """
    }
}

private func reopenForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let steps = desk.file.earlierSteps.map {
        FormView.Choice($0.id, $0.title.text(ui.language))
    }
    let kind = desk.record.state == .open ? "putBack" : "reopen"
    return ui.form(WorkspaceURL.reopen.filled(desk.number), desk.form(.reopen)) { field in
        """
        \(field.seen(desk))<p class="hint">\(ui.words("workspace.\(kind).hint"))</p>\
        \(field.select("langkah", ui.words("workspace.reopen.step"), steps))\
        \(field.textarea("alasan_buka", ui.words("workspace.reason"), rows: 3,
            max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.lead.\(kind)"), .secondary))
        """
    }
}

/// Which letter does not hold any more; the ground is public, the words are the holder's.
private func revokeForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let grounds = RevocationGround.given.map {
        FormView.Choice($0.rawValue, words("case.revoke.ground.\($0.rawValue)"))
    }
    return ui.form(
        WorkspaceURL.revokeLetter.filled(desk.number), desk.form(.revokeLetter),
        warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))<p class="hint">\(words("workspace.revoke.hint"))</p>\
        \(field.radios("sebab_cabut", words("workspace.revoke.ground"), grounds))\
        \(field.text("nomor_pengganti", words("workspace.revoke.successor"),
            hint: words("workspace.revoke.successor.hint"), isRequired: false, max: 120))\
        \(field.textarea("alasan_cabut", words("workspace.revoke.words"),
            hint: words("workspace.revoke.words.hint"), rows: 3, max: CaseLimits.message))\
        \(field.submit(words("workspace.lead.revokeLetter"), .danger))
        """
    }
}

private func linkForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let kinds = [LinkKind.merged, .parent, .copy].map {
        FormView.Choice(
            $0.rawValue, ui.words("link.\($0.rawValue)"),
            hint: ui.words("link.\($0.rawValue).hint"))
    }
    return ui.form(WorkspaceURL.link.filled(desk.number), desk.form(.link)) { field in
        """
        \(field.seen(desk))\(field.radios("jenis_kaitan", ui.words("workspace.link.kind"), kinds))\
        \(field.text("berkas_lain", ui.words("workspace.link.other"), max: 30, width: .medium))\
        \(field.textarea("alasan_kaitan", ui.words("workspace.reason"), rows: 2,
            max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.lead.link"), .secondary))
        """
    }
}

/// The cases that this one has to do with.
private func linksView(_ desk: CaseDesk, _ mayUnlink: Bool, _ ui: UI) -> HTML {
    let links = desk.file.links.filter { $0.isOpen && $0.other != nil }
    guard !links.isEmpty else { return HTML() }
    return """
        <ul class="links">\(HTML.each(links) { link in
            let isFrom = link.from == desk.record.id
            let way = isFrom ? "" : ".of"
            let number = link.other?.number.text ?? ""
            let reason: HTML = "<br><span class=\"hint\">\(link.reason)</span>"
            let mayEnd = mayUnlink && isFrom && link.kind != .objection
            return """
                <li>\(ui.words("link.\(link.kind.rawValue)\(way)")) \
                \(ui.link(number, WorkspaceURL.file.filled(number)))\
                \(HTML.when(!link.reason.isEmpty, reason))\
                \(mayEnd ? unlinkButton(link, desk, ui) : HTML())</li>
                """
        })</ul>
        """
}

private func unlinkButton(_ link: CaseLink, _ desk: CaseDesk, _ ui: UI) -> HTML {
    ui.action(
        ui.words("workspace.unlink"), WorkspaceURL.unlink.filled(desk.number), .quiet,
        values: ["revisi": "\(desk.record.revision)", "kaitan": link.id.text])
}
