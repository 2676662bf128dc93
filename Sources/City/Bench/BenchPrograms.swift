import Cases
import Contracts
import Kernel
import People
import Store

/// Programs that read long lists: of an applicant with many cases, of a clerk, and of whoever leads
/// the unit that most cases belong to.
struct BenchPrograms: Sendable {
    let house: House
    let offices: BenchOffices

    private static let numbers = 5_000

    /// Who and a token, or `number` and a case to follow: one a line.
    func lines() async throws -> [String] {
        var lines: [String] = []
        for post in [BenchOffices.Post.officer, .manager] {
            guard let account = offices.posts[post] else { continue }
            lines.append("\(post.rawValue)\t\(try await token(account, [.cases, .inbox]))")
        }
        let (applicant, numbers) = try await house.store.read("bench.programs") { reader in
            // The first case that was written is that of somebody with many.
            let applicant = try reader.row("SELECT applicant FROM cases ORDER BY id LIMIT 1")
            let numbers = try reader.rows(
                "SELECT number FROM cases ORDER BY number LIMIT \(Self.numbers)"
            ).map { $0.text(0) }
            return (applicant.flatMap { $0.optionalID(0) as AccountID? }, numbers)
        }
        if let applicant {
            lines.append("applicant\t\(try await token(applicant, [.cases]))")
        }
        return lines + numbers.map { "number\t\($0)" }
    }

    private func token(_ account: AccountID, _ scopes: Set<TokenScope>) async throws -> String {
        // Those of an earlier list: an account has so many at most.
        let old = try await house.store.read("bench.tokens") { [tokens = house.tokens] reader in
            try tokens.list(account, in: reader).filter { $0.endedAt == nil }
        }
        for known in old {
            try await house.tokens.end(known.token.id, by: .system("bench"))
        }
        return try await house.tokens.give(
            account, name: "bench", scopes: scopes, days: 30, by: .system("bench")
        ).secret
    }
}
