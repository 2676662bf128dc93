import Web

/// Drafts, my cases, and everything below them.
enum ErrandPages {
    static func routes(_ tools: PortalTools) -> [Route] {
        let desk = ErrandDesk(tools: tools)
        return StartPages(desk: desk).routes + DraftPages(desk: desk).routes
            + DraftChoicePages(desk: desk).routes + ReviewPages(desk: desk).routes
            + MyCasesPages(desk: desk).routes + CasePages(desk: desk).routes
            + ConfirmPages(desk: desk).routes + CorrectionPages(desk: desk).routes
            + CaseDocumentPages(desk: desk).routes
            + AskPages(desk: desk).routes + UploadPages(desk: desk).routes
    }
}
