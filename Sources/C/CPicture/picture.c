#include "raster.h"
#include <stdlib.h>
#include <string.h>

int cpicture_shrink(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels, struct cpicture *result
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
    if (verdict == CPICTURE_DONE) verdict = picture_write_jpeg(&raster, result);
    raster_free(&raster);
    return verdict;
}

void cpicture_free(struct cpicture *picture) {
    free(picture->jpeg);
    picture->jpeg = NULL;
}
