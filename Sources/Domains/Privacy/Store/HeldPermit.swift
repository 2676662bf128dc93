import Contracts
import Kernel
import Store

/// A permit of an older archive that is somebody's: no case of this house belongs to it.
public struct HeldPermit: Sendable {
    public let id: UUIDv7
    public let number: String
    public let kind: ServiceCode
    /// Public lines.
    public let business, place, object: String?
    /// What is sealed.
    public let name, nik, nib, contact: String?
    public let issued: Day
    /// From when its time of keeping counts; nothing while it may still hold.
    public let endedOn: Day?

    public init(
        id: UUIDv7, number: String, kind: ServiceCode, lines: [String?], sealed: [String?],
        issued: Day, endedOn: Day?
    ) {
        precondition(lines.count == 3 && sealed.count == 4)
        self.id = id
        self.number = number
        self.kind = kind
        (business, place, object) = (lines[0], lines[1], lines[2])
        (name, nik, nib, contact) = (sealed[0], sealed[1], sealed[2], sealed[3])
        self.issued = issued
        self.endedOn = endedOn
    }
}

/// How the register of permits answers for the people in it.
public struct PermitHoldings: Sendable {
    /// Permits of older archives that are an account's.
    public let of: @Sendable (AccountID, Reader) throws -> [HeldPermit]
    /// Takes the holder away; the permit stays in the register.
    public let erase: @Sendable ([UUIDv7], Transaction) throws -> Void
    /// The same for permits that ended before a day.
    /// - Returns: how many, at most `limit`.
    public let sweep: @Sendable (_ before: Day, _ limit: Int, Transaction) throws -> Int

    public init(
        of: @escaping @Sendable (AccountID, Reader) throws -> [HeldPermit],
        erase: @escaping @Sendable ([UUIDv7], Transaction) throws -> Void,
        sweep: @escaping @Sendable (_ before: Day, _ limit: Int, Transaction) throws -> Int
    ) {
        self.of = of
        self.erase = erase
        self.sweep = sweep
    }
}
