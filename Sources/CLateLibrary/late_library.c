#include "CLateLibrary.h"

#include <dlfcn.h>
#include <stdio.h>

static bool load(struct late_library *library) {
    void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) return false;
    for (size_t i = 0; i < library->count; i++) {
        *library->functions[i].place = dlsym(handle, library->functions[i].name);
        if (!*library->functions[i].place) return false;
    }
    return true;
}

const char *late_library_load(struct late_library *library) {
    pthread_mutex_lock(&library->lock);
    if (!library->is_loaded && !library->problem[0]) {
        library->is_loaded = load(library);
        if (!library->is_loaded) {
            const char *reason = dlerror();
            snprintf(library->problem, sizeof library->problem, "%s", reason ? reason : library->file);
        }
    }
    pthread_mutex_unlock(&library->lock);
    return library->is_loaded ? NULL : library->problem;
}
