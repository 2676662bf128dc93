import Cases
import Contracts
import Forms
import Kernel
import Web

/// A draft on the desk: with its service and the day by which its conditions are judged.
struct OpenDraft: Sendable {
    let draft: Draft
    let service: Service
    let catalogue: Catalogue
    let today: Day
    /// What may be shown of its files.
    let checks: [BlobID: FileCheck]
    /// Places that others have, where the service gives places.
    var taken: [Booking] = []
    /// The service as it was when the draft was saved last, when that was another version.
    var before: Service?

    var id: String { draft.id.text }
    var form: FormDefinition { service.form }

    /// The groups that are asked, given the answers so far, with the fields that are asked.
    var groups: [FieldGroup] { form.asked(draft.answers, now: today) }

    /// What has changed in the form since the draft was saved last; nothing when nothing has.
    var changes: FormDiff? {
        guard let before, before.edition != service.edition else { return nil }
        return FormDiff(from: before, to: service)
    }

    func group(_ id: String) -> FieldGroup? { groups.first { $0.id == id } }

    func group(after id: String) -> FieldGroup? {
        let groups = groups
        guard let index = groups.firstIndex(where: { $0.id == id }) else { return nil }
        return index + 1 < groups.count ? groups[index + 1] : nil
    }

    /// What is wrong in a group (nil: everywhere).
    func problems(_ group: String? = nil) -> [FieldProblem] {
        draft.problems(form, group: group, now: today)
    }

    /// The page where a person goes on: the first group that was not saved or has something wrong.
    var nextAddress: String {
        for group in groups
        where draft.sections[group.id] == nil || !problems(group.id).isEmpty {
            return PortalURL.draftGroup.filled(id, group.id)
        }
        return PortalURL.draftReview.filled(id)
    }
}
