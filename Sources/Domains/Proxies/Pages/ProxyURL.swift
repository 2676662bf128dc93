import Web

/// The paths of this domain. Links are made with `filled`.
enum ProxyURL {
    static let overview: PathTemplate = "/wakil"
    /// In whose name errands are done from now on.
    static let act: PathTemplate = "/wakil/pakai"
    static let business: PathTemplate = "/wakil/usaha"
    static let child: PathTemplate = "/wakil/anak"
    /// Giving a power of attorney.
    static let attorney: PathTemplate = "/wakil/kuasa"
    /// Taking what somebody offered.
    static let take: PathTemplate = "/wakil/ambil"
    /// The code for a counter.
    static let code: PathTemplate = "/wakil/kode"
    /// The people of a business.
    static let people: PathTemplate = "/wakil/{mandat}/orang"
    static let confirm: PathTemplate = "/wakil/{mandat}/setuju"
    static let end: PathTemplate = "/wakil/{mandat}/akhiri"

    /// Where officers look at papers of others.
    static let desk: PathTemplate = "/meja/wakil"
    static let visit: PathTemplate = "/meja/wakil/{id}"
    static let paper: PathTemplate = "/meja/wakil/{id}/kuasa"

    /// How sure the city is who one is; a page of Identity.
    static let level = "/akun/identitas"
}
