import Cases
import Correspondence
import Forms
import Kernel
import People
import Web

extension House {
    package var correspondenceTools: CorrespondenceTools {
        CorrespondenceTools(
            cases: cases, shelf: shelf, accounts: accounts, directory: directory, access: access,
            blobs: blobs,
            jobs: jobs, examiner: examiner, notices: notices, ledger: ledger, vault: vault,
            store: store, renderer: renderer, world: world, address: settings.address)
    }
}
