extension WalkTable {
    /// Reading is for everybody; whoever sends shows a key inside what is sent (`ComplaintsTests`).
    static let open311Doors = """
        GET /open311/v2  everyone
        GET /open311/discovery.xml  everyone
        GET /open311/discovery.json  everyone
        GET /open311/v2/discovery.xml  everyone
        GET /open311/v2/discovery.json  everyone
        GET /open311/v2/services.xml  everyone
        GET /open311/v2/services.json  everyone
        GET /open311/v2/services/{nama}  everyone
        GET /open311/v2/requests.xml  everyone
        GET /open311/v2/requests.json  everyone
        POST /open311/v2/requests.xml  everyone
        POST /open311/v2/requests.json  everyone
        GET /open311/v2/requests/{nama}  everyone
        GET /open311/v2/tokens/{nama}  everyone
        GET /open311/v2/servicerequestupdates.xml  everyone
        GET /open311/v2/servicerequestupdates.json  everyone
        POST /open311/v2/servicerequestupdates.xml  everyone
        POST /open311/v2/servicerequestupdates.json  everyone
        GET /open311/uji/v2/discovery.xml  everyone
        GET /open311/uji/v2/discovery.json  everyone
        GET /open311/uji/v2/services.xml  everyone
        GET /open311/uji/v2/services.json  everyone
        GET /open311/uji/v2/services/{nama}  everyone
        GET /open311/uji/v2/requests.xml  everyone
        GET /open311/uji/v2/requests.json  everyone
        POST /open311/uji/v2/requests.xml  everyone
        POST /open311/uji/v2/requests.json  everyone
        GET /open311/uji/v2/requests/{nama}  everyone
        GET /open311/uji/v2/tokens/{nama}  everyone
        GET /open311/uji/v2/servicerequestupdates.xml  everyone
        GET /open311/uji/v2/servicerequestupdates.json  everyone
        POST /open311/uji/v2/servicerequestupdates.xml  everyone
        POST /open311/uji/v2/servicerequestupdates.json  everyone

        """
}
