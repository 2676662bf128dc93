#include "ccurl.h"
#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

struct upload { const char *bytes; size_t left; };

static size_t feed(char *buffer, size_t size, size_t count, void *pointer) {
    struct upload *upload = pointer;
    size_t room = size * count;
    size_t part = upload->left < room ? upload->left : room;
    memcpy(buffer, upload->bytes, part);
    upload->bytes += part;
    upload->left -= part;
    return part;
}

// Nothing that a server sends may reach our standard output.
static size_t swallow(char *buffer, size_t size, size_t count, void *pointer) {
    (void)buffer;
    (void)pointer;
    return size * count;
}

// curl_global_init is not safe to race.
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

int ccurl_send_mail(
    const char *url, const char *user, const char *password, int tls, const char *sender,
    const char *const *recipients, size_t count, const char *message, size_t length,
    long timeout_ms, long *reply, char *error, size_t error_size) {
    pthread_once(&once, start);
    CURL *curl = curl_easy_init();
    if (curl == NULL) return CURLE_FAILED_INIT;
    char text[CURL_ERROR_SIZE] = "";
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < count; i++) list = curl_slist_append(list, recipients[i]);
    struct upload upload = {message, length};
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (user != NULL) curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    if (password != NULL) curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, tls == 2 ? CURLUSESSL_ALL : tls == 1 ? CURLUSESSL_TRY : CURLUSESSL_NONE);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, list);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, feed);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    // Without this the environment (ALL_PROXY) would choose the way.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, timeout_ms < 15000 ? timeout_ms : 15000L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, text);
    CURLcode code = curl_easy_perform(curl);
    if (reply != NULL) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, reply);
    if (code != CURLE_OK && error_size > 0) {
        strncpy(error, text[0] ? text : curl_easy_strerror(code), error_size - 1);
        error[error_size - 1] = 0;
    }
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return (int)code;
}
