#pragma once

/// Lets the C library keep so many bytes that are free, and take pieces of up to `piece` bytes from them.
/// Without effect where the library has no such settings.
void cmemory_keep(int free, int piece);
