// The machine's momentary multiply-add speed: independent fused multiply-adds that never leave the
// registers. For each line "run" on standard input, the best of some short bursts, in operations a
// second of one thread (a multiply-add counts as two).
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lanes.h"

enum { CHAINS = 12, REPEATS = 30000, BURSTS = 40 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// More chains than the latency of a multiply-add times its rate (4 cycles, 2 a cycle).
#define EACH_CHAIN(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)
#define BEGIN(i) lanes x##i = splat(R(i));
#define MULTIPLY_ADD(i) x##i = x##i * factor + term;
#define ADD(i) sum += x##i;

static double burst(real seed) {
  lanes factor = splat(seed), term = splat(R(1) - seed);
  EACH_CHAIN(BEGIN)
  double start = now();
#pragma GCC unroll 1
  for (int r = 0; r < REPEATS; r++) {
    EACH_CHAIN(MULTIPLY_ADD)
    // Opaque to the compiler, so that steps are not merged.
    __asm__ volatile("" ::: "memory");
  }
  double seconds = now() - start;
  lanes sum = splat(0);
  EACH_CHAIN(ADD)
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
