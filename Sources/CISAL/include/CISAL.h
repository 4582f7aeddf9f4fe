#ifndef CISAL_H
#define CISAL_H

#include <isa-l/igzip_lib.h>

/* Call it before any other function: it returns NULL, or why ISA-L can't be loaded. */
const char *cisal_load(void);

#endif
