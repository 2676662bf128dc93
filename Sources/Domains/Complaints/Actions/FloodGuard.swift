import Cases
import Contracts
import Forms
import Geo
import Kernel
import People
import Store

/// Holds back floods of reports from guests. While there is room nothing is asked for; while it
/// runs out the browser works for each code, or the contact is counted; then the network waits.
/// A place alone stops nobody: where the streets are under water everybody reports.
struct FloodGuard: Sendable {
    let tools: ComplaintTools
    let limits: FloodLimits

    enum Standing: Sendable, Hashable {
        case free
        case work(bits: Int)
        case stopped(until: Instant)
    }

    /// Drafts that may be begun for each report that may be sent.
    private static let drafts = 4
    /// Squares of some 600 metres.
    private static let zoom = 14

    private var world: World { tools.world }

    // MARK: Buckets

    private func bucket(_ kind: String, _ name: String, _ burst: Int, _ hourly: Int) -> FloodBucket
    {
        FloodBucket(
            tools.vault.index(kind + "\n" + name, "report.flood"), burst: burst, perHour: hourly)
    }

    private func network(_ visitor: Visitor, times factor: Int = 1) -> FloodBucket {
        bucket(
            factor == 1 ? "network" : "begun", ReportNetwork(visitor).text,
            limits.networkBurst * factor, limits.networkPerHour * factor)
    }

    private func place(_ place: PointAnswer?, of sender: String = "guests") -> FloodBucket {
        let square = place?.point?.geo.map { "\(ClusterCell(of: $0, zoom: Self.zoom).key)" }
        return bucket(
            "place " + sender, square ?? place?.region.text ?? "", limits.placeBurst,
            limits.placePerHour)
    }

    private func contact(_ contact: Contact) -> FloodBucket {
        bucket("contact", contact.normalized, limits.contactBurst, limits.contactPerHour)
    }

    // MARK: Guests on pages

    /// What a guest has to do before the next step.
    func standing(_ open: OpenReport, _ visitor: Visitor) async throws -> Standing {
        guard tools.limitsReports, open.own.isGuest else { return .free }
        let now = world.now
        let (network, place) = (network(visitor), place(open.place))
        let (mine, there) = try await tools.store.read("report.flood") { reader in
            (
                try FloodRows.left(network, at: now, in: reader),
                try FloodRows.left(place, at: now, in: reader)
            )
        }
        guard mine.count > 0 else { return .stopped(until: mine.next) }
        let percent = min(mine.count * 100 / network.burst, there.count * 100 / place.burst)
        let missing = limits.workBelow - Int(percent)
        guard missing > 0 else { return .free }
        let steps = limits.workMost - limits.workLeast
        return .work(
            bits: limits.workLeast + (steps * missing + limits.workBelow / 2)
                / limits.workBelow)
    }

    func challenge(_ open: OpenReport, bits: Int) -> WorkChallenge {
        WorkChallenge(for: open.draft.id, bits: bits, world: world, vault: tools.vault)
    }

    /// Lets a code be sent: freely, for work that was done, or for what the contact has left.
    func admit(
        _ open: OpenReport, _ work: WorkAnswer, to contact: Contact, _ visitor: Visitor,
        _ language: Language
    ) async throws {
        switch try await standing(open, visitor) {
        case .free: return
        case .stopped(let until): throw stopped(until, open.catalogue, language)
        case .work: break
        }
        guard work.isThere else {
            let bucket = self.contact(contact)
            let (now, taken) = try await take(bucket)
            guard taken else {
                throw try await refusal(
                    "complaints.flood.contact", bucket, now, open.catalogue, language)
            }
            return
        }
        guard
            let done = WorkChallenge(work.challenge, for: open.draft.id, vault: tools.vault),
            done.isSolved(by: work.answer)
        else { throw Refusal(.invalid, "complaints.work.wrong") }
        guard done.until > world.now else { throw Refusal(.invalid, "complaints.work.expired") }
        let isNew = try await tools.store.write("report.work") { try FloodRows.take(done, in: $0) }
        guard isNew else { throw Refusal(.conflict, "complaints.work.used") }
    }

    /// Counts a report that a guest sends.
    /// - Throws: `Refusal`, with the time from which on it is taken; the draft stays.
    func send(_ open: OpenReport, _ visitor: Visitor, _ language: Language) async throws {
        guard tools.limitsReports, open.own.isGuest else { return }
        let now = world.now
        let (network, place) = (network(visitor), place(open.place))
        let taken = try await tools.store.write("report.flood") { tx in
            guard try FloodRows.take(network, at: now, in: tx) else { return false }
            _ = try FloodRows.take(place, at: now, in: tx)
            return true
        }
        guard taken else {
            throw try await refusal(
                "complaints.flood.stopped", network, now, open.catalogue, language)
        }
    }

    /// Counts a draft that a guest begins: each makes rows.
    func begin(_ catalogue: Catalogue, _ visitor: Visitor, _ language: Language) async throws {
        guard tools.limitsReports else { return }
        let bucket = network(visitor, times: Self.drafts)
        let (now, taken) = try await take(bucket)
        guard taken else {
            throw try await refusal("complaints.flood.begun", bucket, now, catalogue, language)
        }
    }

    // MARK: Other ways

    /// Counts a report by text message.
    /// - Returns: from when on the next is taken, where this one is not.
    func text(from phone: PhoneNumber) async throws -> Instant? {
        guard tools.limitsReports else { return nil }
        let bucket = contact(.phone(phone))
        let (now, taken) = try await take(bucket)
        return taken ? nil : try await next(bucket, now)
    }

    /// Counts a report of a program: one program at one place.
    func program(
        _ account: AccountID, _ place: PointAnswer?, in tx: Transaction
    ) throws {
        guard tools.limitsReports else { return }
        let bucket = self.place(place, of: account.text)
        guard try FloodRows.take(bucket, at: world.now, in: tx) else {
            throw Refusal(.tooMuch, "complaints.flood.program")
        }
    }

    // MARK: Telling

    func stopped(_ until: Instant, _ catalogue: Catalogue, _ language: Language) -> Refusal {
        Refusal(
            .tooMuch, "complaints.flood.stopped",
            values: ["time": HumanText.dateTime(until, catalogue.profile.zone, language)])
    }

    private func take(_ bucket: FloodBucket) async throws -> (Instant, Bool) {
        let now = world.now
        let taken = try await tools.store.write("report.flood") { tx in
            try FloodRows.take(bucket, at: now, in: tx)
        }
        return (now, taken)
    }

    private func next(_ bucket: FloodBucket, _ now: Instant) async throws -> Instant {
        try await tools.store.read("report.flood", short: true) {
            try FloodRows.left(bucket, at: now, in: $0).next
        }
    }

    private func refusal(
        _ key: String, _ bucket: FloodBucket, _ now: Instant, _ catalogue: Catalogue,
        _ language: Language
    ) async throws -> Refusal {
        let until = try await next(bucket, now)
        let time = HumanText.dateTime(until, catalogue.profile.zone, language)
        return Refusal(.tooMuch, key, values: ["time": time])
    }
}

extension ComplaintTools {
    func floods(_ catalogue: Catalogue) -> FloodGuard {
        FloodGuard(tools: self, limits: catalogue.profile.floods)
    }
}
