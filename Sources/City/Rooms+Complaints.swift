import Complaints
import People

extension House {
    package var complaintTools: ComplaintTools {
        ComplaintTools(
            cases: cases, accounts: accounts,
            walkins: Walkins(
                accounts: accounts, directory: directory, access: access, zone: zone),
            directory: directory, blobs: blobs, access: access, previewer: previewer)
    }
}
