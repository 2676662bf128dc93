import Web

/// The paths of this domain. Links are made with `filled`.
enum SurveyURL {
    /// One ballot, by its code.
    static let ballot: PathTemplate = "/nilai/{kode}"
    static let overview: PathTemplate = "/skm"
    static let unit: PathTemplate = "/skm/unit/{kode}"
    static let service: PathTemplate = "/skm/layanan/{kode}"
    static let data: PathTemplate = "/skm/data.csv"

    static let desk: PathTemplate = "/meja/skm"
    static let plan: PathTemplate = "/meja/skm/rencana"
    static let finish: PathTemplate = "/meja/skm/rencana/{id}"

    /// A page of Portal.
    static func about(_ service: String) -> String { "/layanan/\(service)" }
}
