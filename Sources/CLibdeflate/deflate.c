#include "CLateLibrary.h"
#include "CLibdeflate.h"

#define FUNCTIONS(X)                                                                                             \
    X(struct libdeflate_compressor *, libdeflate_alloc_compressor, (int level), (level))                         \
    X(void, libdeflate_free_compressor, (struct libdeflate_compressor * compressor), (compressor))               \
    X(size_t, libdeflate_gzip_compress_bound, (struct libdeflate_compressor * compressor, size_t count),         \
      (compressor, count))                                                                                       \
    X(size_t, libdeflate_gzip_compress,                                                                          \
      (struct libdeflate_compressor * compressor, const void *input, size_t count, void *output, size_t room),   \
      (compressor, input, count, output, room))

LATE_LIBRARY(clibdeflate_load, "libdeflate.so.0", FUNCTIONS)
