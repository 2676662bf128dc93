import Complaints
import Contracts
import Kernel
import Messages
import People
import Store
import Surveys

extension House {
    var messageTools: MessageTools {
        MessageTools(
            notices: notices, cases: cases, shelf: shelf, accounts: accounts,
            directory: directory, ledger: ledger, vault: vault, store: store, world: world,
            address: settings.address, incoming: incoming, commands: textCommands)
    }

    /// What other domains answer to people who write to the city's number, besides `STATUS`.
    private var textCommands: [TextCommand] {
        [
            TextCommand(
                ["NILAI"],
                help: LocalizedText(
                    id: "NILAI sembilan angka: nilai layanan yang baru selesai",
                    en: "NILAI nine digits: judge the service that has just ended")
            ) { question in
                let words = SurveyWords.wording(question.language)
                let people = try await store.read("survey.sender") { reader in
                    try accounts.people(at: .phone(question.from), in: reader)
                }
                guard !people.isEmpty else { return words("surveys.text.nothing") }
                let outcome = try await surveys.answer(question.rest, of: people)
                return words("surveys.text.\(outcome.rawValue)")
            },
            complaintTools.textCommand,
        ]
    }
}
