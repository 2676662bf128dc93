#pragma once
#include "cpicture.h"
#include <setjmp.h>

/// What both decoders share: rows come in from above, an averaged smaller picture comes out.
struct raster {
    unsigned source_width, source_height;
    unsigned width, height;
    uint8_t *pixels;   // RGB, width * height
    uint32_t *sums;    // RGB of the row that is being gathered
    uint32_t *counts;  // source columns behind each column
    unsigned *columns; // which column a source column goes to
    unsigned row, rows_gathered, rows_seen;
};

int raster_begin(struct raster *raster, unsigned width, unsigned height, unsigned longest);
void raster_add(struct raster *raster, const uint8_t *rgb);
void raster_end(struct raster *raster);
void raster_free(struct raster *raster);
/// Turns and mirrors by an EXIF orientation from 1 to 8.
int raster_turn(struct raster *raster, int orientation);

int picture_read_jpeg(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most, struct raster *raster,
    int *orientation);
int picture_read_png(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most, struct raster *raster);
int picture_write_jpeg(const struct raster *raster, struct cpicture *result);
