#include "cfetch.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

struct bytes { char *start; size_t length, limit; };

struct cfetch {
    CURL *curl;
    struct curl_slist *headers;
    struct bytes head, body;
    int allowed, refused, too_large;
    char text[CURL_ERROR_SIZE];
    char reason[CURL_ERROR_SIZE + 16];
};

// Besides the once of ccurl.c: since libcurl 7.84 the start itself is safe to race.
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

struct network { uint32_t first; int bits; };

// IANA special-purpose registry (RFC 6890 and followers): nothing of the public internet is there.
static const struct network inside4[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0xA9FE0000, 16}, {0xAC100000, 12},
    {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15},
    {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},
};

static int kind4(uint32_t address) {
    if (address >> 24 == 127) return CFETCH_LOOPBACK;
    for (size_t i = 0; i < sizeof inside4 / sizeof *inside4; i++)
        if ((address ^ inside4[i].first) >> (32 - inside4[i].bits) == 0) return CFETCH_INSIDE;
    return CFETCH_PUBLIC;
}

static uint32_t word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int kind6(const uint8_t *a) {
    static const uint8_t zeros[15];
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const uint8_t nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (memcmp(a, zeros, 15) == 0 && a[15] == 1) return CFETCH_LOOPBACK;
    // An IPv4 address in IPv6 clothes is what it is without them.
    if (memcmp(a, mapped, 12) == 0) return kind4(word(a + 12));
    if (memcmp(a, nat64, 12) == 0)
        return kind4(word(a + 12)) == CFETCH_PUBLIC ? CFETCH_PUBLIC : CFETCH_INSIDE;
    if (a[0] >> 5 != 1) return CFETCH_INSIDE;                          // all but 2000::/3
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 2) return CFETCH_INSIDE; // Teredo and others
    if (word(a) == 0x20010DB8) return CFETCH_INSIDE;                   // documentation
    if (a[0] == 0x20 && a[1] == 0x02) return CFETCH_INSIDE;            // 6to4
    if (a[0] == 0x3F && a[1] == 0xFF) return CFETCH_INSIDE;            // documentation
    return CFETCH_PUBLIC;
}

static int kind(const struct sockaddr *address) {
    if (address->sa_family == AF_INET)
        return kind4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    if (address->sa_family == AF_INET6)
        return kind6(((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr);
    return 0;
}

int cfetch_kind(const char *text) {
    uint8_t bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1) return kind4(word(bytes));
    if (inet_pton(AF_INET6, text, bytes) == 1) return kind6(bytes);
    return 0;
}

static curl_socket_t open_socket(void *pointer, curlsocktype type, struct curl_sockaddr *address) {
    (void)type;
    cfetch *fetch = pointer;
    if ((kind(&address->addr) & fetch->allowed) == 0) {
        fetch->refused = 1;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int append(struct bytes *to, const char *part, size_t length) {
    if (length > to->limit - to->length) return -1;
    if (length == 0) return 0;
    char *grown = realloc(to->start, to->length + length);
    if (grown == NULL) return -1;
    memcpy(grown + to->length, part, length);
    to->start = grown;
    to->length += length;
    return 0;
}

static size_t take_body(char *part, size_t size, size_t count, void *pointer) {
    cfetch *fetch = pointer;
    if (append(&fetch->body, part, size * count) == 0) return size * count;
    fetch->too_large = 1;
    return CURL_WRITEFUNC_ERROR;
}

static size_t take_head(char *line, size_t size, size_t count, void *pointer) {
    cfetch *fetch = pointer;
    size_t length = size * count;
    if (fetch->body.length > 0) return length; // trailers are not the head
    // A new status line: what came before was an interim answer (1xx).
    if (length >= 5 && strncasecmp(line, "HTTP/", 5) == 0) fetch->head.length = 0;
    if (append(&fetch->head, line, length) == 0) return length;
    fetch->too_large = 1;
    return CURL_WRITEFUNC_ERROR;
}

cfetch *cfetch_open(
    const char *url, int allowed, long connect_ms, long total_ms, size_t max_head,
    size_t max_body) {
    pthread_once(&once, start);
    cfetch *fetch = calloc(1, sizeof *fetch);
    if (fetch == NULL) return NULL;
    CURL *curl = curl_easy_init();
    if (curl == NULL) {
        free(fetch);
        return NULL;
    }
    fetch->curl = curl;
    fetch->allowed = allowed;
    fetch->head.limit = max_head;
    fetch->body.limit = max_body;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    // Without this the environment (ALL_PROXY) would choose the way.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, fetch);
    curl_easy_setopt(curl, CURLOPT_IPRESOLVE, (long)CURL_IPRESOLVE_WHATEVER);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, total_ms);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)max_body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, fetch);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fetch->text);
    return fetch;
}

int cfetch_header(cfetch *fetch, const char *line) {
    struct curl_slist *longer = curl_slist_append(fetch->headers, line);
    if (longer == NULL) return -1;
    fetch->headers = longer;
    return 0;
}

void cfetch_trust(cfetch *fetch, const char *path) {
    curl_easy_setopt(fetch->curl, CURLOPT_CAINFO, path);
    curl_easy_setopt(fetch->curl, CURLOPT_CAPATH, NULL);
}

void cfetch_post(cfetch *fetch, const void *bytes, size_t length) {
    curl_easy_setopt(fetch->curl, CURLOPT_POST, 1L);
    curl_easy_setopt(fetch->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    // NULL would make libcurl read the standard input.
    curl_easy_setopt(fetch->curl, CURLOPT_POSTFIELDS, length > 0 ? bytes : "");
}

static int outcome(const cfetch *fetch, CURLcode code) {
    if (fetch->too_large) return CFETCH_TOO_LARGE;
    switch (code) {
    case CURLE_OK: return CFETCH_OK;
    case CURLE_FILESIZE_EXCEEDED: return CFETCH_TOO_LARGE;
    case CURLE_OPERATION_TIMEDOUT: return CFETCH_TIMED_OUT;
    case CURLE_URL_MALFORMAT: return CFETCH_REFUSED_URL;
    case CURLE_COULDNT_CONNECT: return fetch->refused ? CFETCH_REFUSED_ADDRESS : CFETCH_UNREACHABLE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return CFETCH_UNTRUSTED;
    case CURLE_UNSUPPORTED_PROTOCOL: // the scheme was checked before: HTTP/0.9 came back
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return CFETCH_BAD_ANSWER;
    default: return CFETCH_UNREACHABLE;
    }
}

int cfetch_perform(cfetch *fetch) {
    // No waiting for `100 Continue` before a body.
    if (cfetch_header(fetch, "Expect:") != 0) return CFETCH_UNREACHABLE;
    curl_easy_setopt(fetch->curl, CURLOPT_HTTPHEADER, fetch->headers);
    CURLcode code = curl_easy_perform(fetch->curl);
    snprintf(
        fetch->reason, sizeof fetch->reason, "curl %d: %s", (int)code,
        fetch->text[0] ? fetch->text : curl_easy_strerror(code));
    return outcome(fetch, code);
}

long cfetch_status(const cfetch *fetch) {
    long status = 0;
    curl_easy_getinfo(fetch->curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

int cfetch_sent(const cfetch *fetch) {
    long size = 0;
    curl_easy_getinfo(fetch->curl, CURLINFO_REQUEST_SIZE, &size);
    return size > 0;
}

const char *cfetch_head(const cfetch *fetch, size_t *length) {
    *length = fetch->head.length;
    return fetch->head.start;
}

const char *cfetch_body(const cfetch *fetch, size_t *length) {
    *length = fetch->body.length;
    return fetch->body.start;
}

const char *cfetch_reason(const cfetch *fetch) { return fetch->reason; }

void cfetch_close(cfetch *fetch) {
    curl_easy_cleanup(fetch->curl);
    curl_slist_free_all(fetch->headers);
    free(fetch->head.start);
    free(fetch->body.start);
    free(fetch);
}
