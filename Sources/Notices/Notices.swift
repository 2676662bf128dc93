// The front door of `Notices`.
