// A clock that is off by LATECOMER_CLOCK_SHIFT seconds, and runs LATECOMER_CLOCK_RATE times as fast as it should: 0 stands still,
// -1 runs backwards. For LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

typedef int (*get_time)(clockid_t, struct timespec *);

int clock_gettime(clockid_t clock, struct timespec *time) {
  static get_time real;
  static double shift, rate = 1, first[16];
  if (!real) {
    const char *given = getenv("LATECOMER_CLOCK_SHIFT");
    if (given) shift = atof(given);
    given = getenv("LATECOMER_CLOCK_RATE");
    if (given) rate = atof(given);
    real = (get_time)dlsym(RTLD_NEXT, "clock_gettime");
  }
  int status = real(clock, time);
  if (status != 0 || clock < 0 || clock >= 16) return status;
  double now = (double)time->tv_sec + 1e-9 * (double)time->tv_nsec;
  if (first[clock] == 0) first[clock] = now;
  double told = first[clock] + rate * (now - first[clock]) + shift;
  if (told < 0) told = 0;
  time->tv_sec = (time_t)told;
  time->tv_nsec = (long)(1e9 * (told - (double)time->tv_sec));
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}
