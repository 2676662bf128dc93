#pragma once

enum csandbox_kind {
    /// Reads standard input, writes standard output, and nothing else: no file, no program.
    CSANDBOX_PICTURE = 0,
    /// May also begin one program of the system and read libraries and fonts. Needs Landlock.
    CSANDBOX_DOCUMENT = 1,
};

/// Gives up for good what this process does not need. To be called before the first byte of a foreign
/// file is read. `memory` in bytes, `seconds` of processor time.
/// Returns 0, or the number of the step that the system did not take: then nothing may be read.
int csandbox_enter(int kind, unsigned long memory, unsigned seconds);

/// Each 1 when this process can still do it.
int csandbox_can_open(const char *path);
int csandbox_can_connect(void);
int csandbox_can_fork(void);
