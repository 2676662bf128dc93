import Contracts
import Forms
import Kernel
import People
import Store

extension Cases {
    /// Ends a verification or a recommendation with what was found. An unfavourable one does not
    /// stop the case: the drafter and the head see it and decide.
    public func giveOpinion(
        _ act: OfficerAct, favourable: Bool, text: String, _ found: Answers = Answers()
    ) async throws {
        try await perform(act, at: [.verify, .recommend, .inspect]) { scene in
            try scene.keep(found)
            let text = try Self.words(text, field: "text", required: !favourable)
            guard let task = scene.task, let position = scene.actor.position else { return }
            try scene.contents.addOpinion(
                CaseOpinion(
                    id: scene.cases.world.id(), round: scene.record.round, step: task.step,
                    kind: task.kind, isFavourable: favourable, author: act.officer.account,
                    position: position, at: scene.now, text: text),
                in: scene.tx)
            try scene.note(
                task.kind.opinionAct,
                ["favourable": .bool(favourable)], sealed: .string(text))
            try scene.advance(otherwise: favourable ? .granted : .refused)
        }
    }

    /// Text that a person typed: trimmed, bounded, with the field named when it is missing.
    static func words(
        _ typed: String, field: String, required: Bool = true
    ) throws(Refusal)
        -> String
    {
        let text = typed.trimmed
        if required, text.isEmpty { throw Refusal(.invalid, "case.text.missing", field: field) }
        guard text.utf8.count <= CaseLimits.message else {
            throw Refusal(.tooMuch, "case.text.too_long", field: field)
        }
        return text
    }
}

extension StepKind {
    fileprivate var opinionAct: ActKind {
        switch self {
        case .verify: .verified
        case .inspect: .inspected
        default: .recommended
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { $0 > 32 }),
            let last = bytes.lastIndex(where: { $0 > 32 })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
