extension WalkTable {
    static let administrationDoors = """

        """
}
