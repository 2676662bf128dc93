#include "cre2.h"
#include <re2/re2.h>
#include <cstring>
#include <new>

struct cre2_pattern {
    RE2 re;
    cre2_pattern(re2::StringPiece pattern, const RE2::Options &options) : re(pattern, options) {}
};

extern "C" cre2_pattern *cre2_new(const char *pattern, size_t length, int64_t max_memory, char *error, size_t error_size) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(max_memory);
    auto *made = new (std::nothrow) cre2_pattern(re2::StringPiece(pattern, length), options);
    if (made == nullptr) return nullptr;
    if (!made->re.ok()) {
        if (error_size > 0) {
            std::strncpy(error, made->re.error().c_str(), error_size - 1);
            error[error_size - 1] = 0;
        }
        delete made;
        return nullptr;
    }
    return made;
}

extern "C" int cre2_partial_match(const cre2_pattern *pattern, const char *text, size_t length) {
    return RE2::PartialMatch(re2::StringPiece(text, length), pattern->re) ? 1 : 0;
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }
