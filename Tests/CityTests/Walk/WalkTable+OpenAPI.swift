extension WalkTable {
    static let openapiDoors = """

        """
}
