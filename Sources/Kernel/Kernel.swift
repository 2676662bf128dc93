// The front door of `Kernel`.
