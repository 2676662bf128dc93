#include "raster.h"
#include <stdlib.h>
#include <string.h>

int cpicture_gray(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels,
    struct cpicture_gray *result
) {
    struct raster raster;
    int orientation = 1, verdict = CPICTURE_BROKEN;
    memset(&raster, 0, sizeof raster);
    memset(result, 0, sizeof *result);
    if (length >= 8 && memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) == 0) {
        verdict = picture_read_png(bytes, length, longest, most_pixels, &raster);
    } else if (length >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0) {
        verdict = picture_read_jpeg(bytes, length, longest, most_pixels, &raster, &orientation);
    }
    if (verdict == CPICTURE_DONE) verdict = raster_turn(&raster, orientation);
    if (verdict == CPICTURE_DONE) {
        size_t count = (size_t)raster.width * raster.height;
        result->pixels = malloc(count ? count : 1);
        if (!result->pixels) verdict = CPICTURE_TOO_LARGE;
        for (size_t at = 0; verdict == CPICTURE_DONE && at < count; at++) {
            const uint8_t *rgb = raster.pixels + at * 3;
            result->pixels[at] = (uint8_t)((rgb[0] * 77u + rgb[1] * 150u + rgb[2] * 29u) >> 8);
        }
        result->width = raster.width;
        result->height = raster.height;
    }
    raster_free(&raster);
    return verdict;
}

void cpicture_gray_free(struct cpicture_gray *picture) {
    free(picture->pixels);
    picture->pixels = NULL;
}
