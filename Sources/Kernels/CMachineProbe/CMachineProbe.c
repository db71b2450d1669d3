#include "CMachineProbe.h"

#include <sys/resource.h>
#include <time.h>

typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));
typedef double lanes8 __attribute__((vector_size(64)));

// Twelve accumulators: a multiply-add takes four cycles and two start in each, so eight would do on the
// processors at hand; twelve leave room for a latency of six and fit sixteen registers with both constants.
// x -> x * factor + shift has the fixed point 1, so that numbers stay near it and never become subnormal.
// An optimiser cannot see through the volatile read of the factor.
#define ACCUMULATORS 12
#define MULTIPLY_ADD(NAME, LANES, WIDTH, ATTRIBUTES)                                             \
  ATTRIBUTES static double NAME(int64_t rounds, double *result) {                                \
    volatile double hidden = 0.999999;                                                           \
    double number = hidden;                                                                      \
    LANES factor = {0}, shift = {0}, sum = {0};                                                  \
    factor += number;                                                                            \
    shift += 1 - number;                                                                         \
    LANES a0 = sum, a1 = sum + 1, a2 = sum + 2, a3 = sum + 3, a4 = sum + 4, a5 = sum + 5;        \
    LANES a6 = sum + 6, a7 = sum + 7, a8 = sum + 8, a9 = sum + 9, a10 = sum + 10, a11 = sum + 11; \
    for (int64_t round = 0; round < rounds; round++) {                                           \
      _Pragma("clang fp contract(fast)");                                                        \
      a0 = a0 * factor + shift;                                                                  \
      a1 = a1 * factor + shift;                                                                  \
      a2 = a2 * factor + shift;                                                                  \
      a3 = a3 * factor + shift;                                                                  \
      a4 = a4 * factor + shift;                                                                  \
      a5 = a5 * factor + shift;                                                                  \
      a6 = a6 * factor + shift;                                                                  \
      a7 = a7 * factor + shift;                                                                  \
      a8 = a8 * factor + shift;                                                                  \
      a9 = a9 * factor + shift;                                                                  \
      a10 = a10 * factor + shift;                                                                \
      a11 = a11 * factor + shift;                                                                \
    }                                                                                            \
    sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;                           \
    double total = 0;                                                                            \
    for (int lane = 0; lane < WIDTH; lane++) total += sum[lane];                                 \
    *result = total;                                                                             \
    return 2.0 * ACCUMULATORS * WIDTH * (double)rounds;                                          \
  }

MULTIPLY_ADD(multiply_add_baseline, lanes2, 2, )

#if defined(__x86_64__)
MULTIPLY_ADD(multiply_add_avx2, lanes4, 4, __attribute__((target("avx2,fma"))))
MULTIPLY_ADD(
    multiply_add_avx512, lanes8, 8,
    __attribute__((target("avx512f,avx2,fma"), min_vector_width(512))))
#endif

int machine_probe_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return 4;
  if (__builtin_cpu_supports("x86-64-v3")) return 3;
#endif
  return 1;
}

double machine_probe_multiply_add(int level, int64_t rounds, double *result) {
#if defined(__x86_64__)
  if (level >= 4) return multiply_add_avx512(rounds, result);
  if (level >= 3) return multiply_add_avx2(rounds, result);
#endif
  return multiply_add_baseline(rounds, result);
}

double machine_probe_thread_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int64_t machine_probe_peak_memory(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
#if defined(__APPLE__)
  return (int64_t)usage.ru_maxrss;
#else
  return (int64_t)usage.ru_maxrss * 1024;
#endif
}
