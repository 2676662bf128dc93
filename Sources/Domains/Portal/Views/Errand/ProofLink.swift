import Cases
import Kernel
import Ledger
import Web

/// The way to the receipt of an act, where the applicant can take one.
func proofLink(_ act: CaseAct, _ kind: ActKind, _ record: CaseRecord, _ ui: UI) -> HTML {
    guard kind.hasReceipt else { return "" }
    let address = PortalURL.caseProof.filled(record.number.text, "\(act.act)")
    return """
        <a href="\(url: address)">\(ui.words("portal.proof"))\
        <span class="hidden">: \(ui.words("act.\(kind.rawValue)"))</span></a>
        """
}
