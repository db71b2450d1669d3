// A peer in C as a program: reads inputs, checks itself against the golden values, and evaluates all
// timed mixes once for each line "run" on standard input; "end" checks again and ends. Answers are
// JSON objects, one a line (see ../protocol.md).
//
//     peer FOLDER NAME [FUTURES]
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "inputs.h"
#ifdef PRODUCT_BLAS
#include <cblas.h>
#endif

#ifdef SINGLE
#define PRECISION "float32"
#else
#define PRECISION "float64"
#endif
#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

// Futures whose draws are together in the second-level cache while all mixes are evaluated on them.
enum { CACHED = 256 };
enum { MOST = 32, NAME = 128 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double processor(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int read_names(const char *folder, const char *list, char names[MOST][NAME]) {
  char path[4400];
  snprintf(path, sizeof path, "%s/%s", folder, list);
  FILE *file = fopen(path, "r");
  if (!file) exit(66);
  int count = 0;
  while (count < MOST && fscanf(file, "%127s", names[count]) == 1) count++;
  fclose(file);
  return count;
}

// Largest relative difference from the expected outcomes of all golden runs.
static double golden_error(const char *folder) {
  static char names[MOST][NAME];
  int count = read_names(folder, "golden.txt", names);
  double worst = 0;
  for (int i = 0; i < count; i++) {
    struct program *p = read_program(folder, names[i]);
    struct draws *d = read_draws(folder, names[i]);
    double outcomes[OUTCOMES], expected[OUTCOMES];
    evaluate(p, d, 0, d->groups, outcomes);
    char path[4400];
    snprintf(path, sizeof path, "%s/%s.expected", folder, names[i]);
    FILE *file = fopen(path, "rb");
    if (!file || fread(expected, sizeof(double), OUTCOMES, file) != OUTCOMES) exit(66);
    fclose(file);
    for (int o = 0; o < OUTCOMES; o++) {
      double error = fabs(outcomes[o] / expected[o] - 1);
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: peer FOLDER NAME [FUTURES]\n");
    return 64;
  }
  const char *folder = argv[1];
#ifdef PRODUCT_BLAS
  openblas_set_num_threads(1);
#endif
  static char names[MOST][NAME];
  int mixes = read_names(folder, "timed.txt", names);
  struct program *programs[MOST];
  double *outcomes[MOST];
  struct draws *d = read_draws(folder, "timed");
  if (argc > 3 && atoi(argv[3]) < d->futures) {
    d->futures = atoi(argv[3]);
    d->groups = (d->futures + 8 * GROUP - 1) / (8 * GROUP) * 8;
  }
  for (int i = 0; i < mixes; i++) {
    programs[i] = read_program(folder, names[i]);
    outcomes[i] = calloc((size_t)d->futures * OUTCOMES, sizeof(double));
  }
  printf("{\"name\": \"%s\", \"version\": \"%s\", \"precision\": \"" PRECISION
         "\", \"threads\": 1, \"futures\": %d, \"golden_error\": %.3g}\n",
         argv[2], COMPILER, d->futures * mixes, golden_error(folder));
  fflush(stdout);
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    if (!strncmp(line, "run", 3)) {
      double start = now(), used = processor();
      for (int block = 0; block < d->groups; block += CACHED / GROUP) {
        int last = block + CACHED / GROUP < d->groups ? block + CACHED / GROUP : d->groups;
        for (int i = 0; i < mixes; i++) evaluate(programs[i], d, block, last, outcomes[i]);
      }
      printf("{\"seconds\": %.9f, \"processor_seconds\": %.9f}\n", now() - start, processor() - used);
    } else if (!strncmp(line, "write ", 6)) {
      line[strcspn(line, "\n")] = 0;
      FILE *file = fopen(line + 6, "wb");
      if (!file) return 73;
      for (int i = 0; i < mixes; i++)
        fwrite(outcomes[i], sizeof(double), (size_t)d->futures * OUTCOMES, file);
      fclose(file);
      printf("{\"written\": true}\n");
    } else {
      printf("{\"golden_error\": %.3g}\n", golden_error(folder));
      break;
    }
    fflush(stdout);
  }
  return 0;
}
