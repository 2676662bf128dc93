import Cases
import Kernel
import Web

/// What whoever leads a case does with it as a whole, and a payment that came after its end.
struct LeadActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        let gone = Refusal(.conflict, "case.changed_meanwhile")
        return [
            acts.route(
                WorkspaceURL.extend, .extend, TextInput<ExtendText>.self,
                done: "workspace.done.extend"
            ) { act, input in try await cases.extendPromise(act, reason: input.text) },
            acts.route(WorkspaceURL.pause, .pause, PauseInput.self, done: "workspace.done.pause") {
                act, input in
                try await cases.pause(act, reason: input.reason, note: input.note)
            },
            acts.route(
                WorkspaceURL.resume, .resume, ButtonInput.self, done: "workspace.done.resume"
            ) { act, _ in try await cases.resume(act) },
            acts.route(
                WorkspaceURL.reroute, .reroute, RerouteInput.self, done: "workspace.done.reroute"
            ) { act, input in
                guard let task = input.task, let unit = input.unit else { throw gone }
                try await cases.reroute(act, task: task, to: unit, reason: input.reason)
            },
            acts.route(
                WorkspaceURL.reopen, .reopen, ReopenInput.self, done: "workspace.done.reopen"
            ) { act, input in
                try await cases.reopen(act, at: input.step, reason: input.reason)
            },
            acts.route(
                WorkspaceURL.revokeLetter, .revokeLetter, RevokeInput.self,
                done: "workspace.done.revokeLetter"
            ) { act, input in
                try await cases.revokeLetter(
                    act, input.ground ?? .mistake, words: input.words,
                    successor: input.successor)
            }.proving(),
            acts.route(WorkspaceURL.link, .link, LinkInput.self, done: "workspace.done.link") {
                act, input in
                guard let kind = input.kind, let other = input.other else { throw gone }
                try await cases.link(act, kind, to: other, reason: input.reason)
            },
            acts.route(
                WorkspaceURL.unlink, .unlink, UnlinkInput.self, done: "workspace.done.unlink"
            ) { act, input in
                guard let link = input.link else { throw gone }
                try await cases.unlink(act, link)
            },
            acts.route(
                WorkspaceURL.payLate, .payLate, PayInput.self, done: "workspace.done.payLate"
            ) { act, input in
                guard let payment = input.payment else { throw gone }
                try await cases.recordLatePayment(act, payment)
            },
        ]
    }
}

/// The fee, and the document of a national system.
struct OutcomeActs: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        let acts = Acts(tools: tools)
        let cases = tools.cases
        return [
            acts.route(WorkspaceURL.pay, .pay, PayInput.self, done: "workspace.done.pay") {
                act, input in
                guard let payment = input.payment else {
                    throw Refusal(.conflict, "case.changed_meanwhile")
                }
                try await cases.recordPayment(act, payment)
            },
            acts.decidingStep(
                WorkspaceURL.record, .record, StepInput.self, done: "workspace.done.record"
            ) { act, _, found in try await cases.recordOutcome(act, found) },
            acts.text(
                WorkspaceURL.refuseRecord, .refuseRecord, RefuseRecordText.self,
                done: "workspace.done.refuse"
            ) { act, reason in try await cases.refuseOutcome(act, reason: reason) },
        ]
    }
}
