extension WalkTable {
    static let surveysDoors = """
        GET /nilai/{kode}  everyone
        POST /nilai/{kode}  everyone
        GET /skm  everyone
        GET /skm/data.csv  everyone
        GET /skm/unit/{kode}  everyone
        GET /skm/layanan/{kode}  everyone
        GET /meja/skm  case.lead
        POST /meja/skm/rencana  case.lead
        POST /meja/skm/rencana/{id}  case.lead

        """
}
