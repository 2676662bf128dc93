import Cases
import Contracts
import Permits

extension House {
    package var permitTools: PermitTools {
        PermitTools(cases: cases, accounts: accounts, directory: directory, access: access)
    }

    /// The public register of permits, for other rooms and for programs.
    package var permitLookup: PermitLookup { permitTools.lookup }
}
