import Contracts
import Kernel
import Open311
import People

/// Who reports, as a program says.
struct Open311Reporter: Sendable {
    let name: String
    /// Where the city answers: the e-mail address, else the phone. Nil when the program keeps the
    /// person to itself.
    let contact: Contact?

    /// - Throws: `Refusal` that names the parameter.
    init(_ person: GeoPerson, anonymous: String) throws(Refusal) {
        var email: Contact?
        var phone: Contact?
        if let text = person.email {
            do throws(Refusal) {
                email = .email(try EmailAddress(text))
            } catch { throw error.at("email") }
        }
        if let text = person.phone {
            do throws(Refusal) {
                phone = try Contact(typed: text)
            } catch { throw error.at("phone") }
        }
        contact = email ?? phone
        let said = [person.firstName, person.lastName].compactMap(\.self).joined(separator: " ")
        do throws(Refusal) {
            name = said.isEmpty ? anonymous : try PersonName.checked(said)
        } catch { throw error.at("first_name") }
    }
}
