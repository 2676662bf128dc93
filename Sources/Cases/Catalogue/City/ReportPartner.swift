import Contracts
import Kernel

/// A server of somebody else with which reports are exchanged by Open311, for a unit that works in
/// a system of its own: the city's file `partners.yaml`.
public struct ReportPartner: Sendable, Hashable {
    public let code: String
    public let name: LocalizedText
    /// Whose system it is: reports that this unit is to answer go there.
    public let unit: UnitCode
    /// Our topics, and what that server calls each (`service_code`). Others stay here.
    public let topics: [String: String]
    /// The endpoint; nothing: it is not connected yet.
    public let url: String?
    /// `jurisdiction_id`, where that server serves several cities.
    public let jurisdiction: String?
    /// XML, which every server has; else JSON.
    public let isXML: Bool
    /// The name of the secret of the deployment that is the `api_key`; nothing where none is asked.
    public let key: String?
    /// Seconds from one asking to the next.
    public let every: Int
    /// Whether it knows `updated_after`; without it each open report is asked for by its id.
    public let knowsChanges: Bool
    /// Whether it has `servicerequestupdates`, both ways.
    public let hasUpdates: Bool
    /// Answers to questions of that server's services, the same for each report.
    public let attributes: [String: String]
}

/// How reports are exchanged with SP4N-LAPOR!, by file or over HTTP: the block `lapor` of
/// `partners.yaml`. No interface of it is known, so that all names stand there.
public struct LaporRules: Sendable, Hashable {
    /// The partner that it is in our tables.
    public static let code = "lapor"

    /// What our file says for each class of theirs (`pengaduan`, `aspirasi`): the service that
    /// takes it. Others are not exchanged.
    public let classes: [String: ServiceCode]
    public let secret: NationalSystem.Secret?
    /// Where a report of theirs holds what; over HTTP with an address, else by file alone.
    public let pull: NationalSystem.Pull
    /// What they are told of ours.
    public let report: NationalSystem.Report

    /// What a report of theirs may say, by our names; those that it must.
    public static let fields = [
        "nomor", "klasifikasi", "judul", "isi", "kategori", "tanggal", "lokasi", "kelurahan",
        "lat", "lon", "anonim", "rahasia", "nama", "kontak", "status",
    ]
    public static let required = ["nomor", "isi"]

    /// States of reports that are told.
    public static let states = [
        "menunggu", "koordinasi", "disposisi", "proses", "selesai", "ditunda", "diarsipkan",
        "bukan-wewenang", "digabung",
    ]

    /// The values of ours that what they are told may hold, in braces.
    public static let holes = [
        "nomor", "nomor_lapor", "klasifikasi", "isi", "kategori", "status", "jawaban", "unit",
        "tanggal", "diperbarui", "lokasi", "kelurahan", "lat", "lon", "rahasia",
    ]

    public var isConnected: Bool { report.url != nil }
}

/// Systems with which the city exchanges reports.
public struct ReportPartners: Sendable, Hashable {
    public let open311: [ReportPartner]
    public let lapor: LaporRules?

    public init(open311: [ReportPartner] = [], lapor: LaporRules? = nil) {
        self.open311 = open311
        self.lapor = lapor
    }

    public func partner(_ code: String) -> ReportPartner? { open311.first { $0.code == code } }

    /// Who takes reports about a topic that a unit is to answer.
    public func partner(of unit: UnitCode, topic: String) -> ReportPartner? {
        open311.first { $0.unit == unit && $0.url != nil && $0.topics[topic] != nil }
    }

    public var areConnected: Bool {
        open311.contains { $0.url != nil } || lapor?.isConnected == true
    }

    /// Whether a partner is told what happens to a report after it has it.
    public func hears(_ code: String) -> Bool {
        code == LaporRules.code
            ? lapor?.isConnected == true : partner(code)?.hasUpdates == true
    }
}
