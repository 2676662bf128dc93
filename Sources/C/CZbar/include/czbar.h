#pragma once
#include <stddef.h>
#include <stdint.h>

/// Loads the reader of bar codes, before the process is fenced in; 0 when it is there. It is not linked: it
/// brings libraries of cameras and windows along, which the server shall not have in its memory.
int czbar_load(void);

/// The text of the first QR code of a picture in shades of grey, one byte a pixel; NULL when there is none.
/// Freed by `czbar_free`.
char *czbar_qr(const uint8_t *pixels, unsigned width, unsigned height);

void czbar_free(char *text);
