import Cases
import Contracts
import Kernel
import People
import Store
import Web

struct InstructionListModel: Sendable {
    let tab: InstructionTab
    let counts: InstructionCounts
    var found: [Instruction] = []
    var letters: [Mail] = []
    var hasMore = false
    var caseNumber: TrackingCode?
    var mayInstruct = false
}

struct NewInstructionModel: Sendable {
    let about: InstructionOrder.About
    let seat: Authority
    let what: String
    let to: [Position]
    var service: String?
    var letter: Mail?
    var above: Instruction?
}

struct InstructionModel: Sendable {
    let shown: InstructionID
    let chain: [Instruction]
    let acts: [InstructionAct]
    let files: [KeptFile]
    /// The letter, when the reader may see it.
    let letter: Mail?
    /// Instructions that the reader gave, or answers for as their giver.
    let giving: [InstructionID]
    let form: FormState
    var opensCase = false

    var root: Instruction? { chain.first }
    var one: Instruction? { chain.first { $0.id == shown } }

    func below(_ recipient: RecipientID) -> [Instruction] {
        chain.filter { $0.parent == recipient }
    }
}

extension InstructionPages {
    /// What the form is about, from where it is given, and to whom it may go.
    func newModel(
        _ about: InstructionOrder.About, _ office: Office
    ) async throws -> NewInstructionModel {
        let officer = office.officer
        switch about {
        case .file(let number):
            let record = try await tools.cases.record(number, for: officer)
            let rules = try await tools.cases.rules(record.service, version: record.version)
            guard let seat = officer.leading(record, rules.service) else {
                throw Refusal(.forbidden, "correspondence.problem.lead")
            }
            let to = try await tools.store.read("instruction.to") { reader in
                try tools.reachable(from: seat, office.catalogue, in: reader)
            }
            return NewInstructionModel(
                about: about, seat: seat, what: number.text, to: to,
                service: rules.service.title.text(office.ui.language))
        case .mail, .passing:
            return try await tools.store.read("instruction.to") { reader in
                var letter: Mail?
                var above: Instruction?
                var seat: Authority?
                if case .mail(let id) = about {
                    letter = try tools.mails.find(id, for: officer, in: reader)
                    seat = letter.flatMap { officer.leader(of: $0) }
                } else if case .passing(let id) = about,
                    let told = try tools.instructions.recipient(id, in: reader)
                {
                    above = try tools.instructions.find(told.instruction, in: reader)
                    seat = officer.authority(told.position)
                }
                guard let seat, letter != nil || above != nil else {
                    throw Refusal(.notFound, "correspondence.instruction.none")
                }
                return NewInstructionModel(
                    about: about, seat: seat, what: letter?.label ?? above?.what ?? "",
                    to: try tools.reachable(from: seat, office.catalogue, in: reader),
                    letter: letter, above: above)
            }
        }
    }
}
