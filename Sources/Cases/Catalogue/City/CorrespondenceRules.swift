import Contracts
import Kernel

/// How a city registers letters, follows paper and gives instructions (*disposisi*): the data of
/// `classification.csv` and `correspondence.yaml`.
public struct CorrespondenceRules: Sendable, Hashable {
    /// A row of the classification of archives.
    public struct Classification: Sendable, Hashable {
        /// Such as `000.5.3`.
        public let code: String
        public let name: String
        /// False: not yet compared with the regulation.
        public let isVerified: Bool
    }

    /// A word of a list that the city chose.
    public struct Choice: Sendable, Hashable {
        public let code: String
        public let title: LocalizedText
    }

    public let classifications: [Classification]
    /// Kinds of official paper.
    public let kinds: [Choice]
    /// Instructions that are given often.
    public let instructions: [Choice]
    /// The pattern of numbers of letters that go out.
    public let number: String
    /// Roles that instruct the heads of all units, not of their own only.
    public let across: Set<RoleCode>
    /// A folder that lies longer than so many working days at one place is listed.
    public let restingDays: Int
    /// How long what a letter says is kept after it came.
    public let keptYears: Int

    public init(
        classifications: [Classification], kinds: [Choice], instructions: [Choice],
        number: String, across: Set<RoleCode>, restingDays: Int, keptYears: Int
    ) {
        self.classifications = classifications
        self.kinds = kinds
        self.instructions = instructions
        self.number = number
        self.across = across
        self.restingDays = restingDays
        self.keptYears = keptYears
    }

    /// What stands in a pattern of numbers.
    public static let placeholders = ["{klasifikasi}", "{urut}", "{unit}", "{tahun}"]

    /// What holds in a city without these files: letters without classification.
    public static let usual = CorrespondenceRules(
        classifications: [],
        kinds: [
            Choice(code: "surat-dinas", title: LocalizedText(id: "Surat dinas", en: "Letter"))
        ],
        instructions: [], number: "{klasifikasi}/{urut}/{unit}/{tahun}", across: [],
        restingDays: 5, keptYears: 10)

    public func classification(_ code: String) -> Classification? {
        classifications.first { $0.code == code }
    }

    public func kind(_ code: String) -> Choice? { kinds.first { $0.code == code } }

    public func instruction(_ code: String) -> Choice? {
        instructions.first { $0.code == code }
    }

    /// The printed number of a letter: `000.5/12/DPMPTSP/2026`.
    public func number(
        classification: String, serial: Int64, unit: String, year: Int64
    ) -> String {
        number.replacing("{klasifikasi}", with: classification)
            .replacing("{urut}", with: "\(serial)").replacing("{unit}", with: unit)
            .replacing("{tahun}", with: "\(year)")
    }
}
