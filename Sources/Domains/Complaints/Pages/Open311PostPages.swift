import Cases
import Kernel
import Open311
import Web

/// Open311: sending reports and updates, with a key.
struct Open311PostPages: Sendable {
    let tools: ComplaintTools

    private var desk: Open311Desk { Open311Desk(tools: tools) }
    private var updates: Open311UpdateDesk { Open311UpdateDesk(tools: tools) }

    var routes: [Route] {
        [Open311Endpoint.real, .trial].flatMap { endpoint in
            endpoint.requests.all.map { report($0.format, $0.path, isTrial: endpoint.isTrial) }
                + endpoint.updates.all.map {
                    update($0.format, $0.path, isTrial: endpoint.isTrial)
                }
        }
    }

    private func report(_ format: GeoFormat, _ path: PathTemplate, isTrial: Bool) -> Route {
        route(path) { visit, form in
            let program = try visit.sender(form)
            let receipt =
                isTrial
                ? try await desk.tryOut(form, visit.words)
                : try await desk.take(form, from: program, visit.words)
            return Open311Answer.list(
                [receipt], format, zone: try await tools.shelf.zone(), status: isTrial ? 200 : 201)
        }
    }

    private func update(_ format: GeoFormat, _ path: PathTemplate, isTrial: Bool) -> Route {
        route(path) { visit, form in
            let program = try visit.sender(form)
            let receipt =
                isTrial
                ? try updates.tryOut(form) : try await updates.take(form, from: program)
            return Open311Answer.list([receipt], format, zone: try await tools.shelf.zone())
        }
    }

    private func route(
        _ path: PathTemplate,
        _ handle: @escaping @Sendable (VisitorContext, Open311Form) async throws -> Reply
    ) -> Route {
        Route.post(path, Open311Form.self, output: .data) { (visit: VisitorContext, form) in
            try await handle(visit, form)
        }.forMachines().keyed(by: Open311Form.key, .reports).limited {
            $0.rate = .api
            $0.files = Open311Form.mostPictures
            $0.fileBytes = SentFields.allFiles
        }
    }
}
