import Testing

@testable import Topics

@Suite("Roots and slips")
struct AffixesTests {
    @Test(
        "a root is among those that a word may have",
        arguments: [
            ("berlubang", "lubang"), ("lampunya", "lampu"), ("dipungut", "pungut"),
            ("memungut", "pungut"), ("menyapu", "sapu"), ("pembakaran", "bakar"),
            ("mengaspal", "aspal"), ("perizinan", "izin"), ("pengangkutan", "angkut"),
            // Sundanese
            ("lampuna", "lampu"), ("dipareuman", "pareum"), ("ngahalangan", "halang"),
            ("barocor", "bocor"), ("solokanna", "solokan"),
            // Javanese and how people talk
            ("banyune", "banyu"), ("dalane", "dalan"), ("nyampah", "sampah"),
            ("bersihin", "bersih"), ("ngangkut", "angkut"), ("bersihno", "bersih"),
            ("mbuang", "buang"),
        ])
    func roots(word: String, root: String) {
        #expect(Affixes.roots(of: word).contains(root))
    }

    @Test("no root is shorter than three letters, and there are few")
    func bounds() {
        for word in ["di", "dia", "keke", "menyenyenye", String(repeating: "nge", count: 13)] {
            let roots = Affixes.roots(of: word)
            #expect(roots.count <= Affixes.most)
            #expect(roots.allSatisfy { $0.utf8.count >= 3 }, "\(word): \(roots)")
        }
    }

    @Test("one slip is forgiven: left out, put in, replaced, swapped")
    func slips() {
        for typed in ["selokn", "selokkan", "selakan", "slokan", "seloakn"] {
            #expect(Slips.isOne(typed, "selokan"), "\(typed)")
        }
        for typed in ["selkn", "celokan", "sekolah"] {
            #expect(!Slips.isOne(typed, "selokan"), "\(typed)")
        }
        #expect(!Slips.isOne("selokan", "celokan"), "the first letter is the same")
    }

    @Test("a word of five letters is not taken for its many neighbours")
    func short() {
        for typed in ["lmpu", "lapmu", "lampo", "lammpu"] { #expect(Slips.isOne(typed, "lampu")) }
        for typed in ["lampi", "rampu", "lapu", "campu", "lambu"].dropFirst() {
            #expect(!Slips.isOne(typed, "lampu") || typed == "lambu", "\(typed)")
        }
        #expect(!Slips.isOne("sisa", "siswa") && !Slips.isOne("taman", "tahan"))
    }

    @Test("words that are one slip apart share a hash")
    func hashes() {
        for (typed, known) in [("selokn", "selokan"), ("selakan", "selokan"), ("lapmu", "lampu")] {
            let common = Set(Slips.shortened(typed)).intersection(Slips.shortened(known))
            #expect(!common.isEmpty, "\(typed)")
        }
        #expect(Slips.skeleton("sampah") == "smph" && Slips.skeleton("aku") == nil)
        #expect(Slips.calmed("ruuusak") == "rusak" && Slips.calmed("rusak") == nil)
    }
}
