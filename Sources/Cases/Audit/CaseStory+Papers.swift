import Kernel

extension CaseStory {
    /// Entries that issued a letter. Those of invented and imported cases name none.
    private var issuing: [(act: Act, facts: JSONValue)] {
        acts.compactMap { act in
            guard act.kind == .granted || act.kind == .refused else { return nil }
            let facts = act.facts
            return facts["code"] == nil ? nil : (act, facts)
        }
    }

    var letterDifference: String? {
        let issuing = issuing
        for letter in letters {
            let name = "its letter \(letter.number ?? "without number")"
            // Two may have left at the same moment.
            let then = issuing.filter { $0.act.at == letter.issuedAt }
            let own = then.first { $0.facts["code"]?.stringValue == letter.code }
            guard let (act, facts) = own ?? then.first else {
                return "\(name) was issued, and no entry says so"
            }
            if facts["digest"]?.stringValue != letter.digest {
                return "\(name) has another digest than its entry \(act.number)"
            }
            if facts["number"]?.stringValue != letter.number
                || facts["code"]?.stringValue != letter.code
            {
                return "\(name) has another number or code than its entry \(act.number)"
            }
            // Entries of houses before this version do not say it.
            if let valid = facts["valid"], valid.stringValue != letter.validUntil {
                return "\(name) holds until another day than its entry \(act.number) says"
            }
            let isTakenBack = acts.contains {
                $0.number > act.number
                    && ($0.kind == .reopened
                        || $0.kind == .letterRevoked
                            && $0.facts["number"]?.stringValue == letter.number)
            }
            if isTakenBack != (letter.state == LetterState.void.rawValue) {
                return isTakenBack
                    ? "\(name) still holds, though an entry took it back"
                    : "\(name) does not hold any more, and no entry says so"
            }
        }
        let missing = issuing.first { found in
            !letters.contains { $0.issuedAt == found.act.at }
        }
        return missing.map { "the letter that its entry \($0.act.number) issued is not there" }
    }

    var billDifference: String? {
        for bill in bills {
            let asked = acts.contains { act in
                act.kind == .billed && act.at == bill.issuedAt
                    && act.facts["total"]?.integerValue == bill.total
            }
            guard asked else { return "a fee was asked for, and no entry says so" }
            let kind: ActKind? =
                switch BillState(rawValue: bill.state) {
                case .paid: .paid
                case .late: .paidLate
                case .lapsed: .lapsed
                case .open, .void, nil: nil
                }
            guard let kind else { continue }
            guard acts.contains(where: { $0.kind == kind && $0.at == bill.settledAt }) else {
                return "a fee is \(bill.state), and no entry says so"
            }
        }
        // Entries of invented cases name no sum.
        let paid = acts.filter { $0.kind == .paid && $0.facts["rupiah"] != nil }.count
        let billed = acts.filter { $0.kind == .billed && $0.facts["total"] != nil }.count
        if paid != bills.filter({ $0.state == BillState.paid.rawValue }).count {
            return "an entry says that a fee was paid, and its bill does not"
        }
        return billed == bills.count ? nil : "an entry asks for a fee, and its bill is not there"
    }
}
