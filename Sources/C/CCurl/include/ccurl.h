#pragma once
#include <stddef.h>
/// Sends one message by SMTP. `recipients` has `count` entries. Returns 0, or a libcurl code with its text in `error`.
/// `reply` gets the server's last answer code, 0 without one.
/// `user` and `password` may be NULL. `tls`: 0 none, 1 when offered (STARTTLS), 2 required. Times in milliseconds.
int ccurl_send_mail(
    const char *url, const char *user, const char *password, int tls, const char *sender,
    const char *const *recipients, size_t count, const char *message, size_t length,
    long timeout_ms, long *reply, char *error, size_t error_size);
