#pragma once
#include <stddef.h>
#include <stdint.h>

/// Why a picture cannot be made smaller.
enum cpicture_verdict {
    CPICTURE_DONE = 0,
    /// More pixels than the caller takes; nothing was decoded.
    CPICTURE_TOO_LARGE = 10,
    /// No JPEG or PNG, cut off, or damaged.
    CPICTURE_BROKEN = 11,
};

/// A JPEG of ours: upright, without any metadata. `jpeg` is freed by `cpicture_free`.
struct cpicture {
    unsigned width, height;
    uint8_t *jpeg;
    unsigned long length;
};

/// Decodes a JPEG (scaled while decoding) or a PNG, turns it upright as its EXIF orientation says, shrinks
/// it to at most `longest` pixels a side and writes it anew as JPEG.
/// Memory grows with the picture: run it in a process with limits.
int cpicture_shrink(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels, struct cpicture *result);

/// A part of a picture, in percent of its width and height, as it is seen upright.
struct cpicture_box {
    unsigned left, top, width, height;
};

/// The same with boxes filled with black before it is written: nothing of what was under them is left.
int cpicture_cover(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels,
    const struct cpicture_box *boxes, size_t count, struct cpicture *result);

void cpicture_free(struct cpicture *picture);

/// Light and dark only: what a reader of bar codes looks at. `pixels` is freed by `cpicture_gray_free`.
struct cpicture_gray {
    unsigned width, height;
    uint8_t *pixels;
};

/// Decodes and shrinks as `cpicture_shrink`.
int cpicture_gray(
    const uint8_t *bytes, size_t length, unsigned longest, uint64_t most_pixels,
    struct cpicture_gray *result);

void cpicture_gray_free(struct cpicture_gray *picture);
