#ifndef LATECOMER_DRAWS_H
#define LATECOMER_DRAWS_H

#include <stdint.h>

// The inner loops of drawing, compiled for x86-64-v1, v3 and v4; the caller says which runs, as
// `machine_probe_level` of CMachineProbe has it. Integers have no rounding, and products and sums of doubles are never fused here,
// so that every level gives the same bits as the Swift functions that define these numbers:
// `OwenScramble.uniform`, `Philox.block` and `Normal.quantile`.

// Uniforms of scrambled coordinates of 24 digits, each with a scramble of its own: two words of its key and
// the flips of its first six levels.
void draws_owen_uniforms(
    int level, int64_t count, const uint32_t *coordinates, const uint64_t *first,
    const uint64_t *second, const uint64_t *root, double *uniforms);

// Uniforms of consecutive blocks of Philox4x32-10, two a block: the counters are (index, step, column) with
// a 64-bit index that starts at `first`.
void draws_philox_uniforms(
    int level, int64_t blocks, uint64_t key, uint64_t first, uint32_t step, uint32_t column,
    double *uniforms);

// Replaces uniforms by the middle one of the approximations of the normal quantile, whether or not they lie
// in its range.
void draws_middle_quantiles(int level, int64_t count, double *values);

#endif
