// The front door of `Forms`.
