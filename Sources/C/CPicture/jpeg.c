#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>
#include <stdlib.h>
#include <string.h>
#include "raster.h"

struct trouble {
    struct jpeg_error_mgr manager;
    jmp_buf back;
    int is_cut;
};

static void on_error(j_common_ptr info) {
    struct trouble *trouble = (struct trouble *)info->err;
    longjmp(trouble->back, 1);
}

static void on_message(j_common_ptr info, int level) {
    struct trouble *trouble = (struct trouble *)info->err;
    if (level < 0 && trouble->manager.msg_code == JWRN_JPEG_EOF) trouble->is_cut = 1;
}

static void on_output(j_common_ptr info) { (void)info; }

static struct jpeg_error_mgr *watch(struct trouble *trouble) {
    memset(trouble, 0, sizeof *trouble);
    jpeg_std_error(&trouble->manager);
    trouble->manager.error_exit = on_error;
    trouble->manager.emit_message = on_message;
    trouble->manager.output_message = on_output;
    return &trouble->manager;
}

static unsigned number(const uint8_t *at, int width, int is_little) {
    unsigned value = 0;
    for (int index = 0; index < width; index++) {
        value = value << 8 | at[is_little ? width - 1 - index : index];
    }
    return value;
}

/// Tag 0x0112 of the first directory of an EXIF block; 1 when there is none.
static int exif_orientation(const uint8_t *data, size_t length) {
    if (length < 14 || memcmp(data, "Exif\0\0", 6) != 0) return 1;
    const uint8_t *tiff = data + 6;
    size_t size = length - 6;
    int is_little = tiff[0] == 'I';
    if (number(tiff + 2, 2, is_little) != 42) return 1;
    size_t at = number(tiff + 4, 4, is_little);
    if (at > size || size - at < 2) return 1;
    unsigned entries = number(tiff + at, 2, is_little);
    at += 2;
    for (unsigned entry = 0; entry < entries; entry++, at += 12) {
        if (at > size || size - at < 12) return 1;
        if (number(tiff + at, 2, is_little) != 0x0112) continue;
        unsigned value = number(tiff + at + 8, 2, is_little);
        return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

static int orientation_of(const struct jpeg_decompress_struct *info) {
    for (jpeg_saved_marker_ptr marker = info->marker_list; marker; marker = marker->next) {
        if (marker->marker != JPEG_APP0 + 1) continue;
        int found = exif_orientation(marker->data, marker->data_length);
        if (found != 1) return found;
    }
    return 1;
}

/// Decodes at the smallest of the eighths that still has twice the pixels that are wanted.
static void choose_scale(struct jpeg_decompress_struct *info, unsigned longest) {
    unsigned side = info->image_width > info->image_height ? info->image_width : info->image_height;
    info->scale_denom = 8;
    for (info->scale_num = 1; info->scale_num < 8; info->scale_num++) {
        if ((uint64_t)side * info->scale_num / 8 >= (uint64_t)longest * 2) return;
    }
}

/// Four inks to three lights. Adobe's programs store the inks inverted.
static void from_inks(uint8_t *row, unsigned width, int is_inverted) {
    for (unsigned x = 0; x < width; x++) {
        unsigned parts[4];
        for (int part = 0; part < 4; part++) {
            parts[part] = is_inverted ? row[x * 4 + part] : 255u - row[x * 4 + part];
        }
        for (int part = 0; part < 3; part++) {
            row[x * 3 + part] = (uint8_t)(parts[part] * parts[3] / 255);
        }
    }
}

int picture_read_jpeg(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most, struct raster *raster,
    int *orientation
) {
    struct jpeg_decompress_struct info;
    struct trouble trouble;
    uint8_t *volatile row = NULL;
    volatile int verdict = CPICTURE_BROKEN;
    info.err = watch(&trouble);
    if (setjmp(trouble.back)) goto done;
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, length);
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&info, TRUE);
    if ((uint64_t)info.image_width * info.image_height > most) {
        verdict = CPICTURE_TOO_LARGE;
        goto done;
    }
    *orientation = orientation_of(&info);
    choose_scale(&info, longest);
    int has_inks = info.num_components == 4;
    info.out_color_space = has_inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&info);
    row = malloc((size_t)info.output_width * 4);
    verdict = row ? raster_begin(raster, info.output_width, info.output_height, longest)
                  : CPICTURE_TOO_LARGE;
    if (verdict != CPICTURE_DONE) goto done;
    verdict = CPICTURE_BROKEN;
    while (info.output_scanline < info.output_height) {
        JSAMPROW rows[1] = {row};
        jpeg_read_scanlines(&info, rows, 1);
        if (trouble.is_cut) goto done;
        if (has_inks) from_inks(row, info.output_width, info.saw_Adobe_marker);
        raster_add(raster, row);
    }
    raster_end(raster);
    verdict = CPICTURE_DONE;
done:
    jpeg_destroy_decompress(&info);
    free(row);
    return verdict;
}

int picture_write_jpeg(const struct raster *raster, struct cpicture *result) {
    struct jpeg_compress_struct info;
    struct trouble trouble;
    info.err = watch(&trouble);
    result->jpeg = NULL;
    result->length = 0;
    if (setjmp(trouble.back)) {
        jpeg_destroy_compress(&info);
        return CPICTURE_BROKEN;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &result->jpeg, &result->length);
    info.image_width = raster->width;
    info.image_height = raster->height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 80, TRUE);
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW rows[1] = {raster->pixels + (size_t)info.next_scanline * raster->width * 3};
        jpeg_write_scanlines(&info, rows, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    result->width = raster->width;
    result->height = raster->height;
    return CPICTURE_DONE;
}
