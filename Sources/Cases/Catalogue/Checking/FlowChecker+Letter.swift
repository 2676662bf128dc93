import Contracts
import Kernel

// What a letter needs on its way: a draft on every way, and somebody else who decides.
extension FlowChecker {
    func checkLetterWay() {
        guard hasLetter, flow.all.contains(where: { $0.kind == .draft }) else { return }
        _ = drafted(flow.steps, before: false)
    }

    /// Whether every way through these steps has drafted the letter.
    private func drafted(_ steps: [Step], before: Bool) -> Bool {
        var isDrafted = before
        for step in steps {
            switch step.kind {
            case .draft: if step.condition == nil { isDrafted = true }
            case .choose:
                let ways = step.branches.map { drafted($0.steps, before: isDrafted) }
                let isSure = step.condition == nil && step.branches.last?.condition == nil
                isDrafted = isDrafted || isSure && ways.allSatisfy(\.self)
            case .initials, .decide:
                if !isDrafted {
                    list.slip(
                        marks[step.id],
                        "the case may come to `\(step.id)` without a letter: its draft can be"
                            + " skipped",
                        mend: "draft it on every way, without `when`")
                    isDrafted = true
                }
            default: break
            }
        }
        return isDrafted
    }

    /// Nobody decides what he verified, recommended or drafted himself: where one person alone
    /// holds both seats, nothing is ever decided.
    func checkOtherHands(_ positions: [CityIndex.Seat: Int]?) {
        guard let positions else { return }
        let decisions = flow.all.filter { $0.kind == .decide }
        let works = flow.all.filter { [.verify, .recommend, .draft].contains($0.kind) }
        for decision in decisions {
            let seat = CityIndex.Seat(decision.unit, decision.role)
            guard positions[seat] == 1,
                let own = works.first(where: { CityIndex.Seat($0.unit, $0.role) == seat })
            else { continue }
            list.slip(
                marks[decision.id],
                "one person alone would do `\(own.id)` and decide on it, which is refused",
                mend: "give `\(own.id)` to another role, or add a position to people.yaml")
        }
    }
}
