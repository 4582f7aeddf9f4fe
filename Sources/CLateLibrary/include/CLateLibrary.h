/*
 * Libraries of the distribution that are loaded when they are first needed: libarchive brings eleven others, and most
 * runs of the program open no archive.
 *
 * FUNCTIONS is a macro that calls its parameter for each function: X(result, name, (parameters), (arguments)).
 * LATE_LIBRARY defines these functions, under their own names, and LOAD, which has to be called before any of them: it
 * returns NULL, or why they can't be called. The library's header checks that the types are right.
 */
#ifndef LATE_LIBRARY_H
#define LATE_LIBRARY_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct late_function {
    const char *name;
    void **place;
};

struct late_library {
    const char *file;
    const struct late_function *functions;
    size_t count;
    pthread_mutex_t lock;
    bool is_loaded;
    char problem[256];
};

const char *late_library_load(struct late_library *library);

#define LATE_POINTER(result, name, parameters, arguments) static result(*late_##name) parameters;
#define LATE_ENTRY(result, name, parameters, arguments) {#name, (void **)&late_##name},
#define LATE_FORWARD(result, name, parameters, arguments) \
    result name parameters { return late_##name arguments; }

#define LATE_LIBRARY(load, path, FUNCTIONS)                                                             \
    FUNCTIONS(LATE_POINTER)                                                                             \
    static const struct late_function late_functions[] = {FUNCTIONS(LATE_ENTRY)};                       \
    const char *load(void) {                                                                            \
        static struct late_library library = {                                                          \
            .file = path,                                                                               \
            .functions = late_functions,                                                                \
            .count = sizeof late_functions / sizeof late_functions[0],                                  \
            .lock = PTHREAD_MUTEX_INITIALIZER,                                                          \
        };                                                                                              \
        return late_library_load(&library);                                                             \
    }                                                                                                   \
    FUNCTIONS(LATE_FORWARD)

#endif
