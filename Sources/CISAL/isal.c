#include "CISAL.h"
#include "CLateLibrary.h"

#define FUNCTIONS(X)                                              \
    X(int, isal_inflate, (struct inflate_state * state), (state)) \
    X(void, isal_inflate_init, (struct inflate_state * state), (state)) \
    X(void, isal_inflate_reset, (struct inflate_state * state), (state))

LATE_LIBRARY(cisal_load, "libisal.so.2", FUNCTIONS)
