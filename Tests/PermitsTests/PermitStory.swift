import Contracts
import Kernel
import Store
import TestKit

@testable import City
@testable import Permits

extension TestCity {
    /// A granted licence of a nurse, in the register; the days of its letter are in the future.
    func licence(_ more: String = "") async throws -> Permit {
        let id = try await story(
            "sip-perawat", "{tempat: faskes, jenis_permohonan: baru, praktik_ke: 1}",
            "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n- do: putusan\n"
                + "- do: serah\n" + more)
        return try await permit(of: id)
    }

    /// A granted permit of a business for an advertisement of a year.
    func sign(
        _ business: String = "PT Maju Jaya", place: String = "Jalan Pajajaran 30"
    ) async throws
        -> Permit
    {
        let id = try await story(
            "reklame",
            "{jenis: tetap, bentuk: papan, panjang_cm: 400, lebar_cm: 200, di_taman: tidak, "
                + "lahan: sendiri, bentuk_pemohon: badan, nama_badan: \(business), "
                + "nib: \"1234567890123\", titik: \(place)}",
            "- do: periksa\n- do: pajak\n- do: ketertiban\n- do: konstruksi\n- do: konsep\n"
                + "- do: paraf\n- do: putusan\n- do: serah")
        return try await permit(of: id)
    }

    func permit(of id: CaseID) async throws -> Permit {
        try await readAll()
        let found = try await find(id)
        guard let found else { throw TestProblem("the case is not in the register") }
        return found
    }

    /// Gives the readers everything. On PostgreSQL an entry gets its number only once all older
    /// transactions of the server have ended, also those of other tests.
    func readAll() async throws {
        for _ in 0..<500 {
            try await house.readOnce()
            let waits = try await house.store.read("test.numbered") { reader in
                try reader.row("SELECT 1 FROM ledger WHERE seq IS NULL LIMIT 1") != nil
            }
            guard waits else { return }
        }
        throw TestProblem("entries of the ledger got no number")
    }

    func find(_ id: CaseID) async throws -> Permit? {
        let rows = house.permitTools.rows
        return try await house.store.read("test.permit") { try rows.find(case: id, in: $0) }
    }

    func again(_ permit: Permit) async throws -> Permit {
        try await house.permitTools.permit(PermitNumber.key(permit.number))
    }

    /// A measure that one officer proposes and another decides.
    func carry(_ measure: PermitMeasure, on permit: Permit) async throws {
        clock.advance(milliseconds: 1_000)
        let (tools, key) = (house.permitTools, PermitNumber.key(permit.number))
        try await tools.propose(
            PermitProposal(
                measure: measure, from: nil, until: nil, law: "Perwali 14/2019 Pasal 20",
                reason: "Dipasang di luar titik."), for: key,
            by: try await officer("dpmptsp-kabid-perizinan"))
        let open = try await tools.record(permit).events.first { $0.state == .open }
        guard let open else { throw TestProblem("nothing was proposed") }
        try await tools.decide(
            open.id, for: key, approve: true, answer: nil, by: try await officer("dpmptsp-kepala"))
        clock.advance(milliseconds: 1_000)
    }

    /// A draft that the first citizen begins from a permit.
    func begin(_ errand: PermitErrand, from permit: Permit) async throws -> CaseID {
        try await house.permitTools.begin(
            errand, PermitNumber.key(permit.number), for: citizens[0], by: citizens[0]
        ) { _ in true }
    }

    var today: Day { Day(clock.now, in: house.zone) }
}
