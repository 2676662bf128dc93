#include "CMemory.h"

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>

void cmemory_keep(int free, int piece) {
    mallopt(M_TRIM_THRESHOLD, free);
    mallopt(M_MMAP_THRESHOLD, piece);
}
#else
void cmemory_keep(int free, int piece) {
    (void)free;
    (void)piece;
}
#endif
