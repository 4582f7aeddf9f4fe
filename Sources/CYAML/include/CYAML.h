#ifndef CYAML_H
#define CYAML_H

#include <yaml.h>

/* Call it before any other function: it returns NULL, or why libyaml can't be loaded. */
const char *cyaml_load(void);

#endif
