import Cases
import Contracts
import Kernel
import Ledger
import OpenAPI
import Outbound
import People
import Privacy
import Store
import Web

extension House {
    package var openAPITools: OpenAPITools {
        OpenAPITools(
            cases: cases, shelf: shelf, drafts: drafts, blobs: blobs, store: store, vault: vault,
            ledger: ledger, jobs: jobs, notices: notices, directory: directory, tokens: tokens,
            world: world, address: settings.address, isDemo: settings.mode == .demo, zone: zone,
            outbound: receivers, permits: permitLookup
        ) { try await figures.families }
    }

    /// Whose token a program shows: an account that may act today.
    var programs: ProgramKeeper {
        ProgramKeeper { text in
            guard let token = try await tokens.resolve(text) else { return nil }
            switch token.kind {
            case .citizen:
                return try await accounts.citizen(token.account).map {
                    Program(token: token, person: .citizen($0))
                }
            case .officer:
                let today = Day(world.now, in: zone)
                return try await directory.officer(token.account, on: today).map {
                    Program(token: token, person: .officer($0))
                }
            }
        }
    }

    /// Tokens and receivers as the page of one's own data shows them.
    var heldPrograms: @Sendable (AccountID, Reader) throws -> [HeldProgram] {
        let tools = openAPITools
        return { [world] account, reader in
            let now = world.now
            let held = try tools.held(account, in: reader)
            let tokens = held.tokens.map { listed in
                let token = listed.token
                let over = token.expiresAt <= now ? token.expiresAt : nil
                return HeldProgram(
                    kind: .token, name: listed.name,
                    allows: token.scopes.sorted().map(\.rawValue), createdAt: token.createdAt,
                    until: token.expiresAt, usedAt: token.usedAt, endedAt: listed.endedAt ?? over)
            }
            return tokens
                + held.receivers.map { receiver in
                    HeldProgram(
                        kind: .receiver, name: receiver.url, allows: receiver.types,
                        createdAt: receiver.createdAt)
                }
        }
    }

    /// Servers of strangers to whom events are sent: short times, small answers, and in a real
    /// house none of the city's own machines.
    static func receivers(_ settings: Settings) -> Outbound {
        let isDemo = settings.mode == .demo
        return .curl(
            limits: OutboundLimits(
                connectTimeout: 3_000, timeout: 10_000, maxBody: 64 << 10,
                allowsPlainHTTP: isDemo, allowsPrivateAddresses: isDemo),
            threads: BlockingThreads(name: "webhooks", count: 4, waiting: 64))
    }

    private var figures: HouseFigures { HouseFigures(house: self) }
}

/// The figures by which the house is watched. Labels are names of ours, so that there are few.
struct HouseFigures: Sendable {
    let house: House

    var families: [MetricFamily] {
        get async throws {
            let now = house.world.now
            let counted = try await house.store.read("metrics") { reader in
                (
                    jobs: try JobQueue.depths(in: reader),
                    clocks: try Cases.clockFigures(at: now, in: reader),
                    readers: try house.ledger.readerStates(in: reader),
                    last: try house.ledger.lastNumber(in: reader)
                )
            }
            var families = requests + statements
            families += queue(counted.jobs, now) + clocks(counted.clocks)
            families.append(
                MetricFamily(
                    "pendopo_ledger_lag_entries", .gauge,
                    "Entries of the ledger that a reader has not come to.",
                    counted.readers.map {
                        .init([.init("reader", $0.name)], Double(counted.last - $0.position))
                    }))
            return families
        }
    }

    private var requests: [MetricFamily] {
        let samples = house.requests.all.flatMap { key, count in
            MetricFamily.histogram(
                [
                    .init("method", key.method), .init("route", key.route),
                    .init("status", "\(key.status)xx"),
                ], buckets: count.buckets, bounds: RequestMeter.bounds, sum: count.microseconds,
                scale: 1_000_000)
        }
        return [
            MetricFamily(
                "pendopo_request_seconds", .histogram,
                "Requests by the template of their path and the class of the answer.", samples)
        ]
    }

    private var statements: [MetricFamily] {
        let meter = house.store.options.meter
        let works = meter.works
        func labels(_ work: StoreMeter.Work) -> [MetricFamily.Label] {
            [.init("name", work.name), .init("way", work.way.rawValue)]
        }
        let batches = meter.batches
        return [
            MetricFamily(
                "pendopo_sql_seconds", .histogram, "Reads and writes by their name.",
                works.flatMap {
                    MetricFamily.histogram(
                        labels($0), buckets: $0.buckets, bounds: StoreMeter.bounds,
                        sum: $0.microseconds, scale: 1_000_000)
                }),
            MetricFamily(
                "pendopo_sql_statements_total", .counter, "Statements that they ran.",
                works.map { .init(labels($0), Double($0.statements)) }),
            MetricFamily(
                "pendopo_in_place_slow_total", .counter,
                "Reads on the calling thread that took longer than 5 ms.",
                works.filter { $0.way == .inPlace }.map {
                    .init([.init("name", $0.name)], Double($0.slow))
                }),
            MetricFamily(
                "pendopo_write_batch_size", .histogram, "Writes in one durable transaction.",
                MetricFamily.histogram(
                    [], buckets: batches.buckets, bounds: StoreMeter.batchBounds,
                    sum: batches.actions)),
            MetricFamily(
                "pendopo_writes_waiting", .gauge, "Writes that wait for their turn.",
                [.init([], Double(house.store.waitingWrites))]),
        ]
    }

    private func queue(_ depths: [JobDepth], _ now: Instant) -> [MetricFamily] {
        func labels(_ depth: JobDepth) -> [MetricFamily.Label] {
            [.init("kind", depth.kind), .init("state", depth.state)]
        }
        return [
            MetricFamily(
                "pendopo_jobs", .gauge, "Jobs that wait, run or were given up.",
                depths.map { .init(labels($0), Double($0.count)) }),
            MetricFamily(
                "pendopo_job_oldest_seconds", .gauge,
                "How long the one that has waited longest is due.",
                depths.map {
                    let late = max(0, now.milliseconds(since: $0.oldest))
                    return .init(labels($0), Double(late) / 1_000)
                }),
        ]
    }

    private func clocks(_ figures: ClockFigures) -> [MetricFamily] {
        [
            MetricFamily(
                "pendopo_clocks", .gauge,
                "Promises: due within a day, broken, and broken without a clock having noticed.",
                [
                    .init([.init("state", "due")], Double(figures.dueInADay)),
                    .init([.init("state", "overdue")], Double(figures.overdue)),
                    .init([.init("state", "unnoted")], Double(figures.unnoted)),
                ])
        ]
    }
}
