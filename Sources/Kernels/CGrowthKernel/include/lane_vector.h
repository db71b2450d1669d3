// Futures side by side: vector arithmetic for the batch kernel, sixteen in double precision or thirty-two in single.
//
// Every operation carries permission to contract a product and a sum into one fused multiply-add. The permission
// stays on the instruction when the operation is inlined into Swift, whose own operators never contract.
#pragma once
#include <stdint.h>

// The x86-64 level of the machine code that whoever includes this is compiled to, as the compiler has it: 4, 3 or 1.
#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512BW__) && \
    defined(__AVX512DQ__) && defined(__AVX512CD__)
enum { lane_level = 4 };
#elif defined(__AVX2__) && defined(__FMA__) && defined(__BMI2__)
enum { lane_level = 3 };
#else
enum { lane_level = 1 };
#endif

#define LANE_OPERATION static inline __attribute__((always_inline))

#ifdef LANE_SINGLE_PRECISION
enum { lane_count = 32 };
typedef float lane_number;
typedef int32_t lane_bits;
static const double lane_smallest = 0x1p-126;  // positive normal number
#else
enum { lane_count = 16 };
typedef double lane_number;
typedef int64_t lane_bits;
static const double lane_smallest = 0x1p-1022;
#endif
typedef lane_number lane_vector __attribute__((ext_vector_type(lane_count)));
typedef lane_bits lane_integers __attribute__((ext_vector_type(lane_count)));
typedef double lane_doubles __attribute__((ext_vector_type(lane_count), aligned(8)));

LANE_OPERATION lane_vector lane_repeat(double x) { return (lane_vector)((lane_number)x); }

// Numbers in memory are doubles in either precision.
LANE_OPERATION lane_vector lane_load(const double *_Nonnull from) {
  return __builtin_convertvector(*(const lane_doubles *)from, lane_vector);
}

LANE_OPERATION void lane_store(lane_vector x, double *_Nonnull to) {
  *(lane_doubles *)to = __builtin_convertvector(x, lane_doubles);
}

LANE_OPERATION lane_vector lane_add(lane_vector a, lane_vector b) {
#pragma clang fp contract(fast)
  return a + b;
}

LANE_OPERATION lane_vector lane_subtract(lane_vector a, lane_vector b) {
#pragma clang fp contract(fast)
  return a - b;
}

LANE_OPERATION lane_vector lane_multiply(lane_vector a, lane_vector b) {
#pragma clang fp contract(fast)
  return a * b;
}

LANE_OPERATION lane_vector lane_divide(lane_vector a, lane_vector b) { return a / b; }

// The smaller of a bound and a value; a value that is not a number comes back as it is.
LANE_OPERATION lane_vector lane_at_most(lane_vector bound, lane_vector x) {
  return bound < x ? bound : x;
}

// The larger of a bound and a value; a value that is not a number comes back as it is.
LANE_OPERATION lane_vector lane_at_least(lane_vector bound, lane_vector x) {
  return bound > x ? bound : x;
}

// Where x >= threshold: chosen, elsewhere: other. A value that is not a number counts as below.
LANE_OPERATION lane_vector lane_where_at_least(lane_vector x, lane_vector threshold,
                                               lane_vector chosen, lane_vector other) {
  return x >= threshold ? chosen : other;
}

// Square root, lane by lane.
LANE_OPERATION lane_vector lane_square_root(lane_vector x) { return __builtin_elementwise_sqrt(x); }

#ifdef LANE_SINGLE_PRECISION

// e to the power of x for |x| < 87; relative error below 2e-7 (Cody and Waite's reduction by multiples of log 2,
// Taylor polynomial of degree 7 on half an octave).
LANE_OPERATION lane_vector lane_exponential(lane_vector x) {
#pragma clang fp contract(fast)
  const float shift = 0x1.8p23f;
  lane_vector rounded = x * 0x1.715476p0f + shift;
  lane_vector n = rounded - shift;
  lane_vector t = x - n * 0x1.62ep-1f;
  t = t - n * 0x1.0bfbe8p-15f;
  lane_vector t2 = t * t;
  lane_vector low = (1.0f + t) + t2 * (1.0f / 2 + t * (1.0f / 6));
  lane_vector high = (1.0f / 24 + t * (1.0f / 120)) + t2 * (1.0f / 720 + t * (1.0f / 5040));
  lane_vector p = low + t2 * t2 * high;
  lane_integers bits = __builtin_bit_cast(lane_integers, p);
  lane_integers power = __builtin_bit_cast(lane_integers, rounded) << 23;
  lane_vector scaled = __builtin_bit_cast(lane_vector, bits + power);
  return x == x ? scaled : x;
}

// Natural logarithm of positive normal numbers, error below 2e-7; not a number for x <= 0 or not a number.
LANE_OPERATION lane_vector lane_logarithm(lane_vector x) {
#pragma clang fp contract(fast)
  const int32_t root = 0x3f3504f3;
  lane_integers bits = __builtin_bit_cast(lane_integers, x);
  lane_integers exponent = (bits - root) >> 23;
  lane_vector m = __builtin_bit_cast(lane_vector, bits - (exponent << 23));
  lane_vector e = __builtin_convertvector(exponent, lane_vector);
  lane_vector s = (m - 1.0f) / (m + 1.0f);
  lane_vector s2 = s * s;
  lane_vector p = (2.0f / 3 + s2 * (2.0f / 5)) + s2 * s2 * (2.0f / 7 + s2 * (2.0f / 9));
  lane_vector tail = s * s2 * p + e * -0x1.bd0106p-13f;
  lane_vector result = e * 0x1.63p-1f + (2.0f * s + tail);
  lane_vector invalid = (lane_vector)(__builtin_nanf(""));
  return x > 0.0f ? result : invalid;
}

#else

// e to the power of x for |x| < 700; relative error below 2e-16 (Cody and Waite's reduction by multiples of log 2,
// Taylor polynomial of degree 13 on half an octave).
LANE_OPERATION lane_vector lane_exponential(lane_vector x) {
#pragma clang fp contract(fast)
  const double shift = 0x1.8p52;
  lane_vector rounded = x * 0x1.71547652b82fep0 + shift;
  lane_vector n = rounded - shift;
  lane_vector t = x - n * 0x1.62e42fefa38p-1;
  t = t - n * 0x1.ef35793c7673p-45;
  lane_vector t2 = t * t;
  lane_vector t4 = t2 * t2;
  lane_vector low = (1.0 + t) + t2 * (1.0 / 2 + t * (1.0 / 6));
  lane_vector middle = (1.0 / 24 + t * (1.0 / 120)) + t2 * (1.0 / 720 + t * (1.0 / 5040));
  lane_vector high = (1.0 / 40320 + t * (1.0 / 362880)) + t2 * (1.0 / 3628800 + t * (1.0 / 39916800));
  lane_vector top = 1.0 / 479001600 + t * (1.0 / 6227020800.0);
  lane_vector p = low + t4 * (middle + t4 * (high + t4 * top));
  lane_integers bits = __builtin_bit_cast(lane_integers, p);
  lane_integers power = __builtin_bit_cast(lane_integers, rounded) << 52;
  lane_vector scaled = __builtin_bit_cast(lane_vector, bits + power);
  return x == x ? scaled : x;
}

// Natural logarithm of positive normal numbers, absolute error below 3e-16 near 1 and relative error below 3e-16
// elsewhere; not a number for x <= 0 or not a number.
LANE_OPERATION lane_vector lane_logarithm(lane_vector x) {
#pragma clang fp contract(fast)
  const int64_t root = 0x3fe6a09e667f3bcd;
  lane_integers bits = __builtin_bit_cast(lane_integers, x);
  lane_integers exponent = (bits - root) >> 52;
  lane_vector m = __builtin_bit_cast(lane_vector, bits - (exponent << 52));
  const double shift = 0x1.8p52;
  lane_vector e = __builtin_bit_cast(lane_vector, exponent + (int64_t)0x4338000000000000) - shift;
  lane_vector s = (m - 1.0) / (m + 1.0);
  lane_vector s2 = s * s;
  lane_vector s4 = s2 * s2;
  lane_vector low = 2.0 / 3 + s2 * (2.0 / 5);
  lane_vector middle = 2.0 / 7 + s2 * (2.0 / 9);
  lane_vector high = 2.0 / 11 + s2 * (2.0 / 13);
  lane_vector upper = 2.0 / 15 + s2 * (2.0 / 17);
  lane_vector top = 2.0 / 19 + s2 * (2.0 / 21);
  lane_vector p = low + s4 * (middle + s4 * (high + s4 * (upper + s4 * top)));
  lane_vector tail = s * s2 * p + e * 0x1.ef35793c7673p-45;
  lane_vector result = e * 0x1.62e42fefa38p-1 + (2.0 * s + tail);
  lane_vector invalid = (lane_vector)(__builtin_nan(""));
  return x > 0.0 ? result : invalid;
}

#endif
