extension WalkTable {
    static let leadershipDoors = """
        GET /meja/pimpinan  figures.read-all
        GET /meja/pimpinan/berkas  figures.read-all
        GET /meja/kinerja  case.lead
        GET /meja/kinerja/berkas  case.lead
        GET /meja/beban  case.lead
        GET /meja/beban/tugas  case.lead
        GET /meja/beban/pindah  case.lead
        POST /meja/beban/pindah  case.lead
        POST /meja/beban/pulihkan  case.lead
        GET /meja/tanda  people.inspect
        POST /meja/tanda/{tanda}  people.inspect

        """
}
