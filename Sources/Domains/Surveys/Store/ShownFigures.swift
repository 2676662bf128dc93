import Cases

extension SurveyFigures {
    /// What may be shown: elements that fewer people judged are left out.
    func shown(_ groups: SmallGroups) -> SurveyFigures {
        mapping { standing in
            var shown = standing
            shown.elements = standing.elements.filter { groups.mayShow(Int($0.value.count)) }
            return shown
        }
    }
}
