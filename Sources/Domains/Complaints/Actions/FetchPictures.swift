import Kernel
import Outbound
import Web

/// Fetches the pictures that a program only gives the addresses of. The address may be anybody's:
/// it is asked within narrow bounds, on the public internet only, and what comes is looked into
/// like any file that a stranger sends.
struct FetchPictures: Sendable {
    let link: OutsideLink

    struct Result: Sendable {
        var files: [UploadedFile] = []
        /// How many could not be fetched.
        var failed = 0
    }

    /// - Parameter limit: no more than so many are asked for.
    func fetch(_ addresses: [String], limit: Int) async -> Result {
        var result = Result()
        for address in addresses.prefix(max(limit, 0)) {
            let request = OutboundRequest.get(
                address, headers: [OutboundHeader("Accept", "image/jpeg, image/png")]
            ).reaching(link.reach)
            guard let answer = try? await link.pictures.send(request), answer.status == 200,
                !answer.body.isEmpty
            else {
                result.failed += 1
                continue
            }
            result.files.append(
                UploadedFile(
                    field: "media_url", name: "media_url", type: FileType.of(answer.body),
                    bytes: answer.body))
        }
        result.failed += max(0, addresses.count - max(limit, 0))
        return result
    }
}
