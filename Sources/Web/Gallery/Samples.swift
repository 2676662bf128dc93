import Kernel

/// Made-up things for the page of components.
enum Samples {
    static let typed = ["nama": "Siti Rahmawati", "jenis": "survei", "sampel": "24000"]

    static let longName =
        "Raden Ajeng Kusumaningrum Wiryodiningrat Suryaningtyas binti H. Muhammad Abdurrahman "
        + "Sastrowardoyo, S.Sos., M.A.P."

    static let names = [
        "Budi Santoso", "Siti Rahmawati", "Agus Wijaya", "Dewi Lestari", "Rina Kartika",
        "Hendra Gunawan", longName, "Yusuf", "Maria Simanjuntak", "Ni Luh Ayu Pratiwi",
    ]

    static let states: [(String, Tone)] = [
        ("Diperiksa", .info), ("Menunggu Anda", .warning), ("Selesai", .success),
        ("Terlambat", .danger), ("Draf", .neutral),
    ]

    /// A drawing that looks like a QR code; it holds nothing.
    static var modules: [[Bool]] {
        (0..<25).map { y in
            (0..<25).map { x in
                let isCorner = (x < 7 && y < 7) || (x > 17 && y < 7) || (x < 7 && y > 17)
                guard isCorner else { return (x * 7 + y * 13 + x * y) % 3 == 0 }
                let dx = min(x % 18, 6 - min(x % 18, 6))
                let dy = min(y % 18, 6 - min(y % 18, 6))
                return min(dx, dy) != 1
            }
        }
    }
}
