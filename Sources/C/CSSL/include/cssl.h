#ifndef CSSL_H
#define CSSL_H

#include <stddef.h>
#include <stdint.h>

/// Bytes that the caller keeps.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} cssl_view;

/// Bytes that `cssl_free` gives back, wiped. `bytes` is null when there are none.
typedef struct {
    uint8_t *bytes;
    size_t count;
} cssl_buffer;

void cssl_free(cssl_buffer *buffer);

/// Looks for a chain from `leaf` to one of `roots` through `others`, as it was at a time.
/// @param seconds since 1970.
/// @param chain the certificates found, from the leaf to the root, one after another.
/// @return 0, a code of X509_V_ERR, or -1 when something is no certificate.
int cssl_check_chain(cssl_view leaf, const cssl_view *others, size_t others_count,
                     const cssl_view *roots, size_t roots_count, int64_t seconds,
                     cssl_buffer *chain);

/// Looks a certificate up in a revocation list.
/// @return 0 not listed, 1 revoked, 2 the list is not by this issuer, -1 unreadable. `revoked`,
/// `made` and `next` are seconds since 1970; `next` is 0 when the list does not say.
int cssl_look_up(cssl_view list, cssl_view issuer, cssl_view certificate, int64_t *revoked,
                 int64_t *made, int64_t *next);

/// Reads what an answer by OCSP (RFC 6960) says of a certificate. It counts when the issuer has
/// signed it, or whom the issuer has certified to answer.
/// @return 0 good, 1 revoked, 2 it does not count or says nothing of this one, -1 unreadable.
/// Times as in `cssl_look_up`.
int cssl_read_answer(cssl_view answer, cssl_view issuer, cssl_view certificate,
                     int64_t *revoked, int64_t *made, int64_t *next);

/// Opens PKCS#12.
/// @param key PKCS#8; @param certificates the own one first, then the others.
/// @return 0, 1 for a wrong passphrase, -1 when unreadable.
int cssl_pkcs12_open(cssl_view file, const char *passphrase, cssl_buffer *key,
                     cssl_buffer *certificates);

/// Writes PKCS#12 with AES-256 and as many rounds of PBKDF2 as said.
int cssl_pkcs12_make(cssl_view key, cssl_view certificate, const cssl_view *others,
                     size_t others_count, const char *name, const char *passphrase, int rounds,
                     cssl_buffer *file);

#endif
