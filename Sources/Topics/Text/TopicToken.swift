/// One word of a text.
struct TopicToken: Equatable {
    /// Lower case, ASCII letters and digits only.
    let word: String
    /// As it was written.
    let typed: String
    /// Its place; a new sentence leaves a gap, so that no phrase reaches across easily.
    let position: Int
    /// Written twice, such as `lubang-lubang`.
    let isDoubled: Bool
}
