import Cases
import Contracts
import Forms
import Kernel
import Store

extension PermitTools {
    private static let risksAtOnce = 200
    /// How many permits back the risk is looked for: changed data say nothing of it.
    private static let lookBack = 20

    /// Reads the risk of permits that were given before their kind was visited by risk, or while
    /// it went by another field; for a timer. Each kind and field once, from the cases that gave
    /// them; what an archive says of its permits stays.
    func keepRisks() async throws {
        let catalogue = try await shelf.published()
        let read = try await store.read("permit.risks") { reader in
            try reader.rows("SELECT kind, field FROM permit_risks").reduce(
                into: [String: String]()
            ) { $0[$1.text(0)] = $1.text(1) }
        }
        var fields: [String: String] = [:]
        for service in catalogue.permitKinds {
            guard let field = service.riskLevels?.field.id else { continue }
            fields[service.code.text] = field
            guard read[service.code.text] != field else { continue }
            try await readRisks(of: service)
            try await store.write("permit.risks.read") { tx in
                try tx.execute(
                    """
                    INSERT INTO permit_risks (kind, field) VALUES (\(service.code.text), \(field)) \
                    ON CONFLICT (kind) DO UPDATE SET field = excluded.field
                    """)
            }
        }
        // What goes by risk again one day is read again.
        for kind in read.keys where fields[kind] == nil {
            try await store.write("permit.risks.gone") { tx in
                try tx.execute("DELETE FROM permit_risks WHERE kind = \(kind)")
            }
        }
    }

    private func readRisks(of service: Service) async throws {
        var last: [UInt8]? = []
        while let after = last {
            let found = try await store.read("permit.risks.some") { [self] reader in
                let own = try rows.list(
                    """
                    WHERE p.kind = \(service.code.text) AND p.number_key > \(after) \
                    AND p.case_id IS NOT NULL ORDER BY p.number_key LIMIT \(Self.risksAtOnce)
                    """, in: reader)
                return try own.map { ($0, try risk(of: $0, service, in: reader)) }
            }
            let news = found.filter { $0.0.risk != $0.1 }
            if !news.isEmpty {
                try await store.write("permit.risks.write") { tx in
                    for (permit, risk) in news {
                        try tx.execute("UPDATE permits SET risk = \(risk) WHERE id = \(permit.id)")
                    }
                }
            }
            let isMore = found.count == Self.risksAtOnce
            last = isMore ? found.last.map { PermitNumber.key($0.0.number) } : nil
        }
    }

    /// What the case of a permit says, or that of one whose place it took; what is known already
    /// where none says anything, such as one that was erased. Empty: not known.
    private func risk(
        of permit: Permit, _ service: Service, in reader: Reader
    ) throws -> String {
        let levels = service.riskLevels?.options.map(\.code) ?? []
        let known = levels.contains(permit.risk) ? permit.risk : ""
        var looked: Permit? = permit
        for _ in 0..<Self.lookBack {
            guard let one = looked else { return known }
            if let id = one.caseID, let letter = try cases.grantedLetter(of: id, in: reader),
                let risk = service.risk(letter.answers)
            {
                return risk
            }
            if one.source == .imported, levels.contains(one.risk) { return one.risk }
            looked = try one.predecessor.flatMap {
                try rows.find(key: PermitNumber.key($0), in: reader)
            }
        }
        return known
    }
}
