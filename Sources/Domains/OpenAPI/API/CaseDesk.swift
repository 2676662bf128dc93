import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import Web

/// Finding a case for a program: by the same reads as the pages, with the same scope and the same
/// note of every look. Anybody else's case is as if it were not there.
struct CaseDesk: Sendable {
    let tools: OpenAPITools

    func view(
        _ number: TrackingCode, _ context: ProgramContext, as part: AccessPart = .page
    ) async throws -> CaseView {
        let file: CaseFile
        switch context.program.person {
        case .citizen(let citizen):
            file = try await tools.cases.file(number, for: citizen.account)
        case .officer(let officer):
            file = try await tools.cases.file(number, for: officer, as: part)
        }
        return CaseView(file, for: context.program, now: context.now)
    }

    /// Messages that the reader may see.
    func messages(
        _ number: TrackingCode, _ part: MessagePart, limit: Int, _ context: ProgramContext
    ) async throws -> MessageListing {
        switch context.program.person {
        case .citizen(let citizen):
            try await tools.cases.messages(
                of: number, for: citizen.account, part, limit: limit)
        case .officer(let officer):
            try await tools.cases.messages(of: number, for: officer, part, limit: limit)
        }
    }

    /// The case alone, for an act; nothing is shown, so nothing is noted.
    func record(_ number: TrackingCode, _ program: Program) async throws -> CaseRecord {
        switch program.person {
        case .citizen(let citizen):
            try await tools.cases.record(number, of: citizen.account)
        case .officer(let officer): try await tools.cases.record(number, for: officer)
        }
    }

    func send(_ blob: Blob, type: String, name: String) -> Reply {
        let stream = tools.blobs.stream(blob)
        return .file(type: type, name: name, length: Int(blob.size)) { writer in
            for try await chunk in stream { try await writer.write(chunk) }
        }
    }
}
