// The front door of `Web`.
