// State of a block of futures and what a step shares between sectors.
#ifndef GROWTH_H
#define GROWTH_H

#include "inputs.h"

// The own product works on one lane group at a time, so that everything stays in the first-level cache;
// cblas wants wider matrices, and pays for them with traffic to the second level.
#ifdef PRODUCT_BLAS
#ifndef BLOCK_GROUPS
#define BLOCK_GROUPS 4
#endif
#else
#define BLOCK_GROUPS 1
#endif
enum { VECTORS = 2 * BLOCK_GROUPS, BLOCK = BLOCK_GROUPS * GROUP };

// One vector of futures: slow stocks, sums over sectors, and constants of the futures.
struct economy {
  lanes schooling, human, research, routines, alignment, learning, dependence, infrastructure;
  lanes sheltered, capital, capital_product, shock, fade;
  lanes output;  // tradable and sheltered productivity times schooling: H of the model card
  lanes productivity, capability, linkage, electronics, missions, share_scale, value_inverse;
  lanes potential, resources;
  lanes consumption, cost;
  // Constants.
  lanes weight_human, weight_research, weight_routines, weight_institutions, weight_density;
  lanes research_scale, skill_scale, threshold, over_schooling, over_turnover, over_research;
  lanes over_missions, fade_rate, captured, upgrading, residual, initial_dependence;
  lanes contracts, spillover_closure;
};

struct state {
  lanes capability[SECTORS][VECTORS], density[SECTORS][VECTORS], supply[SECTORS][VECTORS];
  lanes linkage[SECTORS][VECTORS], firms[SECTORS][VECTORS], quality[SECTORS][VECTORS];
  lanes share[SECTORS][VECTORS], value[SECTORS][VECTORS], efficiency[SECTORS][VECTORS];
  lanes seeded[SECTORS][VECTORS], propagated[SECTORS][VECTORS], luck[SECTORS][VECTORS];
  struct economy economy[VECTORS];
};

// Coefficients of one step, one vector of futures; products of factors, levers and slow stocks are
// formed once here, rates are multiplied by the step.
struct shared {
  lanes harmonic, density_weight, complementarity, arithmetic, arithmetic_density, demand;
  lanes gate, leverage, leverage_home, transfer, transfer_home, unfocused, focus, closure;
  lanes absorption, practised, practised_base, contracts, spillover_closure, kept_programmes, barrier;
  lanes learning, learning_scale, learning_hill, spillover, spillover_base;
  lanes seeding, seeding_base, quality_base, quality_slope, threshold;
  lanes invention, invention_target, obsolescence, loss, window;
  lanes linkage, entry, exit, improvement, improvement_base, forgetting;
  lanes keep, move, pull, value_inverse, concavity, captured, upgrading;
  lanes share_scale, crowding, premium;
  lanes mission_yield, mission_uneven, leadership, leadership_near, mission_inflow, mission_step;
  lanes output_inverse, invested, dilution;
};

struct sums {
  lanes share, value, capability, linkage, electronics, resources, potential, missions;
};

#endif
