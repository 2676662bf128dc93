// The front door of `People`.
