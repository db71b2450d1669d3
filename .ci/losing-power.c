// A layer between a program and the disk after which the power fails: at call number LATECOMER_FAIL_AT that would change a file
// below the folder LATECOMER_FAIL_BELOW, or at the end of the process where that is 0, the process is gone, and with it any part
// of what nobody had asked the disk to keep. LATECOMER_FAIL_SEED decides which: the ends of files since their last fsync, cut
// off or made zeros; new names and new places of files in folders since the last fsync of the folder.
// At the end of the process the number of calls is written to LATECOMER_FAIL_COUNT.
//
//   cc -shared -fPIC -O1 -o losing-power.so losing-power.c -ldl -lpthread
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>

#include "below-folder.h"

enum { most = 4096 };

// Files that were written: from where on the disk may not have their bytes.
static struct { dev_t device; ino_t number; off_t unsafe; char path[PATH_MAX]; } *files;
// Names that were given and that their folders may not have on the disk: new ones have no former name.
static struct { char from[PATH_MAX], to[PATH_MAX]; int is_kept; } *names;
static int file_count, name_count;
static long calls;
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static uint64_t chance(void) {
  static uint64_t state;
  if (!state) state = strtoull(getenv("LATECOMER_FAIL_SEED") ?: "1", NULL, 10) * 0x9E3779B97F4A7C15u + 1;
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return state >> 11;
}

// The bytes of a file that the disk may not have: some of them are lost.
static void lose_end(int position) {
  struct stat status;
  const char *path = files[position].path;
  if (stat(path, &status) != 0 || status.st_ino != files[position].number) return;
  off_t unsafe = files[position].unsafe, length = status.st_size - unsafe;
  if (length <= 0) return;
  off_t kept = unsafe + (chance() % 3 ? (off_t)(chance() % (uint64_t)(length + 1)) : 0);
  if (chance() % 2) {
    truncate(path, kept);
  } else {
    int descriptor = REAL(open)(path, O_WRONLY);
    static const char zeros[4096];
    while (kept < status.st_size) {
      size_t count = status.st_size - kept < 4096 ? status.st_size - kept : 4096;
      REAL(pwrite)(descriptor, zeros, count, kept);
      kept += count;
    }
    close(descriptor);
  }
}

static void lose_power(void) {
  for (int position = 0; position < file_count; position++) lose_end(position);
  // What a folder lost it lost from the end: its changes are written in their order.
  int first = name_count ? chance() % (name_count + 1) : 0;
  for (int position = name_count - 1; position >= first; position--) {
    if (names[position].is_kept) continue;
    if (*names[position].from) REAL(rename)(names[position].to, names[position].from);
    else if (unlink(names[position].to) != 0) rmdir(names[position].to);
  }
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void count(void) {
  if (!files) files = calloc(most, sizeof *files), names = calloc(most, sizeof *names);
  const char *at = getenv("LATECOMER_FAIL_AT");
  if (++calls == (at ? atol(at) : -1)) lose_power();
}

static void note_name(const char *from, const char *to) {
  if (name_count == most) abort();
  strcpy(names[name_count].from, from), strcpy(names[name_count].to, to);
  names[name_count++].is_kept = 0;
}

// The entry of an open file; its bytes are on the disk up to a place.
static int file(int descriptor, off_t unsafe) {
  struct stat status;
  char path[PATH_MAX];
  if (!path_of(descriptor, path) || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return -1;
  int position = 0;
  while (position < file_count
         && (files[position].number != status.st_ino || files[position].device != status.st_dev)) position++;
  if (position == file_count) {
    if (file_count == most) abort();
    files[file_count].device = status.st_dev, files[file_count].number = status.st_ino;
    files[file_count++].unsafe = unsafe;
  }
  strcpy(files[position].path, path);
  if (unsafe < files[position].unsafe) files[position].unsafe = unsafe;
  return position;
}

#define LOCKED(body) do { pthread_mutex_lock(&lock); body; pthread_mutex_unlock(&lock); } while (0)

ssize_t write(int descriptor, const void *bytes, size_t length) {
  char path[PATH_MAX];
  if (path_of(descriptor, path)) {
    off_t place = lseek(descriptor, 0, SEEK_CUR);
    if (fcntl(descriptor, F_GETFL) & O_APPEND) place = lseek(descriptor, 0, SEEK_END);
    LOCKED(count(); file(descriptor, place));
  }
  return REAL(write)(descriptor, bytes, length);
}

static void written_at(int descriptor, off_t place) {
  char path[PATH_MAX];
  if (path_of(descriptor, path)) LOCKED(count(); file(descriptor, place));
}
ssize_t pwrite(int d, const void *b, size_t c, off_t p) { return written_at(d, p), REAL(pwrite)(d, b, c, p); }
ssize_t pwrite64(int d, const void *b, size_t c, off64_t p) { return written_at(d, p), REAL(pwrite64)(d, b, c, p); }
int ftruncate(int d, off_t l) { return written_at(d, l), REAL(ftruncate)(d, l); }
int ftruncate64(int d, off64_t l) { return written_at(d, l), REAL(ftruncate64)(d, l); }

static int synced(const char *name, int descriptor) {
  int result = ((int (*)(int))dlsym(RTLD_NEXT, name))(descriptor);
  char path[PATH_MAX];
  struct stat status;
  if (result == 0 && path_of(descriptor, path) && fstat(descriptor, &status) == 0) LOCKED({
    count();
    if (S_ISREG(status.st_mode)) files[file(descriptor, status.st_size)].unsafe = status.st_size;
    size_t length = strlen(path);
    if (S_ISDIR(status.st_mode)) for (int position = 0; position < name_count; position++) {
      const char *to = names[position].to;
      if (strncmp(to, path, length) == 0 && to[length] == '/' && !strchr(to + length + 1, '/')) names[position].is_kept = 1;
    }
  });
  return result;
}
int fsync(int descriptor) { return synced("fsync", descriptor); }
int fdatasync(int descriptor) { return synced("fdatasync", descriptor); }

int rename(const char *from, const char *to) {
  if (!is_below(to)) return REAL(rename)(from, to);
  int result, replaces = access(to, F_OK) == 0;
  LOCKED({
    count();
    result = REAL(rename)(from, to);
    for (int position = 0; result == 0 && position < file_count; position++) {
      if (strcmp(files[position].path, from) == 0) strcpy(files[position].path, to);
    }
    // What a file replaced is gone here, and cannot come back.
    if (result == 0 && !replaces) note_name(from, to);
  });
  return result;
}

int mkdir(const char *path, mode_t mode) {
  int result;
  LOCKED({
    if (is_below(path)) count();
    result = REAL(mkdir)(path, mode);
    if (result == 0 && is_below(path)) note_name("", path);
  });
  return result;
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  if (!(flags & (O_WRONLY | O_RDWR)) || !is_below(path)) return real(path, flags, mode);
  int result;
  LOCKED({
    int is_new = access(path, F_OK) != 0;
    count();
    result = real(path, flags, mode);
    if (result >= 0) file(result, is_new || flags & O_TRUNC ? 0 : lseek(result, 0, SEEK_END));
    if (result >= 0) lseek(result, 0, SEEK_SET);
    if (result >= 0 && is_new) note_name("", path);
  });
  return result;
}

void _exit(int status) {
  const char *path = getenv("LATECOMER_FAIL_COUNT"), *at = getenv("LATECOMER_FAIL_AT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) fprintf(file, "%ld\n", calls), fclose(file);
  if (at && atol(at) == 0 && files) lose_power();
  REAL(_exit)(status);
  __builtin_unreachable();
}
