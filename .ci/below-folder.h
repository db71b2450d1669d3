// What layers between a program and the disk have in common: which files they look at, and the calls of open, which a layer
// answers by a function `opened` of its own. Before others: #define _GNU_SOURCE.
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// Whether a path lies below the folder LATECOMER_FAIL_BELOW.
static int is_below(const char *path) {
  const char *folder = getenv("LATECOMER_FAIL_BELOW");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

// The path of an open file, and whether it lies below the folder.
static int path_of(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_below(path);
}

// Opens a file by the function of that name, or does not.
static int opened(const char *name, const char *path, int flags, mode_t mode);

static mode_t given(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }

#define OPENS(name)                               \
  int name(const char *path, int flags, ...) {    \
    va_list rest;                                 \
    va_start(rest, flags);                        \
    mode_t mode = given(flags, rest);             \
    va_end(rest);                                 \
    return opened(#name, path, flags, mode);      \
  }
OPENS(open)
OPENS(open64)
