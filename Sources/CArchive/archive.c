#include "CArchive.h"
#include "CLateLibrary.h"

#define FORMATS(X)                                                                                       \
    X(int, archive_read_support_format_7zip, (struct archive * a), (a))                                  \
    X(int, archive_read_support_format_ar, (struct archive * a), (a))                                    \
    X(int, archive_read_support_format_cpio, (struct archive * a), (a))                                  \
    X(int, archive_read_support_format_raw, (struct archive * a), (a))                                   \
    X(int, archive_read_support_format_tar, (struct archive * a), (a))                                   \
    X(int, archive_read_support_format_zip_seekable, (struct archive * a), (a))                          \
    X(int, archive_read_support_filter_bzip2, (struct archive * a), (a))                                 \
    X(int, archive_read_support_filter_gzip, (struct archive * a), (a))                                  \
    X(int, archive_read_support_filter_lz4, (struct archive * a), (a))                                   \
    X(int, archive_read_support_filter_lzma, (struct archive * a), (a))                                  \
    X(int, archive_read_support_filter_rpm, (struct archive * a), (a))                                   \
    X(int, archive_read_support_filter_xz, (struct archive * a), (a))                                    \
    X(int, archive_read_support_filter_zstd, (struct archive * a), (a))

#define READING(X)                                                                                       \
    X(struct archive *, archive_read_new, (void), ())                                                    \
    X(int, archive_read_open,                                                                            \
      (struct archive * a, void *client, archive_open_callback *open, archive_read_callback *read,       \
       archive_close_callback *close),                                                                   \
      (a, client, open, read, close))                                                                    \
    X(int, archive_read_open_fd, (struct archive * a, int file, size_t block), (a, file, block))         \
    X(int, archive_read_open_memory, (struct archive * a, const void *bytes, size_t count),              \
      (a, bytes, count))                                                                                 \
    X(int, archive_read_next_header, (struct archive * a, struct archive_entry **entry), (a, entry))     \
    X(int, archive_read_data_block,                                                                      \
      (struct archive * a, const void **bytes, size_t *count, la_int64_t *offset),                       \
      (a, bytes, count, offset))                                                                         \
    X(int, archive_read_close, (struct archive * a), (a))                                                \
    X(int, archive_read_free, (struct archive * a), (a))                                                 \
    X(la_int64_t, archive_filter_bytes, (struct archive * a, int filter), (a, filter))                   \
    X(int, archive_filter_count, (struct archive * a), (a))                                              \
    X(const char *, archive_error_string, (struct archive * a), (a))

#define WRITING(X)                                                                                       \
    X(struct archive *, archive_write_new, (void), ())                                                   \
    X(int, archive_write_add_filter_zstd, (struct archive * a), (a))                                     \
    X(int, archive_write_set_format_raw, (struct archive * a), (a))                                      \
    X(int, archive_write_set_options, (struct archive * a, const char *options), (a, options))           \
    X(int, archive_write_set_bytes_in_last_block, (struct archive * a, int count), (a, count))           \
    X(int, archive_write_open,                                                                           \
      (struct archive * a, void *client, archive_open_callback *open, archive_write_callback *write,     \
       archive_close_callback *close),                                                                   \
      (a, client, open, write, close))                                                                   \
    X(int, archive_write_header, (struct archive * a, struct archive_entry *entry), (a, entry))          \
    X(la_ssize_t, archive_write_data, (struct archive * a, const void *bytes, size_t count),             \
      (a, bytes, count))                                                                                 \
    X(int, archive_write_close, (struct archive * a), (a))                                               \
    X(int, archive_write_free, (struct archive * a), (a))

#define ENTRIES(X)                                                                                       \
    X(struct archive_entry *, archive_entry_new, (void), ())                                             \
    X(void, archive_entry_free, (struct archive_entry * e), (e))                                         \
    X(__LA_MODE_T, archive_entry_filetype, (struct archive_entry * e), (e))                              \
    X(void, archive_entry_set_filetype, (struct archive_entry * e, unsigned int type), (e, type))        \
    X(la_int64_t, archive_entry_gid, (struct archive_entry * e), (e))                                    \
    X(const char *, archive_entry_hardlink, (struct archive_entry * e), (e))                             \
    X(const char *, archive_entry_hardlink_utf8, (struct archive_entry * e), (e))                        \
    X(time_t, archive_entry_mtime, (struct archive_entry * e), (e))                                      \
    X(const char *, archive_entry_pathname, (struct archive_entry * e), (e))                             \
    X(const char *, archive_entry_pathname_utf8, (struct archive_entry * e), (e))                        \
    X(__LA_MODE_T, archive_entry_perm, (struct archive_entry * e), (e))                                  \
    X(la_int64_t, archive_entry_size, (struct archive_entry * e), (e))                                   \
    X(int, archive_entry_size_is_set, (struct archive_entry * e), (e))                                   \
    X(const char *, archive_entry_symlink, (struct archive_entry * e), (e))                              \
    X(const char *, archive_entry_symlink_utf8, (struct archive_entry * e), (e))                         \
    X(la_int64_t, archive_entry_uid, (struct archive_entry * e), (e))                                    \
    X(int, archive_entry_xattr_reset, (struct archive_entry * e), (e))                                   \
    X(int, archive_entry_xattr_next,                                                                     \
      (struct archive_entry * e, const char **name, const void **value, size_t *count),                  \
      (e, name, value, count))

#define FUNCTIONS(X) FORMATS(X) READING(X) WRITING(X) ENTRIES(X)

LATE_LIBRARY(carchive_load, "libarchive.so.13", FUNCTIONS)
