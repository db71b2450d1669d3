#ifndef LATECOMER_MACHINE_PROBE_H
#define LATECOMER_MACHINE_PROBE_H

#include <stdint.h>

// How fast one core of this machine multiplies and adds, for comparison with what a program reaches.
//
// The routine holds independent accumulators in registers, as many as hide the latency of a fused
// multiply-add on two ports, and touches no memory: what it reaches is the limit of the core at the clock
// and in the company it has at that moment.

// The widest level this processor and its system run: 1 for 128-bit products and sums, 3 for 256-bit and 4 for
// 512-bit fused multiply-add, as in x86-64-v1, v3 and v4. Always 1 on other architectures. Everything that
// chooses machine code asks here and nowhere else.
int machine_probe_level(void);

// Runs `rounds` rounds of multiply-adds of doubles at a level the processor has, and returns the number of
// floating-point operations done (a multiply-add counts two). `result` receives a sum of all accumulators,
// so that no compiler can leave the work out.
double machine_probe_multiply_add(int level, int64_t rounds, double *result);

// Seconds of processor time this thread has used.
double machine_probe_thread_seconds(void);

// The largest memory this process has had resident, in bytes.
int64_t machine_probe_peak_memory(void);

#endif
