import Contracts
import Kernel
import Web

/// What pages of this domain are about: letters and instructions, named in the path.
protocol ThingInPath {
    /// The name of its segment.
    static var segment: String { get }
    /// What is said when there is none, or it is not the reader's.
    static var unknown: String { get }
}

extension MailSubject: ThingInPath {
    static let segment = "surat"
    static let unknown = "correspondence.none"
}

extension InstructionSubject: ThingInPath {
    static let segment = "disposisi"
    static let unknown = "correspondence.instruction.none"
}

struct ThingInput<Thing: ThingInPath>: RouteInput {
    static var fields: [InputField] { [.path(Thing.segment)] }
    let id: Identifier<Thing>
    init(_ fields: inout FieldReader) throws {
        id = try fields.id(Thing.segment, else: Thing.unknown)
    }
}

/// One file of it.
struct ThingFileInput<Thing: ThingInPath>: RouteInput {
    static var fields: [InputField] { ThingInput<Thing>.fields + [.path("blob")] }
    let id: Identifier<Thing>
    let blob: BlobID
    init(_ fields: inout FieldReader) throws {
        id = try ThingInput<Thing>(&fields).id
        blob = try fields.id("blob", else: Thing.unknown)
    }
}
