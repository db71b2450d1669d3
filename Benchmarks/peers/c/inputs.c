#include "inputs.h"

#include <stdio.h>
#include <stdlib.h>

static double *read_file(const char *folder, const char *name, const char *kind, size_t *count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.%s", folder, name, kind);
  FILE *file = fopen(path, "rb");
  if (!file) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(66);
  }
  fseek(file, 0, SEEK_END);
  *count = (size_t)ftell(file) / sizeof(double);
  rewind(file);
  double *values = malloc(*count * sizeof(double));
  if (fread(values, sizeof(double), *count, file) != *count) exit(66);
  fclose(file);
  return values;
}

static real *take(const double **from, size_t count) {
  real *to = aligned_alloc(64, (count * sizeof(real) + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) to[i] = (real)(*from)[i];
  *from += count;
  return to;
}

static void copy(const double **from, real *to, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = (real)(*from)[i];
  *from += count;
}

struct program *read_program(const char *folder, const char *name) {
  size_t count;
  double *values = read_file(folder, name, "program", &count);
  const double *at = values;
  struct program *p = aligned_alloc(64, (sizeof *p + 63) / 64 * 64);
  p->steps = (int)*at++;
  p->step = (real)*at++;
  p->large_firms = (real)*at++;
  p->public_laboratories = (real)*at++;
  p->multinationals = (real)*at++;
  p->cronyism = (real)*at++;
  p->sunset = (real)*at++;
  p->target_weight = (real)(1 / *at++);
  p->has_missions = *at++ != 0;
  size_t rows = (size_t)p->steps + 1;
  p->weight = take(&at, rows);
  p->frontier_growth = take(&at, rows);
  p->access = take(&at, rows);
  p->employment = take(&at, rows);
  p->shock_chance = take(&at, rows);
  p->shock_size = take(&at, rows);
  p->demand_value = take(&at, rows);
  p->crisis_output = take(&at, rows);
  p->terms_of_trade = take(&at, rows);
  p->planned = (void *)take(&at, rows * LEVERS);
  p->reference = (void *)take(&at, rows * LEVERS);
  p->planned_cost = (void *)take(&at, rows * LEVERS);
  p->demand = (void *)take(&at, rows * SECTORS);
  p->pace = (void *)take(&at, rows * SECTORS);
  p->leverage = (void *)take(&at, rows * SECTORS);
  p->transfer = (void *)take(&at, rows * SECTORS);
  p->closure = (void *)take(&at, rows * SECTORS);
  p->turnover = (void *)take(&at, rows * SECTORS);
  p->born = (void *)take(&at, rows * SECTORS);
  p->leverage_home = (void *)take(&at, rows * SECTORS);
  p->transfer_home = (void *)take(&at, rows * SECTORS);
  p->demand_inverse = (void *)take(&at, rows * SECTORS);
  copy(&at, p->target, SECTORS);
  copy(&at, p->strength, SECTORS);
  copy(&at, p->complexity, SECTORS);
  copy(&at, p->precision, SECTORS);
  copy(&at, p->scale, SECTORS);
  copy(&at, p->value, SECTORS);
  copy(&at, p->electronics, SECTORS);
  copy(&at, p->resources, SECTORS);
  copy(&at, p->focus, SECTORS);
  copy(&at, p->potential, SECTORS);
  copy(&at, p->lever_high, LEVERS);
  copy(&at, p->proximity, SECTORS * SECTORS);
  copy(&at, p->suppliers, SECTORS * SECTORS);
  for (int s = 0; s < SECTORS; s++)
    for (int i = 0; i < SUPPLIERS; i++) p->supplier_index[s][i] = (int)*at++;
  copy(&at, &p->supplier_weight[0][0], SECTORS * SUPPLIERS);
  if (at != values + count) {
    fprintf(stderr, "%s: not a program of this version\n", name);
    exit(65);
  }
  free(values);
  return p;
}

// [rows][futures] to [group][rows][GROUP].
static real *grouped(const double **from, int rows, int futures, int groups) {
  size_t count = (size_t)groups * (size_t)rows * GROUP;
  real *to = aligned_alloc(64, count * sizeof(real));
  for (int g = 0; g < groups; g++)
    for (int r = 0; r < rows; r++)
      for (int l = 0; l < GROUP; l++) {
        int future = g * GROUP + l < futures ? g * GROUP + l : futures - 1;
        to[((size_t)g * (size_t)rows + (size_t)r) * GROUP + (size_t)l] =
            (real)(*from)[(size_t)r * (size_t)futures + (size_t)future];
      }
  *from += (size_t)rows * (size_t)futures;
  return to;
}

struct draws *read_draws(const char *folder, const char *name) {
  size_t count;
  double *values = read_file(folder, name, "draws", &count);
  struct draws *d = malloc(sizeof *d);
  d->futures = (int)values[0];
  d->steps = (int)values[2];
  if ((int)values[1] != COLUMNS) exit(65);
  // Whole blocks, whatever the number of lane groups in one.
  d->groups = (d->futures + 8 * GROUP - 1) / (8 * GROUP) * 8;
  const double *at = values + 3;
  d->has_residual = 0;
  for (int i = 0; i < d->futures; i++)
    d->has_residual |= at[(size_t)COLUMN_INITIAL_INCOME * (size_t)d->futures + (size_t)i] > 0;
  d->factors = grouped(&at, COLUMNS, d->futures, d->groups);
  d->luck = grouped(&at, SECTORS, d->futures, d->groups);
  d->efficiency = grouped(&at, SECTORS, d->futures, d->groups);
  d->noise = grouped(&at, d->steps, d->futures, d->groups);
  d->crisis = grouped(&at, d->steps, d->futures, d->groups);
  free(values);
  return d;
}
