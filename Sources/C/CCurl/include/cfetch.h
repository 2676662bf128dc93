#pragma once
#include <stddef.h>
/// One HTTP request with libcurl, bounded on every side: no redirects, no proxy, no cookies, no
/// credentials from files, TLS always verified, only the kinds of addresses that were allowed.
typedef struct cfetch cfetch;

/// Kinds of addresses, as bits. Judged after the name was looked up, for each address that libcurl
/// is about to connect to, so that a name cannot promise one address and give another.
enum { CFETCH_PUBLIC = 1, CFETCH_LOOPBACK = 2, CFETCH_INSIDE = 4 };

/// How a request ended.
enum {
    CFETCH_OK = 0,
    CFETCH_UNREACHABLE = 1,
    CFETCH_TIMED_OUT = 2,
    CFETCH_TOO_LARGE = 3,
    CFETCH_REFUSED_ADDRESS = 4,
    CFETCH_UNTRUSTED = 5,
    CFETCH_BAD_ANSWER = 6,
    CFETCH_REFUSED_URL = 7
};

/// `allowed`: bits of the kinds above. Times in milliseconds; sizes in bytes. NULL without memory.
cfetch *cfetch_open(
    const char *url, int allowed, long connect_ms, long total_ms, size_t max_head,
    size_t max_body);
/// `line` is `Name: value`. Returns 0, or -1 without memory.
int cfetch_header(cfetch *fetch, const char *line);
/// Trusts the certificate authorities of this PEM file only, not those of the system.
void cfetch_trust(cfetch *fetch, const char *path);
/// Makes it a POST. The bytes must live until `cfetch_perform` has returned.
void cfetch_post(cfetch *fetch, const void *bytes, size_t length);
/// Blocks until one of the ends above. Once for each `cfetch_open`.
int cfetch_perform(cfetch *fetch);
long cfetch_status(const cfetch *fetch);
/// Whether anything of the request left this machine.
int cfetch_sent(const cfetch *fetch);
/// The lines of the answer's head, with their line ends.
const char *cfetch_head(const cfetch *fetch, size_t *length);
const char *cfetch_body(const cfetch *fetch, size_t *length);
/// libcurl's code and text, for an operator. Never NULL.
const char *cfetch_reason(const cfetch *fetch);
void cfetch_close(cfetch *fetch);

/// The kind of an address in text (IPv4 or IPv6, without brackets), 0 when it is none.
int cfetch_kind(const char *address);
