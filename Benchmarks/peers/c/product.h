// Relatedness: density (product space, dense) and supply (five entries a row) of all sectors.
//
// Own product: the 20 x 20 product space in two passes of ten rows, whose sums stay in registers, and
// suppliers by index. PRODUCT_BLAS: both matrices stacked, one cblas call a step.
#ifndef PRODUCT_H
#define PRODUCT_H

#ifdef PRODUCT_BLAS
#include <cblas.h>
#ifdef SINGLE
#define GEMM cblas_sgemm
#else
#define GEMM cblas_dgemm
#endif
#endif

// A density is kept with .03 added, the form in which absorptive capacity wants it; the own product
// gets there for nothing by beginning its sums with .03.
#define DENSITY_SHIFT R(0.03)

INLINE void multiply(const struct program *p, struct state *st) {
#ifdef PRODUCT_BLAS
  // Proximity and suppliers lie one after the other, and so do density and supply.
  GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2 * SECTORS, BLOCK, SECTORS, 1, p->proximity,
       SECTORS, (const real *)st->capability, BLOCK, 0, (real *)st->density, BLOCK);
  for (int s = 0; s < SECTORS; s++)
    for (int v = 0; v < VECTORS; v++) st->density[s][v] += DENSITY_SHIFT;
#else
  // Twenty sums by name, because not every compiler keeps an array of them in registers.
#define EACH_ROW(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9)
#define BEGIN(i) lanes x##i = splat(DENSITY_SHIFT), y##i = x##i;
#define ADD(i) x##i += x * splat(row[i * SECTORS + j]), y##i += y * splat(row[i * SECTORS + j]);
#define END(i) st->density[first + i][0] = x##i, st->density[first + i][1] = y##i;
  for (int first = 0; first < SECTORS; first += 10) {
    const real *row = p->proximity + first * SECTORS;
    EACH_ROW(BEGIN)
#pragma GCC unroll 1
    for (int j = 0; j < SECTORS; j++) {
      lanes x = st->capability[j][0], y = st->capability[j][1];
      EACH_ROW(ADD)
    }
    EACH_ROW(END)
  }
#pragma GCC unroll 1
  for (int s = 0; s < SECTORS; s++) {
    const int *index = p->supplier_index[s];
    const real *weight = p->supplier_weight[s];
#pragma GCC unroll 2
    for (int v = 0; v < VECTORS; v++) {
      lanes sum = st->capability[index[0]][v] * splat(weight[0]);
#pragma GCC unroll 4
      for (int i = 1; i < SUPPLIERS; i++)
        sum += st->capability[index[i]][v] * splat(weight[i]);
      st->supply[s][v] = sum;
    }
  }
#endif
}

#endif
