extension WalkTable {
    static let permitsDoors = """

        """
}
