#include "czbar.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#define EACH(take) \
    take(zbar_image_scanner_create) take(zbar_image_scanner_destroy) \
    take(zbar_image_scanner_set_config) take(zbar_scan_image) take(zbar_image_create) \
    take(zbar_image_destroy) take(zbar_image_set_format) take(zbar_image_set_size) \
    take(zbar_image_set_data) take(zbar_image_first_symbol) take(zbar_symbol_get_data)

#define HOLD(name) static __typeof__(&name) f_##name;
EACH(HOLD)

int czbar_load(void) {
    void *library = dlopen("libzbar.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 1;
#define FIND(name) \
    f_##name = (__typeof__(&name))dlsym(library, #name); \
    if (!f_##name) return 2;
    EACH(FIND)
    return 0;
}

char *czbar_qr(const uint8_t *pixels, unsigned width, unsigned height) {
    char *text = NULL;
    zbar_image_scanner_t *scanner = f_zbar_image_scanner_create();
    zbar_image_t *image = f_zbar_image_create();
    if (scanner && image) {
        // QR codes of our own only: a cover has no other, and each further kind is more code to feed.
        f_zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
        f_zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
        f_zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
        f_zbar_image_set_size(image, width, height);
        f_zbar_image_set_data(image, pixels, (unsigned long)width * height, NULL);
        if (f_zbar_scan_image(scanner, image) > 0) {
            const zbar_symbol_t *symbol = f_zbar_image_first_symbol(image);
            const char *found = symbol ? f_zbar_symbol_get_data(symbol) : NULL;
            if (found && strlen(found) <= 1000) text = strdup(found);
        }
    }
    if (image) f_zbar_image_destroy(image);
    if (scanner) f_zbar_image_scanner_destroy(scanner);
    return text;
}

void czbar_free(char *text) { free(text); }
