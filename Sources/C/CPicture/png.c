#include <png.h>
#include <stdlib.h>
#include <string.h>
#include "raster.h"

struct source {
    const uint8_t *bytes;
    size_t left;
};

static void feed(png_structp png, png_bytep target, png_size_t count) {
    struct source *source = png_get_io_ptr(png);
    if (count > source->left) png_error(png, "cut");
    memcpy(target, source->bytes, count);
    source->bytes += count;
    source->left -= count;
}

static void on_error(png_structp png, png_const_charp text) {
    (void)text;
    longjmp(png_jmpbuf(png), 1);
}

static void on_warning(png_structp png, png_const_charp text) { (void)png, (void)text; }

/// Whatever the file holds, rows of eight-bit RGB come out; what is transparent stands on white.
static void prepare(png_structp png, png_infop info) {
    png_color_16 white = {0, 255, 255, 255, 255};
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_gray_to_rgb(png);
    png_set_background(png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
    png_set_strip_alpha(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
}

int picture_read_png(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most, struct raster *raster
) {
    struct source source = {bytes, length};
    uint8_t *volatile buffer = NULL;
    volatile int verdict = CPICTURE_BROKEN;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
    if (!png) return CPICTURE_TOO_LARGE;
    png_infop info = png_create_info_struct(png);
    if (!info || setjmp(png_jmpbuf(png))) goto done;
    png_set_read_fn(png, &source, feed);
    png_set_user_limits(png, 1000000, 1000000);
    png_set_chunk_cache_max(png, 64);
    png_set_chunk_malloc_max(png, 4 << 20);
    png_read_info(png, info);
    unsigned width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    if ((uint64_t)width * height > most) {
        verdict = CPICTURE_TOO_LARGE;
        goto done;
    }
    int is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
    prepare(png, info);
    size_t row_bytes = png_get_rowbytes(png, info);
    if (png_get_channels(png, info) != 3 || row_bytes != (size_t)width * 3) goto done;
    // An interlaced picture comes in passes over the whole.
    buffer = calloc(is_interlaced ? height : 1, row_bytes);
    verdict = buffer ? raster_begin(raster, width, height, longest) : CPICTURE_TOO_LARGE;
    if (verdict != CPICTURE_DONE) goto done;
    verdict = CPICTURE_BROKEN;
    for (int pass = 0; pass < (is_interlaced ? 7 : 1); pass++) {
        for (unsigned y = 0; y < height; y++) {
            uint8_t *row = buffer + (is_interlaced ? y * row_bytes : 0);
            png_read_row(png, row, NULL);
            if (!is_interlaced || pass == 6) raster_add(raster, row);
        }
    }
    png_read_end(png, NULL);
    raster_end(raster);
    verdict = CPICTURE_DONE;
done:
    png_destroy_read_struct(&png, &info, NULL);
    free(buffer);
    return verdict;
}
