// What a peer reads: programs (one policy mix in one world) and draws; see ../inputs.py.
#ifndef INPUTS_H
#define INPUTS_H

#include "columns.h"
#include "lanes.h"

enum { SECTORS = 20, SUPPLIERS = 5, TRAITS = 5, OUTCOMES = 5 };
enum { GROUP = 2 * WIDTH };  // futures of a lane group

struct program {
  int steps, has_missions;
  real step, large_firms, public_laboratories, multinationals, cronyism, sunset;
  real target_weight;  // one over the number of targets
  // Per row.
  real *weight, *frontier_growth, *access, *employment, *shock_chance, *shock_size, *demand_value;
  real *crisis_output, *terms_of_trade;  // logs
  real (*planned)[LEVERS], (*reference)[LEVERS], (*planned_cost)[LEVERS];
  real (*demand)[SECTORS], (*pace)[SECTORS], (*leverage)[SECTORS], (*transfer)[SECTORS];
  real (*closure)[SECTORS], (*turnover)[SECTORS], (*born)[SECTORS];
  real (*leverage_home)[SECTORS], (*transfer_home)[SECTORS], (*demand_inverse)[SECTORS];
  // Per sector and lever.
  real target[SECTORS], strength[SECTORS], complexity[SECTORS], precision[SECTORS];
  real scale[SECTORS], value[SECTORS], electronics[SECTORS], resources[SECTORS];
  real focus[SECTORS], potential[SECTORS], lever_high[LEVERS];
  real proximity[SECTORS * SECTORS], suppliers[SECTORS * SECTORS];
  int supplier_index[SECTORS][SUPPLIERS];
  real supplier_weight[SECTORS][SUPPLIERS];
};

// Futures in lane groups: what a group reads lies together, lanes contiguous. The last future is
// repeated to fill the last group.
struct draws {
  int futures, groups, steps;
  int has_residual;    // some future has an observed initial income
  real *factors;       // [group][COLUMNS][GROUP]
  real *luck;          // [group][SECTORS][GROUP]
  real *efficiency;    // [group][SECTORS][GROUP]
  real *noise;         // [group][steps][GROUP]
  real *crisis;        // [group][steps][GROUP]
};

struct program *read_program(const char *folder, const char *name);
struct draws *read_draws(const char *folder, const char *name);

// Writes outcomes[future * OUTCOMES + o] of all futures from `first` up to `last` (lane groups).
void evaluate(const struct program *program, const struct draws *draws, int first, int last,
              double *outcomes);

#endif
