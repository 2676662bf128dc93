#include "cssl.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <time.h>

void cssl_free(cssl_buffer *buffer) {
    OPENSSL_clear_free(buffer->bytes, buffer->count);
    buffer->bytes = NULL;
    buffer->count = 0;
}

static X509 *certificate_of(cssl_view view) {
    const unsigned char *place = view.bytes;
    if (view.count > LONG_MAX) return NULL;
    X509 *certificate = d2i_X509(NULL, &place, (long)view.count);
    if (certificate && place != view.bytes + view.count) {
        X509_free(certificate);
        return NULL;
    }
    return certificate;
}

static int append(cssl_buffer *buffer, X509 *certificate) {
    int length = i2d_X509(certificate, NULL);
    if (length <= 0) return 0;
    uint8_t *bytes = OPENSSL_realloc(buffer->bytes, buffer->count + (size_t)length);
    if (!bytes) return 0;
    buffer->bytes = bytes;
    unsigned char *place = bytes + buffer->count;
    i2d_X509(certificate, &place);
    buffer->count += (size_t)length;
    return 1;
}

int cssl_check_chain(cssl_view leaf, const cssl_view *others, size_t others_count,
                     const cssl_view *roots, size_t roots_count, int64_t seconds,
                     cssl_buffer *chain) {
    int result = -1;
    X509 *own = certificate_of(leaf);
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *helpers = sk_X509_new_null();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (!own || !store || !helpers || !context) goto done;
    for (size_t index = 0; index < roots_count; index++) {
        X509 *root = certificate_of(roots[index]);
        if (!root) continue;
        X509_STORE_add_cert(store, root);
        X509_free(root);
    }
    for (size_t index = 0; index < others_count; index++) {
        X509 *other = certificate_of(others[index]);
        // What is no certificate cannot help, and hinders nobody.
        if (other && !sk_X509_push(helpers, other)) X509_free(other);
    }
    if (!X509_STORE_CTX_init(context, store, own, helpers)) goto done;
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(rules, (time_t)seconds);
    X509_VERIFY_PARAM_set_depth(rules, 6);
    // 112 bits: neither SHA-1 nor short RSA keys.
    X509_VERIFY_PARAM_set_auth_level(rules, 2);
    if (X509_verify_cert(context) == 1) {
        result = 0;
        STACK_OF(X509) *found = X509_STORE_CTX_get0_chain(context);
        for (int index = 0; index < sk_X509_num(found); index++)
            if (!append(chain, sk_X509_value(found, index))) result = -1;
    } else {
        result = X509_STORE_CTX_get_error(context);
        if (result == 0) result = X509_V_ERR_UNSPECIFIED;
    }
done:
    X509_STORE_CTX_free(context);
    sk_X509_pop_free(helpers, X509_free);
    X509_STORE_free(store);
    X509_free(own);
    ERR_clear_error();
    return result;
}

static int64_t seconds_of(const ASN1_TIME *time) {
    struct tm parts;
    if (!time || !ASN1_TIME_to_tm(time, &parts)) return 0;
    return (int64_t)timegm(&parts);
}

int cssl_look_up(cssl_view list, cssl_view issuer, cssl_view certificate, int64_t *revoked,
                 int64_t *made, int64_t *next) {
    int result = -1;
    const unsigned char *place = list.bytes;
    X509_CRL *crl =
        list.count > LONG_MAX ? NULL : d2i_X509_CRL(NULL, &place, (long)list.count);
    X509 *by = certificate_of(issuer);
    X509 *own = certificate_of(certificate);
    if (!crl || !by || !own) goto done;
    EVP_PKEY *key = X509_get0_pubkey(by);
    if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(by)) != 0 || !key ||
        X509_CRL_verify(crl, key) != 1) {
        result = 2;
        goto done;
    }
    *made = seconds_of(X509_CRL_get0_lastUpdate(crl));
    *next = seconds_of(X509_CRL_get0_nextUpdate(crl));
    X509_REVOKED *entry = NULL;
    int found = X509_CRL_get0_by_cert(crl, &entry, own);
    // 2 is an entry that takes an earlier one back.
    result = found == 1 ? 1 : 0;
    if (found == 1) *revoked = seconds_of(X509_REVOKED_get0_revocationDate(entry));
done:
    X509_free(own);
    X509_free(by);
    X509_CRL_free(crl);
    ERR_clear_error();
    return result;
}

/// Whether the answer is signed by the issuer, or by one whom the issuer has certified for it.
/// The responder's certificate is asked for the time of the answer: it may have ended since.
static int counts(OCSP_BASICRESP *answer, X509 *issuer) {
    int result = 0;
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *helpers = sk_X509_new_null();
    if (!store || !helpers || !sk_X509_push(helpers, issuer)) goto done;
    X509_VERIFY_PARAM *rules = X509_STORE_get0_param(store);
    X509_VERIFY_PARAM_set_time(
        rules, (time_t)seconds_of(OCSP_resp_get0_produced_at(answer)));
    X509_VERIFY_PARAM_set_auth_level(rules, 2);
    // The issuer is no root; that it is the city's has been asked before.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    if (!X509_STORE_add_cert(store, issuer)) goto done;
    result = OCSP_basic_verify(answer, helpers, store, 0) == 1;
done:
    sk_X509_free(helpers);
    X509_STORE_free(store);
    return result;
}

/// Whether a part of an answer is about a certificate.
static int is_about(OCSP_SINGLERESP *single, X509 *own, X509 *issuer) {
    OCSP_CERTID *named = (OCSP_CERTID *)OCSP_SINGLERESP_get0_id(single);
    ASN1_OBJECT *kind = NULL;
    if (!OCSP_id_get0_info(NULL, &kind, NULL, NULL, named)) return 0;
    const EVP_MD *digest = EVP_get_digestbyobj(kind);
    if (!digest) return 0;
    OCSP_CERTID *wanted = OCSP_cert_to_id(digest, own, issuer);
    int same = wanted && OCSP_id_cmp(wanted, named) == 0;
    OCSP_CERTID_free(wanted);
    return same;
}

int cssl_read_answer(cssl_view answer, cssl_view issuer, cssl_view certificate,
                     int64_t *revoked, int64_t *made, int64_t *next) {
    int result = -1;
    const unsigned char *place = answer.bytes;
    OCSP_RESPONSE *whole =
        answer.count > LONG_MAX ? NULL : d2i_OCSP_RESPONSE(NULL, &place, (long)answer.count);
    OCSP_BASICRESP *basic = whole ? OCSP_response_get1_basic(whole) : NULL;
    X509 *by = certificate_of(issuer);
    X509 *own = certificate_of(certificate);
    if (!basic || !by || !own) goto done;
    result = 2;
    if (!counts(basic, by)) goto done;
    for (int index = 0; index < OCSP_resp_count(basic); index++) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(basic, index);
        if (!is_about(single, own, by)) continue;
        ASN1_GENERALIZEDTIME *at = NULL, *from = NULL, *until = NULL;
        int reason = 0;
        int state = OCSP_single_get0_status(single, &reason, &at, &from, &until);
        *made = seconds_of(from);
        *next = seconds_of(until);
        if (state == V_OCSP_CERTSTATUS_GOOD) result = 0;
        if (state == V_OCSP_CERTSTATUS_REVOKED) {
            result = 1;
            *revoked = seconds_of(at);
            break;
        }
    }
done:
    X509_free(own);
    X509_free(by);
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(whole);
    ERR_clear_error();
    return result;
}

int cssl_pkcs12_open(cssl_view file, const char *passphrase, cssl_buffer *key,
                     cssl_buffer *certificates) {
    int result = -1;
    const unsigned char *place = file.bytes;
    EVP_PKEY *own = NULL;
    X509 *certificate = NULL;
    STACK_OF(X509) *others = NULL;
    PKCS8_PRIV_KEY_INFO *info = NULL;
    PKCS12 *store =
        file.count > LONG_MAX ? NULL : d2i_PKCS12(NULL, &place, (long)file.count);
    if (!store) goto done;
    if (PKCS12_mac_present(store) && !PKCS12_verify_mac(store, passphrase, -1)) {
        result = 1;
        goto done;
    }
    if (!PKCS12_parse(store, passphrase, &own, &certificate, &others)) goto done;
    if (!own || !certificate || !(info = EVP_PKEY2PKCS8(own))) goto done;
    int length = i2d_PKCS8_PRIV_KEY_INFO(info, &key->bytes);
    if (length <= 0) goto done;
    key->count = (size_t)length;
    if (!append(certificates, certificate)) goto done;
    for (int index = 0; others && index < sk_X509_num(others); index++)
        if (!append(certificates, sk_X509_value(others, index))) goto done;
    result = 0;
done:
    PKCS8_PRIV_KEY_INFO_free(info);
    sk_X509_pop_free(others, X509_free);
    X509_free(certificate);
    EVP_PKEY_free(own);
    PKCS12_free(store);
    ERR_clear_error();
    return result;
}

int cssl_pkcs12_make(cssl_view key, cssl_view certificate, const cssl_view *others,
                     size_t others_count, const char *name, const char *passphrase, int rounds,
                     cssl_buffer *file) {
    int result = -1;
    const unsigned char *place = key.bytes;
    PKCS12 *store = NULL;
    STACK_OF(X509) *rest = sk_X509_new_null();
    X509 *own = certificate_of(certificate);
    PKCS8_PRIV_KEY_INFO *info =
        key.count > LONG_MAX ? NULL : d2i_PKCS8_PRIV_KEY_INFO(NULL, &place, (long)key.count);
    EVP_PKEY *secret = info ? EVP_PKCS82PKEY(info) : NULL;
    if (!own || !secret || !rest) goto done;
    for (size_t index = 0; index < others_count; index++) {
        X509 *other = certificate_of(others[index]);
        if (!other || !sk_X509_push(rest, other)) {
            X509_free(other);
            goto done;
        }
    }
    store = PKCS12_create(passphrase, name, secret, own, rest, NID_aes_256_cbc, NID_aes_256_cbc,
                          rounds, rounds, 0);
    if (!store) goto done;
    int length = i2d_PKCS12(store, &file->bytes);
    if (length <= 0) goto done;
    file->count = (size_t)length;
    result = 0;
done:
    PKCS12_free(store);
    EVP_PKEY_free(secret);
    PKCS8_PRIV_KEY_INFO_free(info);
    X509_free(own);
    sk_X509_pop_free(rest, X509_free);
    ERR_clear_error();
    return result;
}
