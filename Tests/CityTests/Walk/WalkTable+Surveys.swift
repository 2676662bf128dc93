extension WalkTable {
    static let surveysDoors = """

        """
}
