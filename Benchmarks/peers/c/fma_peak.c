// The machine's momentary multiply-add speed: independent fused multiply-adds that never leave the
// registers. For each line "run" on standard input, the best of some short bursts, in operations a
// second of one thread (a multiply-add counts as two).
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lanes.h"

enum { CHAINS = 20, REPEATS = 20000, BURSTS = 40 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double burst(real seed) {
  lanes x[CHAINS], factor = splat(seed), term = splat(R(1) - seed);
  for (int i = 0; i < CHAINS; i++) x[i] = splat(R(i));
  double start = now();
  for (int r = 0; r < REPEATS; r++) {
#pragma GCC unroll 20
    for (int i = 0; i < CHAINS; i++) x[i] = x[i] * factor + term;
    // Opaque to the compiler, so that neither the chains nor their order can be rewritten.
    __asm__ volatile("" : "+x"(x[0]), "+x"(x[1]), "+x"(x[2]), "+x"(x[3]));
  }
  double seconds = now() - start;
  lanes sum = x[0];
  for (int i = 1; i < CHAINS; i++) sum += x[i];
  volatile real keep = sum[0];
  (void)keep;
  return 2.0 * WIDTH * CHAINS * REPEATS / seconds;
}

int main(void) {
  char line[64];
  while (fgets(line, sizeof line, stdin) && !strncmp(line, "run", 3)) {
    // The first bursts bring the clock to where wide vectors keep it.
    double rates[BURSTS], total = 0;
    for (int i = 0; i < BURSTS; i++) rates[i] = burst(R(0.999));
    for (int i = 0; i < BURSTS; i++)
      for (int j = i + 1; j < BURSTS; j++)
        if (rates[j] > rates[i]) {
          double other = rates[i];
          rates[i] = rates[j];
          rates[j] = other;
        }
    // Mean of the faster half.
    for (int i = 0; i < BURSTS / 2; i++) total += rates[i];
    printf("{\"flops_per_second\": %.6g}\n", total / (BURSTS / 2));
    fflush(stdout);
  }
  return 0;
}
