import Kernel

/// Invented people. Names are put together from lists by the seed, so that nobody real is meant;
/// phone numbers and e-mail addresses lie in ranges that reach nobody.
package enum DemoNames {
    private static let women = [
        "Ayu", "Citra", "Dewi", "Euis", "Fitri", "Hana", "Intan", "Kartika", "Laras", "Maya",
        "Nadia", "Putri", "Ratna", "Sekar", "Tiara", "Wulan", "Yuli", "Zahra", "Neneng", "Mira",
    ]
    private static let men = [
        "Adi", "Bagus", "Cahyo", "Dimas", "Eko", "Fajar", "Galih", "Hendra", "Iman", "Joko",
        "Lukman", "Nugraha", "Oki", "Prasetyo", "Rizky", "Surya", "Teguh", "Wahyu", "Yoga", "Asep",
    ]
    private static let families = [
        "Permata", "Santika", "Wibisana", "Kurniasih", "Hidayat", "Lestari", "Gunawan", "Maulana",
        "Saputra", "Anggraini", "Setiadi", "Purnama", "Rahmawati", "Suryana", "Wijaya", "Utami",
        "Nurhaliza", "Ramdani", "Kusuma", "Siregar",
    ]
    private static let schools = [
        "Universitas Contoh Pakuan", "Institut Contoh Tegallega", "Universitas Contoh Salak",
        "Politeknik Contoh Cidangiang", "Sekolah Tinggi Contoh Baranangsiang",
    ]
    private static let subjects = [
        "Pola jajan sehat siswa sekolah dasar", "Perilaku memilah sampah di permukiman padat",
        "Kepuasan penumpang angkutan kota", "Peran kader posyandu dalam pencegahan stunting",
        "Pengelolaan taman kota oleh warga", "Adopsi pembayaran digital di pasar rakyat",
        "Kualitas udara di sekitar terminal", "Literasi keuangan pelaku usaha mikro",
        "Partisipasi pemuda dalam musrenbang kelurahan", "Aksesibilitas trotoar bagi lansia",
        "Pemanfaatan air hujan di rumah tangga", "Minat baca di taman bacaan masyarakat",
    ]

    package struct Person: Sendable {
        package let name: String
        package let nik: String
        package let email: String
        package let phone: String
        package let isWoman: Bool
        package let born: Day
    }

    /// The n-th invented citizen; the same for the same n.
    package static func person(_ n: Int) -> Person {
        let isWoman = n % 2 == 0
        let first = (isWoman ? women : men)[(n * 7 + n / 20) % 20]
        let family = families[(n * 13 + 5) % 20]
        let name = "\(first) \(family)"
        let year = 1975 + (n * 11) % 29
        let month = 1 + (n * 5) % 12
        let date = 1 + (n * 17) % 28
        let born = Day(year: year, month: month, day: date) ?? .first
        let serial = padded(7_000 + n, 4)
        let district = padded(1 + n % 6, 2)
        let nik =
            "3271\(district)\(padded(isWoman ? date + 40 : date, 2))\(padded(month, 2))"
            + "\(padded(year % 100, 2))\(serial)"
        // `example` domains reach nobody (RFC 2606); the demo's mail stays in the demo anyway.
        let email = "\(first).\(family).\(n)@contoh.example".lowercased()
        return Person(
            name: name, nik: nik, email: email, phone: "+62811000\(padded(n, 4))",
            isWoman: isWoman, born: born)
    }

    /// The n-th invented officer, apart from the citizens.
    package static func officer(_ n: Int) -> String {
        let isWoman = n % 2 == 1
        let first = (isWoman ? women : men)[(n * 3 + 11) % 20]
        return "\(first) \(families[(n * 7 + 2 + n / 20) % 20])"
    }

    /// A NIP that keeps the form: born 1970–1989, appointed at 25.
    package static func nip(_ n: Int) throws(Refusal) -> NIP {
        let year = 1970 + n % 20
        let sex = n % 2 == 1 ? "2" : "1"
        let text = "\(year)0\(1 + n % 9)1\(n % 9)\(year + 25)03\(sex)\(Self.padded(n + 1, 3))"
        return try NIP(text)
    }

    static func rank(of role: String) -> String {
        switch role {
        case "kepala": "Pembina Utama Muda, IV/c"
        case "sekretaris": "Pembina Tingkat I, IV/b"
        case "kabid": "Pembina, IV/a"
        case "analis": "Penata, III/c"
        default: "Pengatur, II/c"
        }
    }

    static func school(_ n: Int) -> String { schools[n % schools.count] }
    static func subject(_ n: Int) -> String { subjects[(n * 5 + n / 12) % subjects.count] }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
