// Bytes a second that one thread reads from each level of the memory: sums over arrays that fit the level, with
// the widest vectors. Prints one JSON object.
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef double lanes __attribute__((vector_size(64)));

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// Eight accumulators, so that no addition waits for another.
static double sum(const lanes *data, size_t count) {
  lanes s[8] = {{0}};
  for (size_t i = 0; i < count; i += 8)
    for (int k = 0; k < 8; k++) s[k] += data[i + k];
  lanes total = s[0] + s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7];
  return total[0];
}

// Best of several repetitions of at least 20 ms.
static double bandwidth(size_t bytes) {
  size_t count = bytes / sizeof(lanes) / 8 * 8;
  lanes *data = aligned_alloc(4096, count * sizeof(lanes));
  if (!data) return 0;
  memset(data, 0, count * sizeof(lanes));
  double best = 0;
  volatile double keep = 0;
  for (int repetition = 0; repetition < 15; repetition++) {
    double moved = 0, start = now(), spent = 0;
    while (spent < 0.02) {
      for (int i = 0; i < 1 + (int)((1 << 22) / bytes); i++) {
        keep += sum(data, count);
        moved += (double)(count * sizeof(lanes));
      }
      spent = now() - start;
    }
    if (moved / spent > best) best = moved / spent;
  }
  (void)keep;
  free(data);
  return best;
}

int main(void) {
  printf("{\"first\": %.4g, \"second\": %.4g, \"memory\": %.4g}\n", bandwidth((size_t)24 << 10),
         bandwidth((size_t)512 << 10), bandwidth((size_t)1 << 30));
  return 0;
}
