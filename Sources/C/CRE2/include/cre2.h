#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct cre2_pattern cre2_pattern;
/// Compiles a pattern, at most `max_memory` bytes. NULL when it is not valid; `error` (of `error_size` bytes) then says why.
cre2_pattern *cre2_new(const char *pattern, size_t length, int64_t max_memory, char *error, size_t error_size);
/// 1 when the text contains a match, else 0 (linear in the text's length).
int cre2_partial_match(const cre2_pattern *pattern, const char *text, size_t length);
void cre2_free(cre2_pattern *pattern);
#ifdef __cplusplus
}
#endif
