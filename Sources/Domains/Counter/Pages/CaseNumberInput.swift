import Contracts
import Kernel
import Web

/// A case by the number in the path of its page.
struct CaseNumberInput: RouteInput {
    static let fields: [InputField] = [.path("nomor", max: 80)]
    let number: TrackingCode
    init(_ fields: inout FieldReader) throws(Refusal) {
        guard let number = try? TrackingCode(fields.text("nomor")) else {
            throw Refusal(.notFound, "case.not_found")
        }
        self.number = number
    }
}
