// The front door of `Texts`.
