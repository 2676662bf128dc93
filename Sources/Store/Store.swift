// The front door of `Store`.
