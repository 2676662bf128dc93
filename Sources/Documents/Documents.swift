// The front door of `Documents`.
