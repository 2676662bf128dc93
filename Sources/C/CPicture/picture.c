#include "raster.h"
#include <stdlib.h>
#include <string.h>

/// Black from the pixel in which the box begins to the one in which it ends.
static void fill(struct raster *raster, const struct cpicture_box *box) {
    unsigned right = box->left + box->width, bottom = box->top + box->height;
    if (right > 100) right = 100;
    if (bottom > 100) bottom = 100;
    size_t from_x = (size_t)box->left * raster->width / 100;
    size_t to_x = ((size_t)right * raster->width + 99) / 100;
    size_t from_y = (size_t)box->top * raster->height / 100;
    size_t to_y = ((size_t)bottom * raster->height + 99) / 100;
    for (size_t y = from_y; y < to_y && from_x < to_x; y++) {
        memset(raster->pixels + (y * raster->width + from_x) * 3, 0, (to_x - from_x) * 3);
    }
}

int cpicture_cover(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels,
    const struct cpicture_box *boxes, size_t count, struct cpicture *result
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
    for (size_t at = 0; verdict == CPICTURE_DONE && at < count; at++) fill(&raster, boxes + at);
    if (verdict == CPICTURE_DONE) verdict = picture_write_jpeg(&raster, result);
    raster_free(&raster);
    return verdict;
}

int cpicture_shrink(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels, struct cpicture *result
) {
    return cpicture_cover(bytes, length, longest, most_pixels, NULL, 0, result);
}

void cpicture_free(struct cpicture *picture) {
    free(picture->jpeg);
    picture->jpeg = NULL;
}
