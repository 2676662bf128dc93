import Cases
import Contracts
import Kernel
import Open311
import Store

/// What a partner says of a report becomes an act of the unit whose system it is: that it is done
/// answers the unit's step, words reach the reporter, that it is not theirs reaches the office. A
/// case that has gone on here is never led back.
struct PartnerNews: Sendable {
    let tools: ComplaintTools
    let partner: ReportPartner

    /// It was taken before; nothing happens again.
    private struct Known: Error {}

    private var actor: String { FollowPartners.actor(partner.code) }

    /// - Returns: false where the case cannot take it now, and it must be told again.
    func take(_ update: GeoRequestUpdate, _ link: ReportLink) async throws -> Bool {
        // Our own, told back.
        guard !update.id.hasPrefix(link.number.text + ".") else { return true }
        let isKnown = try await tools.store.read("partner.known", short: true) { reader in
            try PartnerRows.knows(update.id, of: partner.code, in: reader)
        }
        guard !isKnown, update.id.utf8.count <= 200 else { return true }
        do {
            try await act(on: update, link)
            return true
        } catch is Known {
            return true
        } catch is Refusal {
            return false
        }
    }

    private func act(on update: GeoRequestUpdate, _ link: ReportLink) async throws {
        let now = tools.world.now
        let partner = partner.code
        let mark: @Sendable (Transaction) throws -> Void = { tx in
            guard try PartnerRows.hear(update.id, of: partner, link.caseID, at: now, in: tx)
            else { throw Known() }
            guard let status = update.status else { return }
            try PartnerLinkRows.note(link, verdict: status.rawValue, in: tx)
        }
        let text = Self.clean(update.description)
        if let status = update.status, status.isDone,
            try await close(link.caseID, text, at: update.updatedAt, mark)
        {
            return
        }
        let words = try await words(link.caseID)
        if let status = update.status, status.status == .closed {
            // Theirs it is not, or it came when nobody was asked: people decide.
            let key = "complaints.partner.says.\(status.rawValue)"
            let said = [words(key, names(words)), text].compactMap(\.self)
            try await write(said.joined(separator: "\n"), link, isInternal: true, mark)
        } else if let text {
            let said = words("complaints.partner.from", names(words, ["text": text]))
            try await write(said, link, isInternal: false, mark)
        } else {
            try await tools.store.write("partner.heard") { tx in try mark(tx) }
        }
    }

    private func write(
        _ text: String, _ link: ReportLink, isInternal: Bool,
        _ mark: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        _ = try await tools.cases.writeMessage(
            on: link.caseID, by: actor, text: text, isInternal: isInternal, also: mark)
    }

    // MARK: The state of a report

    /// - Returns: false where the case cannot take it now, and it must be told again.
    func take(_ request: GeoRequest, _ id: CaseID) async throws -> Bool {
        let found = try await tools.store.read("partner.link") { reader in
            try PartnerLinkRows.find(id, partner.code, in: reader)
        }
        guard let link = found else { return true }
        guard request.status == .closed else {
            guard link.closedAt != nil else { return true }
            // Open again: the next end is a new one.
            try await tools.store.write("partner.reopened") { tx in
                try PartnerLinkRows.close(link, at: nil, in: tx)
            }
            return true
        }
        // It was closed without being done, and the office has been told so.
        let verdict = link.verdict.flatMap { GeoUpdateStatus(rawValue: $0) }
        if let verdict, verdict.status == .closed, !verdict.isDone { return true }
        do {
            _ = try await close(id, Self.clean(request.statusNotes), at: request.updatedAt) { _ in }
            return true
        } catch is Refusal {
            return false
        }
    }

    /// Answers the step of the unit, where it is asked, and was not told so before.
    private func close(
        _ id: CaseID, _ text: String?, at moment: Instant?,
        _ also: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Bool {
        let link = try await tools.store.read("partner.link") { reader in
            try PartnerLinkRows.find(id, partner.code, in: reader)
        }
        guard let link else { return false }
        // The same end again, after the reporter said that it is not so, answers nothing.
        if let closedAt = link.closedAt, moment.map({ $0 <= closedAt }) ?? true { return false }
        let words = try await words(id)
        let said = text.map { words("complaints.partner.from", names(words, ["text": $0])) }
        let now = tools.world.now
        return try await tools.cases.answer(
            id, of: partner.unit, by: actor,
            text: said ?? words("complaints.partner.done", names(words)),
            at: link.closedAt == nil ? nil : moment
        ) { tx in
            try PartnerLinkRows.close(link, at: moment ?? now, in: tx)
            try also(tx)
        }
    }

    // MARK: Words

    /// In the language of the reporter.
    private func words(_ id: CaseID) async throws -> Wording {
        let record = try await tools.store.read("partner.language", short: true) { [tools] reader in
            try tools.cases.plainRecord(id, in: reader)
        }
        return ComplaintWords.wording(record?.language ?? .id)
    }

    private func names(_ words: Wording, _ more: [String: String] = [:]) -> [String: String] {
        more.merging(["partner": partner.name.text(words.language)]) { own, _ in own }
    }

    /// What may stand in a message: without signs that steer, of bounded length.
    private static func clean(_ text: String?) -> String? {
        let plain = (text ?? "").unicodeScalars.filter { scalar in
            scalar == "\n" || !scalar.properties.generalCategory.isControl
        }
        let lines = String(String.UnicodeScalarView(plain))
            .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        let joined = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return joined.isEmpty ? nil : joined.first(bytes: 4_000)
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isControl: Bool { self == .control || self == .format }
}

extension GeoUpdateStatus {
    /// Whether the work is done by their account.
    var isDone: Bool { self == .fixed || self == .closed }
}
