// The front door of `Cases`.
