import Kernel
import People
import Web

/// The paths of this domain. Links are made with `filled`.
enum LeadershipURL {
    /// The figures of the whole city, and the cases of one of them.
    static let city: PathTemplate = "/meja/pimpinan"
    static let cityList: PathTemplate = "/meja/pimpinan/berkas"
    /// The same of the units that somebody leads.
    static let unit: PathTemplate = "/meja/kinerja"
    static let unitList: PathTemplate = "/meja/kinerja/berkas"
    /// Who has how much to do.
    static let load: PathTemplate = "/meja/beban"
    /// The tasks of one of those numbers.
    static let loadList: PathTemplate = "/meja/beban/tugas"
    /// All tasks of a person, to be given to others.
    static let move: PathTemplate = "/meja/beban/pindah"
    static let undo: PathTemplate = "/meja/beban/pulihkan"
    /// What the inspectorate is shown, and its judgement.
    static let signals: PathTemplate = "/meja/tanda"
    static let judge: PathTemplate = "/meja/tanda/{tanda}"
}

/// Whose figures a page shows; each has addresses of its own.
enum FigureDoor: Sendable {
    case city, unit

    var page: PathTemplate { self == .city ? LeadershipURL.city : LeadershipURL.unit }
    var list: PathTemplate { self == .city ? LeadershipURL.cityList : LeadershipURL.unitList }

    func scope(_ officer: Officer) -> FigureScope {
        self == .city ? .whole(officer) : .led(officer)
    }

    func list(
        _ kind: FigureKind, _ filter: Figures.Filter, _ period: FigurePeriod, ahead: Int? = nil
    ) -> String {
        var address = list.filled() + "?angka=\(kind.rawValue)"
        if let unit = filter.unit { address += "&unit=\(unit)" }
        if let service = filter.service { address += "&layanan=\(service)" }
        if kind.isOfPeriod { address += "&masa=\(period.rawValue)" }
        if let ahead { address += "&hari=\(ahead)" }
        return address
    }

    func page(_ period: FigurePeriod, unit: String? = nil) -> String {
        page.filled() + "?masa=\(period.rawValue)" + (unit.map { "&unit=\($0)" } ?? "")
    }
}
