#ifndef CLIBDEFLATE_H
#define CLIBDEFLATE_H

#include <libdeflate.h>

/* Call it before any other function: it returns NULL, or why libdeflate can't be loaded. */
const char *clibdeflate_load(void);

#endif
