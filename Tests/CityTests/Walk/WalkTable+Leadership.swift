extension WalkTable {
    static let leadershipDoors = """

        """
}
