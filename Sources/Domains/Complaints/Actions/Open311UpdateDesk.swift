import Cases
import Contracts
import Kernel
import Open311
import People
import Store
import Web

/// Takes what a program adds to a report that it has sent: words of the reporter to the office, and
/// that the work is not done.
struct Open311UpdateDesk: Sendable {
    let tools: ComplaintTools

    private var store: Store { tools.store }

    /// It was taken before; nothing happens again.
    private struct Known: Error {}

    /// What an update finds.
    private struct Found: Sendable {
        let sent: Open311Sent
        let isKnown: Bool
        /// Whether the reporter is asked right now whether the work is done.
        let isAsked: Bool
    }

    /// - Throws: `Refusal`: parameters; no such report; one that another key has sent.
    func take(
        _ form: Open311Form, from program: Program
    ) async throws -> GeoUpdateReceipt {
        let post = try GeoUpdatePost(form.parameters)
        guard let number = try? TrackingCode(post.requestID),
            let found = try await find(number, post.updateID, program.account)
        else { throw Refusal.open311Unknown("service_request_id") }
        guard found.sent.holder == program.account else {
            throw Refusal(
                .forbidden, "complaints.open311.foreign", field: "service_request_id")
        }
        let receipt = GeoUpdateReceipt(updateID: post.updateID, requestID: number.text)
        guard !found.isKnown else { return receipt }
        do {
            try await act(post, found, program)
        } catch is Known {}
        return receipt
    }

    /// Looks at an update as `take` does, and keeps nothing of it.
    func tryOut(_ form: Open311Form) throws -> GeoUpdateReceipt {
        let post = try GeoUpdatePost(form.parameters)
        return GeoUpdateReceipt(updateID: post.updateID, requestID: post.requestID)
    }

    private func find(
        _ number: TrackingCode, _ update: String, _ holder: AccountID
    ) async throws -> Found? {
        try await store.read("open311.update") { [tools] reader -> Found? in
            guard let report = try ReportRows.find(number, in: reader) else { return nil }
            guard let sent = try Open311PostRows.find(report.caseID, in: reader) else {
                // Of somebody who came by another way.
                guard report.isPublic else { return nil }
                throw Refusal(
                    .forbidden, "complaints.open311.foreign", field: "service_request_id")
            }
            return Found(
                sent: sent,
                isKnown: try Open311PostRows.knows(update, of: holder, in: reader),
                isAsked: try tools.cases.plainRecord(report.caseID, in: reader)?.wait
                    == .confirmation)
        }
    }

    /// The mark that the update was taken is made in the transaction of the act.
    private func act(_ post: GeoUpdatePost, _ found: Found, _ program: Program) async throws {
        let (id, reporter) = (found.sent.caseID, found.sent.reporter)
        let (holder, now) = (program.account, tools.world.now)
        let companion = WriteCompanion(via: Open311Desk.via(program)) { tx in
            let isNew = try Open311PostRows.insert(
                update: post.updateID, of: holder, on: id, at: now, in: tx)
            guard isNew else { throw Known() }
        }
        let text = ([post.description] + post.mediaURLs).joined(separator: "\n")
        // Only what says so outright: clients send along the state that they believe in.
        let isObjection = found.isAsked && (post.status == .open || post.status == .reopen)
        do {
            try await companion.along {
                if isObjection {
                    try await tools.cases.refute(id, by: reporter, reason: text)
                } else {
                    try await tools.cases.writeMessage(on: id, by: reporter, text: text)
                }
            }
        } catch let refusal as Refusal {
            throw refusal.at(refusal.kind == .conflict ? "service_request_id" : "description")
        }
    }
}
