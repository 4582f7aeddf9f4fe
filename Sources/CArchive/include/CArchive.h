#ifndef CARCHIVE_H
#define CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

/* Call it before any other function: it returns NULL, or why libarchive can't be loaded. */
const char *carchive_load(void);

#endif
