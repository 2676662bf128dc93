// The front door of `City`.
