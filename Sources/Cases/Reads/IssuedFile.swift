import Contracts
import Kernel
import Ledger
import Store

extension Cases {
    /// The number in the ledger of the act that issued exactly these bytes as a letter.
    /// - Parameters:
    ///   - code: of the letter's page, as the file says it.
    ///   - file: all of it.
    /// - Returns: nil for any other bytes, and while the act has no number yet.
    public func issue(
        of code: TrackingCode, file: [UInt8], in reader: Reader
    ) throws -> Int64? {
        guard let letter = try LetterRows.find(code: code.text, in: reader) else { return nil }
        let digest = LetterComposer.digest(file)
        let kinds: Set<String> = [ActKind.granted.rawValue, ActKind.refused.rawValue]
        var last: CaseActNumber = 0
        while true {
            let acts = try ledger.acts(of: letter.caseID, after: last, in: reader)
            for act in acts where kinds.contains(act.type) {
                if act.facts["digest"]?.stringValue == digest { return act.number }
            }
            guard let next = acts.last?.act, acts.count == 100 else { return nil }
            last = next
        }
    }
}
