#include "raster.h"
#include <stdlib.h>
#include <string.h>

static unsigned scaled(unsigned side, unsigned longest, unsigned limit) {
    uint64_t result = ((uint64_t)side * limit + longest / 2) / longest;
    return result == 0 ? 1 : (unsigned)result;
}

int raster_begin(struct raster *raster, unsigned width, unsigned height, unsigned limit) {
    memset(raster, 0, sizeof *raster);
    if (width == 0 || height == 0 || limit == 0) return CPICTURE_BROKEN;
    unsigned longest = width > height ? width : height;
    raster->source_width = width;
    raster->source_height = height;
    raster->width = longest <= limit ? width : scaled(width, longest, limit);
    raster->height = longest <= limit ? height : scaled(height, longest, limit);
    raster->pixels = calloc((size_t)raster->width * raster->height, 3);
    raster->sums = calloc((size_t)raster->width * 3, sizeof *raster->sums);
    raster->counts = calloc(raster->width, sizeof *raster->counts);
    raster->columns = calloc(width, sizeof *raster->columns);
    if (!raster->pixels || !raster->sums || !raster->counts || !raster->columns) {
        return CPICTURE_TOO_LARGE;
    }
    for (unsigned x = 0; x < width; x++) {
        unsigned column = (unsigned)((uint64_t)x * raster->width / width);
        raster->columns[x] = column;
        raster->counts[column]++;
    }
    return CPICTURE_DONE;
}

/// The gathered rows become one row of the smaller picture.
static void settle(struct raster *raster) {
    if (raster->rows_gathered == 0) return;
    uint8_t *out = raster->pixels + (size_t)raster->row * raster->width * 3;
    for (unsigned x = 0; x < raster->width; x++) {
        uint32_t count = raster->counts[x] * raster->rows_gathered;
        for (int part = 0; part < 3; part++) {
            out[x * 3 + part] = (uint8_t)((raster->sums[x * 3 + part] + count / 2) / count);
        }
    }
    memset(raster->sums, 0, (size_t)raster->width * 3 * sizeof *raster->sums);
    raster->rows_gathered = 0;
}

void raster_add(struct raster *raster, const uint8_t *rgb) {
    if (raster->rows_seen >= raster->source_height) return;
    unsigned row = (unsigned)((uint64_t)raster->rows_seen * raster->height / raster->source_height);
    if (row != raster->row) {
        settle(raster);
        raster->row = row;
    }
    for (unsigned x = 0; x < raster->source_width; x++) {
        uint32_t *sum = raster->sums + (size_t)raster->columns[x] * 3;
        sum[0] += rgb[x * 3];
        sum[1] += rgb[x * 3 + 1];
        sum[2] += rgb[x * 3 + 2];
    }
    raster->rows_gathered++;
    raster->rows_seen++;
}

void raster_end(struct raster *raster) { settle(raster); }

void raster_free(struct raster *raster) {
    free(raster->pixels);
    free(raster->sums);
    free(raster->counts);
    free(raster->columns);
    memset(raster, 0, sizeof *raster);
}

int raster_turn(struct raster *raster, int orientation) {
    if (orientation < 2 || orientation > 8) return CPICTURE_DONE;
    unsigned width = raster->width, height = raster->height;
    int lies = orientation >= 5;
    unsigned new_width = lies ? height : width, new_height = lies ? width : height;
    uint8_t *turned = malloc((size_t)width * height * 3);
    if (!turned) return CPICTURE_TOO_LARGE;
    for (unsigned y = 0; y < new_height; y++) {
        for (unsigned x = 0; x < new_width; x++) {
            unsigned from_x, from_y;
            switch (orientation) {
            case 2: from_x = width - 1 - x; from_y = y; break;
            case 3: from_x = width - 1 - x; from_y = height - 1 - y; break;
            case 4: from_x = x; from_y = height - 1 - y; break;
            case 5: from_x = y; from_y = x; break;
            case 6: from_x = y; from_y = height - 1 - x; break;
            case 7: from_x = width - 1 - y; from_y = height - 1 - x; break;
            default: from_x = width - 1 - y; from_y = x; break;
            }
            memcpy(
                turned + ((size_t)y * new_width + x) * 3,
                raster->pixels + ((size_t)from_y * width + from_x) * 3, 3);
        }
    }
    free(raster->pixels);
    raster->pixels = turned;
    raster->width = new_width;
    raster->height = new_height;
    return CPICTURE_DONE;
}
