#include "CDraws.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// The uniform of the top 52 bits k of a word: (k + 1/2) / 2^52.
INLINE double uniform_of(uint64_t word) {
  uint64_t bits = word >> 12 | 0x3FF0000000000000;
  double number;
  memcpy(&number, &bits, sizeof number);
  return number - 0x1.fffffffffffffp-1;
}

INLINE uint64_t hash(uint64_t node, uint64_t first, uint64_t second) {
  uint64_t z = first + node * 0x9E3779B97F4A7C15;
  z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) ^ second;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

INLINE uint64_t append(uint64_t flips, uint64_t subtree, uint64_t digits) {
  uint64_t leaf = 64 | digits;
  flips = flips + flips + (subtree >> 1 & 1);
  flips = flips + flips + (subtree >> (leaf >> 5) & 1);
  flips = flips + flips + (subtree >> (leaf >> 4) & 1);
  flips = flips + flips + (subtree >> (leaf >> 3) & 1);
  flips = flips + flips + (subtree >> (leaf >> 2) & 1);
  return flips + flips + (subtree >> (leaf >> 1) & 1);
}

INLINE void owen(
    int64_t count, const uint32_t *restrict coordinates, const uint64_t *restrict first,
    const uint64_t *restrict second, const uint64_t *restrict root, double *restrict uniforms) {
  for (int64_t index = 0; index < count; index++) {
    uint64_t x = coordinates[index];
    uint64_t one = first[index], other = second[index];
    uint64_t flips = append(0, root[index], x >> 18);
    flips = append(flips, hash(1 << 6 | x >> 18, one, other), x >> 12 & 63);
    flips = append(flips, hash(1 << 12 | x >> 12, one, other), x >> 6 & 63);
    flips = append(flips, hash(1 << 18 | x >> 6, one, other), x & 63);
    uint64_t below = hash(1 << 24 | x, one, other);
    uniforms[index] = uniform_of((x ^ flips) << 40 | below >> 24);
  }
}

// Words are kept in 64 bits, where their products are, so that lanes never change width.
INLINE void philox(
    int64_t blocks, uint64_t key, uint64_t start, uint64_t step, uint64_t column,
    double *restrict uniforms) {
  const uint64_t low = 0xFFFFFFFF;
  for (int64_t index = 0; index < blocks; index++) {
    uint64_t counter = start + (uint64_t)index;
    uint64_t x0 = counter & low, x1 = counter >> 32, x2 = step, x3 = column;
    uint64_t k0 = key & low, k1 = key >> 32;
    for (int round = 0; round < 10; round++) {
      uint64_t left = x0 * 0xD2511F53, right = x2 * 0xCD9E8D57;
      x0 = right >> 32 ^ x1 ^ k0;
      x1 = right & low;
      x2 = left >> 32 ^ x3 ^ k1;
      x3 = left & low;
      k0 = (k0 + 0x9E3779B9) & low;
      k1 = (k1 + 0xBB67AE85) & low;
    }
    uniforms[2 * index] = uniform_of(x1 << 32 | x0);
    uniforms[2 * index + 1] = uniform_of(x3 << 32 | x2);
  }
}

// Algorithm AS 241, doi:10.2307/2347330.
INLINE void middle(int64_t count, double *values) {
#pragma clang fp contract(off)
  for (int64_t index = 0; index < count; index++) {
    double q = values[index] - 0.5;
    double r = 0.180625 - q * q;
    double n = 2.5090809287301226727e3 * r + 3.3430575583588128105e4;
    n = n * r + 6.7265770927008700853e4;
    n = n * r + 4.5921953931549871457e4;
    n = n * r + 1.3731693765509461125e4;
    n = n * r + 1.9715909503065514427e3;
    n = n * r + 1.3314166789178437745e2;
    n = n * r + 3.3871328727963666080e0;
    double d = 5.2264952788528545610e3 * r + 2.8729085735721942674e4;
    d = d * r + 3.9307895800092710610e4;
    d = d * r + 2.1213794301586595867e4;
    d = d * r + 5.3941960214247511077e3;
    d = d * r + 6.8718700749205790830e2;
    d = d * r + 4.2313330701600911252e1;
    d = d * r + 1;
    values[index] = q * n / d;
  }
}

// Each loop once for every level, and a function that chooses.
#if defined(__x86_64__)
#define V3 __attribute__((target("avx2,fma,bmi,bmi2")))
#define V4                                                                                \
  __attribute__((                                                                         \
      target("avx512f,avx512dq,avx512vl,avx512bw,avx512cd,avx2,fma,bmi,bmi2"),            \
      min_vector_width(512)))
#define LEVELS(NAME, BODY, PARAMETERS, ARGUMENTS)                                         \
  static void NAME##_v1 PARAMETERS { BODY ARGUMENTS; }                                    \
  V3 static void NAME##_v3 PARAMETERS { BODY ARGUMENTS; }                                 \
  V4 static void NAME##_v4 PARAMETERS { BODY ARGUMENTS; }
#define CHOOSE(NAME, ARGUMENTS)                                                           \
  if (level >= 4) {                                                                       \
    NAME##_v4 ARGUMENTS;                                                                  \
  } else if (level >= 3) {                                                                \
    NAME##_v3 ARGUMENTS;                                                                  \
  } else {                                                                                \
    NAME##_v1 ARGUMENTS;                                                                  \
  }
#else
#define LEVELS(NAME, BODY, PARAMETERS, ARGUMENTS)                                         \
  static void NAME##_v1 PARAMETERS { BODY ARGUMENTS; }
#define CHOOSE(NAME, ARGUMENTS)                                                           \
  (void)level;                                                                            \
  NAME##_v1 ARGUMENTS;
#endif

LEVELS(
    owen_uniforms, owen,
    (int64_t count, const uint32_t *coordinates, const uint64_t *first, const uint64_t *second,
     const uint64_t *root, double *uniforms),
    (count, coordinates, first, second, root, uniforms))

void draws_owen_uniforms(
    int level, int64_t count, const uint32_t *coordinates, const uint64_t *first,
    const uint64_t *second, const uint64_t *root, double *uniforms) {
  CHOOSE(owen_uniforms, (count, coordinates, first, second, root, uniforms))
}

LEVELS(
    philox_uniforms, philox,
    (int64_t blocks, uint64_t key, uint64_t first, uint64_t step, uint64_t column,
     double *uniforms),
    (blocks, key, first, step, column, uniforms))

void draws_philox_uniforms(
    int level, int64_t blocks, uint64_t key, uint64_t first, uint32_t step, uint32_t column,
    double *uniforms) {
  CHOOSE(philox_uniforms, (blocks, key, first, step, column, uniforms))
}

LEVELS(middle_quantiles, middle, (int64_t count, double *values), (count, values))

void draws_middle_quantiles(int level, int64_t count, double *values) {
  CHOOSE(middle_quantiles, (count, values))
}
