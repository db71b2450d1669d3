// Vectors of 64 bytes, whose lanes are futures, in GNU C; twice 8 doubles or 16 floats are one group.
#ifndef LANES_H
#define LANES_H

#include <math.h>
#include <stdint.h>
#include <string.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif

#ifdef SINGLE
typedef float real;
#define WIDTH 16
#else
typedef double real;
#define WIDTH 8
#endif

typedef real lanes __attribute__((vector_size(64), may_alias));
#define INLINE static inline __attribute__((always_inline))
#define R(x) ((real)(x))

INLINE lanes splat(real x) {
#if defined(__AVX512F__) && !defined(SINGLE)
  return (lanes)_mm512_set1_pd(x);
#elif defined(__AVX512F__)
  return (lanes)_mm512_set1_ps(x);
#else
  lanes zero = {0};
  return zero + x;
#endif
}

// One instruction each where the compiler cannot be trusted to find it.
INLINE lanes least(lanes a, lanes b) {
#if defined(__AVX512F__) && !defined(SINGLE)
  return (lanes)_mm512_min_pd((__m512d)a, (__m512d)b);
#elif defined(__AVX512F__)
  return (lanes)_mm512_min_ps((__m512)a, (__m512)b);
#else
  for (int i = 0; i < WIDTH; i++) a[i] = a[i] < b[i] ? a[i] : b[i];
  return a;
#endif
}

INLINE lanes most(lanes a, lanes b) {
#if defined(__AVX512F__) && !defined(SINGLE)
  return (lanes)_mm512_max_pd((__m512d)a, (__m512d)b);
#elif defined(__AVX512F__)
  return (lanes)_mm512_max_ps((__m512)a, (__m512)b);
#else
  for (int i = 0; i < WIDTH; i++) a[i] = a[i] > b[i] ? a[i] : b[i];
  return a;
#endif
}

INLINE lanes at_most(lanes a, real high) { return least(a, splat(high)); }
INLINE lanes at_least(lanes a, real low) { return most(a, splat(low)); }
INLINE lanes clipped(lanes a, real low, real high) { return at_most(at_least(a, low), high); }

// 1 / x. A full division in double; in float an estimate of 14 bits and one Newton step (24 bits).
INLINE lanes inverse(lanes x) {
#if defined(__AVX512F__) && defined(SINGLE)
  lanes y = (lanes)_mm512_rcp14_ps((__m512)x);
  return y * (R(2) - x * y);
#else
  return R(1) / x;
#endif
}

// exp for |x| < 700 (float: 80), relative error about 2e-16 (float: 1e-7).
INLINE lanes exponential(lanes x) {
#ifdef __AVX512F__
#ifdef SINGLE
  __m512 n = _mm512_roundscale_ps((__m512)(x * R(1.4426950408889634)), 8);
  lanes r = x - (lanes)n * R(0.693359375) - (lanes)n * R(-2.12194440e-4);
  lanes p = r * R(1.0 / 5040) + R(1.0 / 720);
  p = p * r + R(1.0 / 120);
  p = p * r + R(1.0 / 24);
  p = p * r + R(1.0 / 6);
  p = p * r + R(0.5);
  p = p * r + R(1);
  p = p * r + R(1);
  return (lanes)_mm512_scalef_ps((__m512)p, n);
#else
  __m512d n = _mm512_roundscale_pd((__m512d)(x * 1.4426950408889634), 8);
  lanes r = x - (lanes)n * 6.93147180369123816490e-01 - (lanes)n * 1.90821492927058770002e-10;
  // Taylor's polynomial of degree 12 on |r| < .3466, in three parts that do not wait for each other.
  lanes r2 = r * r, r4 = r2 * r2;
  lanes low = (r + 1) + r2 * (r * (1.0 / 6) + 0.5);
  lanes middle = (r * (1.0 / 120) + 1.0 / 24) + r2 * (r * (1.0 / 5040) + 1.0 / 720);
  lanes high = (r * (1.0 / 362880) + 1.0 / 40320)
               + r2 * (r * (1.0 / 39916800) + 1.0 / 3628800) + r4 * (1.0 / 479001600);
  lanes p = low + r4 * (middle + r4 * high);
  return (lanes)_mm512_scalef_pd((__m512d)p, n);
#endif
#else
  for (int i = 0; i < WIDTH; i++) x[i] = exp(x[i]);
  return x;
#endif
}

// log for positive normal x, absolute error about 2e-16 (float: 1e-7).
INLINE lanes logarithm(lanes x) {
#ifdef __AVX512F__
#ifdef SINGLE
  __m512 m = _mm512_getmant_ps((__m512)x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src);
  __m512 e = _mm512_getexp_ps((__m512)x);
  __mmask16 large = _mm512_cmp_ps_mask(m, _mm512_set1_ps(1.41421356f), _CMP_GT_OQ);
  m = _mm512_mask_mul_ps(m, large, m, _mm512_set1_ps(0.5f));
  e = _mm512_mask_add_ps(e, large, e, _mm512_set1_ps(1));
  lanes s = ((lanes)m - R(1)) / ((lanes)m + R(1));
  lanes z = s * s;
  lanes p = z * R(2.0 / 9) + R(2.0 / 7);
  p = p * z + R(2.0 / 5);
  p = p * z + R(2.0 / 3);
  p = p * z + R(2);
  return (lanes)e * R(0.6931471805599453) + s * p;
#else
  __m512d m = _mm512_getmant_pd((__m512d)x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src);
  __m512d e = _mm512_getexp_pd((__m512d)x);
  __mmask8 large = _mm512_cmp_pd_mask(m, _mm512_set1_pd(1.4142135623730951), _CMP_GT_OQ);
  m = _mm512_mask_mul_pd(m, large, m, _mm512_set1_pd(0.5));
  e = _mm512_mask_add_pd(e, large, e, _mm512_set1_pd(1));
  lanes s = ((lanes)m - 1) / ((lanes)m + 1);
  // log m = 2 atanh s; |s| < .172, so ten terms reach 2e-17.
  lanes z = s * s, z2 = z * z, z4 = z2 * z2;
  lanes low = (z * (2.0 / 3) + 2) + z2 * (z * (2.0 / 7) + 2.0 / 5);
  lanes high = (z * (2.0 / 11) + 2.0 / 9) + z2 * (z * (2.0 / 15) + 2.0 / 13)
               + z4 * (z * (2.0 / 19) + 2.0 / 17);
  return (lanes)e * 0.6931471805599453 + s * (low + z4 * high);
#endif
#else
  for (int i = 0; i < WIDTH; i++) x[i] = log(x[i]);
  return x;
#endif
}

#endif
