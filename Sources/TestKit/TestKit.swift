// The front door of `TestKit`.
