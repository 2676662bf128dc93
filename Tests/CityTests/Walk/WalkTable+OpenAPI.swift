extension WalkTable {
    /// Doors of programs: `program` with any token, `program(SCOPE)` with one that says so. No
    /// session opens them.
    static let openapiDoors = """
        GET /api  everyone
        GET /metrics  everyone
        GET /akun/program  person
        POST /akun/program  person
        POST /akun/program/token/{id}/akhiri  person
        GET /akun/program/webhook  person
        POST /akun/program/webhook  person
        GET /akun/program/webhook/{id}/rahasia  person
        POST /akun/program/webhook/{id}/rahasia  person
        POST /akun/program/webhook/{id}/lanjutkan  person
        POST /akun/program/webhook/{id}/hapus  person
        GET /api/v1/openapi.json  everyone
        GET /api/v1/services  everyone
        GET /api/v1/services/{code}  everyone
        GET /api/v1/tracking/{number}  everyone
        GET /api/v1/permits  everyone
        GET /api/v1/permits/{number}  everyone
        GET /api/v1/token  program
        GET /api/v1/drafts  program(drafts)
        POST /api/v1/drafts  program(drafts)
        GET /api/v1/drafts/{id}  program(drafts)
        PATCH /api/v1/drafts/{id}  program(drafts)
        DELETE /api/v1/drafts/{id}  program(drafts)
        POST /api/v1/drafts/{id}/files  program(drafts)
        DELETE /api/v1/drafts/{id}/files/{file}  program(drafts)
        POST /api/v1/drafts/{id}/submission  program(drafts)
        GET /api/v1/cases  program(cases)
        GET /api/v1/cases/{number}  program(cases)
        GET /api/v1/cases/{number}/acts  program(cases)
        POST /api/v1/cases/{number}/acts  program(acts)
        GET /api/v1/cases/{number}/messages  program(cases)
        POST /api/v1/cases/{number}/messages  program(messages)
        GET /api/v1/cases/{number}/files  program(cases)
        POST /api/v1/cases/{number}/files  program(drafts)
        POST /api/v1/cases/{number}/correction  program(drafts)
        GET /api/v1/cases/{number}/step  program(acts)
        POST /api/v1/cases/{number}/step/files  program(acts)
        DELETE /api/v1/cases/{number}/step/files/{file}  program(acts)
        GET /api/v1/cases/{number}/files/{file}  program(cases)
        GET /api/v1/cases/{number}/letter  program(cases)
        GET /api/v1/inbox  program(inbox)
        GET /api/v1/events  program(events)
        GET /api/v1/webhooks  program(webhooks)
        POST /api/v1/webhooks  program(webhooks)
        GET /api/v1/webhooks/{id}  program(webhooks)
        DELETE /api/v1/webhooks/{id}  program(webhooks)
        POST /api/v1/webhooks/{id}/secret  program(webhooks)
        POST /api/v1/webhooks/{id}/resumption  program(webhooks)

        """
}
