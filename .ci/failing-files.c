// A layer between a program and the disk that fails once: the call number LATECOMER_FAIL_AT that would change a file below
// the folder LATECOMER_FAIL_BELOW gives no space left, or half of what was asked for where LATECOMER_FAIL_HOW is "short".
// At the end of the process the number of such calls is written to LATECOMER_FAIL_COUNT.
//
//   cc -shared -fPIC -O1 -o failing-files.so failing-files.c -ldl
//   LD_PRELOAD=./failing-files.so LATECOMER_FAIL_AT=3 LATECOMER_FAIL_BELOW=/tmp/x latecomer ...
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>

#include "below-folder.h"

static atomic_long calls;

static int is_open_below(int descriptor) {
  char path[PATH_MAX];
  return path_of(descriptor, path);
}

// Whether this call is the one that fails.
static int fails(void) {
  const char *at = getenv("LATECOMER_FAIL_AT");
  return atomic_fetch_add(&calls, 1) + 1 == (at ? atol(at) : 0);
}

static int is_short(void) {
  const char *how = getenv("LATECOMER_FAIL_HOW");
  return how && strcmp(how, "short") == 0;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (is_open_below(descriptor) && fails()) {
    if (is_short() && count > 1) return REAL(write)(descriptor, bytes, count / 2);
    errno = ENOSPC;
    return -1;
  }
  return REAL(write)(descriptor, bytes, count);
}

static ssize_t at_place(const char *name, int descriptor, const void *bytes, size_t count, off64_t place) {
  ssize_t (*real)(int, const void *, size_t, off64_t) =
      (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, name);
  if (is_open_below(descriptor) && fails()) {
    if (is_short() && count > 1) return real(descriptor, bytes, count / 2, place);
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, bytes, count, place);
}
ssize_t pwrite(int d, const void *b, size_t c, off_t p) { return at_place("pwrite", d, b, c, p); }
ssize_t pwrite64(int d, const void *b, size_t c, off64_t p) { return at_place("pwrite64", d, b, c, p); }

int fsync(int descriptor) {
  if (is_open_below(descriptor) && fails()) return errno = EIO, -1;
  return REAL(fsync)(descriptor);
}

int ftruncate(int descriptor, off_t length) {
  if (is_open_below(descriptor) && fails()) return errno = EIO, -1;
  return REAL(ftruncate)(descriptor, length);
}
int ftruncate64(int descriptor, off64_t length) {
  if (is_open_below(descriptor) && fails()) return errno = EIO, -1;
  return REAL(ftruncate64)(descriptor, length);
}

int rename(const char *from, const char *to) {
  if (is_below(to) && fails()) return errno = ENOSPC, -1;
  return REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode) {
  if (is_below(path) && fails()) return errno = ENOSPC, -1;
  int (*real)(const char *, mode_t) = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir");
  return real(path, mode);
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  if ((flags & O_CREAT) && is_below(path) && fails()) return errno = ENOSPC, -1;
  return real(path, flags, mode);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("LATECOMER_FAIL_COUNT");
  if (!path) return;
  FILE *file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld\n", (long)calls);
  fclose(file);
}

// A program that ends at once runs no destructors.
void _exit(int status) {
  tell();
  REAL(_exit)(status);
  __builtin_unreachable();
}
