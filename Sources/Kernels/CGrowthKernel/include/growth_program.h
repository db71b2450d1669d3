// What the growth kernel reads: tables of one policy in one world, and the memory of one block.
//
// The kernel sees these structures only through the accessors below: a Swift type that stored them would make every
// kernel target emit the same helper functions, built for different processors, and the linker would keep any one.
#pragma once
// Structures are filled by hand, so only the accessors promise which pointers exist.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"
#include <stdint.h>

#include "growth_names.h"

// One policy in one world. Tables with a time dimension have `steps + 1` rows.
struct growth_program {
  int64_t steps;
  int64_t steps_per_year;
  double start;
  double step;
  double end_growth;
  double discount_rate;
  double catch_up_income;
  double observed_income;   // not a number when the residual goes on fading
  int64_t origin_steps;
  int64_t charges_research; // 1: consumption pays for business research beyond the incentive
  int64_t has_missions;
  const double *large_firms, *public_laboratories, *multinationals, *cronyism, *sunset;  // [row]
  const double *vehicles_moved;   // [row]: weight moved between vehicles, a year
  const double *own_brand_share;  // [row]: E9: clip(.6+.5v1+.1v2-.3v3, .2, 1.2)
  const double *changed;          // [row]: 1 where plan or reference differs from the row before
  const double *planned;          // [row][lever]
  const double *reference;        // [row][lever]
  const double *lever_low;        // [lever]
  const double *lever_high;       // [lever]
  const double *cost;             // [row][cost]: tabulated cost times planned lever
  const double *demand;           // [row][sector]: world demand weight
  const double *demand_value;     // [row]: 1 / sum of weight times value potential
  const double *frontier_growth;  // [row]
  const double *obsolescence;     // [row][sector]: growth of the frontier
  const double *leverage;         // [row][sector]: v1 lev1 + v2 lev2
  const double *transfer;         // [row][sector]: v3 lev3
  const double *leverage_home;    // [row][sector]: the same, each vehicle on its home ground
  const double *transfer_home;    // [row][sector]
  const double *focus;            // [sector]: weight in a leverage programme for its targets alone
  const double *potential;        // [sector]: upgrading potential
  const double *inverse_demand;   // [row][sector]: 1 / world demand weight
  const double *crisis;           // [row]: log of the output that a dated crisis leaves
  const double *closure;          // [row][sector]: con (1 - .7 v1 sc)
  const double *turnover;         // [row][sector]
  const double *access;           // [row]: technology access
  const double *shock_chance;     // [row]: frequency times step
  const double *shock_size;       // [row]
  const double *employment;       // [row]
  const double *terms_of_trade;   // [row]: log of export over import prices
  const double *weight;           // [row]: discount and frontier growth
  const double *target;           // [sector]: 1/targets on targets
  const double *missioned;        // [sector]: 1 where a mission stock may differ from 0
  const double *complexity;       // [sector]
  const double *precision;        // [sector]
  const double *scale;            // [sector]
  const double *value;            // [sector]
  int64_t electronics_count;      // electronics sectors
  const int64_t *electronics;     // [electronics_count]: their positions
  int64_t resource_count;         // resource sectors
  const int64_t *resources;       // [resource_count]: their positions
  const double *strength;         // [sector]
  const double *born;             // [row][sector]: 1 from the year of emergence on
  const double *proximity;        // [sector][sector]: product space
  const int64_t *supplier;        // [sector][growth_suppliers]
  const double *supplier_weight;  // [sector][growth_suppliers]
  const struct growth_trigger *trigger;  // null for a mix that follows one plan
};

// What sets the second plan of a mix off. It is looked for in some rows, and each has the program that is followed from
// it on, with tables as long as those of the first plan.
struct growth_trigger {
  int64_t outcome;     // position of the outcome that is looked at
  int64_t fires_above; // 1: where the outcome is above the threshold, 0: where it is below
  double threshold;
  int64_t looks;
  const int64_t *rows;                          // [look], increasing: first rows of years
  const struct growth_program *const *programs;  // [look]
};

// Multiplies the stacked relatedness matrix (40 by 20) with capabilities (20 by lanes, row-major) into 40 by lanes.
typedef void (*growth_product)(const double *capability, double *related, int64_t lanes);

// One block: draws, where outcomes go, scratch memory.
struct growth_block {
  const struct growth_program *const *programs;
  int64_t policies;
  const struct growth_program *origin;  // null without a history
  const double *factors;                // [factor][lanes]
  const double *luck[growth_luck_streams];  // null when off
  int64_t lanes;
  double *outcomes;  // [policy][outcome][lanes]
  double *yearly;    // [policy][year][outcome][lanes] or null
  int64_t years;
  double *memory;          // `growth_memory` doubles a lane group, 64-byte aligned
  growth_product product;  // null: the kernel's own product
};

#pragma clang assume_nonnull begin

#define GROWTH_ACCESS static inline __attribute__((always_inline))
#define GROWTH_FIELD(type, name)                                    \
  GROWTH_ACCESS type growth_program_##name(const void *program) {   \
    return ((const struct growth_program *)program)->name;          \
  }
GROWTH_FIELD(int64_t, steps)
GROWTH_FIELD(int64_t, steps_per_year)
GROWTH_FIELD(double, start)
GROWTH_FIELD(double, step)
GROWTH_FIELD(double, end_growth)
GROWTH_FIELD(double, discount_rate)
GROWTH_FIELD(double, catch_up_income)
GROWTH_FIELD(double, observed_income)
GROWTH_FIELD(int64_t, origin_steps)
GROWTH_FIELD(int64_t, charges_research)
GROWTH_FIELD(int64_t, has_missions)
GROWTH_FIELD(const double *, large_firms)
GROWTH_FIELD(const double *, multinationals)
GROWTH_FIELD(const double *, public_laboratories)
GROWTH_FIELD(const double *, cronyism)
GROWTH_FIELD(const double *, sunset)
GROWTH_FIELD(const double *, own_brand_share)
GROWTH_FIELD(const double *, vehicles_moved)
GROWTH_FIELD(const double *, changed)
GROWTH_FIELD(const double *, planned)
GROWTH_FIELD(const double *, reference)
GROWTH_FIELD(const double *, lever_low)
GROWTH_FIELD(const double *, lever_high)
GROWTH_FIELD(const double *, cost)
GROWTH_FIELD(const double *, demand)
GROWTH_FIELD(const double *, demand_value)
GROWTH_FIELD(const double *, frontier_growth)
GROWTH_FIELD(const double *, obsolescence)
GROWTH_FIELD(const double *, leverage)
GROWTH_FIELD(const double *, transfer)
GROWTH_FIELD(const double *, leverage_home)
GROWTH_FIELD(const double *, transfer_home)
GROWTH_FIELD(const double *, focus)
GROWTH_FIELD(const double *, potential)
GROWTH_FIELD(const double *, inverse_demand)
GROWTH_FIELD(const double *, crisis)
GROWTH_FIELD(const double *, closure)
GROWTH_FIELD(const double *, turnover)
GROWTH_FIELD(const double *, access)
GROWTH_FIELD(const double *, shock_chance)
GROWTH_FIELD(const double *, shock_size)
GROWTH_FIELD(const double *, employment)
GROWTH_FIELD(const double *, terms_of_trade)
GROWTH_FIELD(const double *, weight)
GROWTH_FIELD(const double *, target)
GROWTH_FIELD(const double *, missioned)
GROWTH_FIELD(const double *, complexity)
GROWTH_FIELD(const double *, precision)
GROWTH_FIELD(const double *, scale)
GROWTH_FIELD(const double *, value)
GROWTH_FIELD(int64_t, electronics_count)
GROWTH_FIELD(const int64_t *, electronics)
GROWTH_FIELD(int64_t, resource_count)
GROWTH_FIELD(const int64_t *, resources)
GROWTH_FIELD(const double *, strength)
GROWTH_FIELD(const double *, born)
GROWTH_FIELD(const double *, proximity)
GROWTH_FIELD(const int64_t *, supplier)
GROWTH_FIELD(const double *, supplier_weight)
GROWTH_ACCESS const void *_Nullable growth_program_trigger(const void *program) {
  return ((const struct growth_program *)program)->trigger;
}

#define GROWTH_TRIGGER_FIELD(type, name)                            \
  GROWTH_ACCESS type growth_trigger_##name(const void *trigger) {   \
    return ((const struct growth_trigger *)trigger)->name;          \
  }
GROWTH_TRIGGER_FIELD(int64_t, outcome)
GROWTH_TRIGGER_FIELD(int64_t, fires_above)
GROWTH_TRIGGER_FIELD(double, threshold)
GROWTH_TRIGGER_FIELD(int64_t, looks)
GROWTH_TRIGGER_FIELD(const int64_t *, rows)
GROWTH_ACCESS const void *growth_trigger_program(const void *trigger, int64_t look) {
  return ((const struct growth_trigger *)trigger)->programs[look];
}

#define GROWTH_BLOCK_FIELD(type, name)                          \
  GROWTH_ACCESS type growth_block_##name(const void *block) {   \
    return ((const struct growth_block *)block)->name;          \
  }
GROWTH_BLOCK_FIELD(int64_t, policies)
GROWTH_BLOCK_FIELD(const double *, factors)
GROWTH_BLOCK_FIELD(int64_t, lanes)
GROWTH_BLOCK_FIELD(double *, outcomes)
GROWTH_BLOCK_FIELD(double *_Nullable, yearly)
GROWTH_BLOCK_FIELD(int64_t, years)
GROWTH_BLOCK_FIELD(double *, memory)
GROWTH_ACCESS const void *growth_block_program(const void *block, int64_t policy) {
  return ((const struct growth_block *)block)->programs[policy];
}
GROWTH_ACCESS const void *_Nullable growth_block_origin(const void *block) {
  return ((const struct growth_block *)block)->origin;
}
GROWTH_ACCESS const double *_Nullable growth_block_luck(const void *block, long stream) {
  return ((const struct growth_block *)block)->luck[stream];
}
GROWTH_ACCESS int64_t growth_block_uses_external_product(const void *block) {
  return ((const struct growth_block *)block)->product != 0;
}
GROWTH_ACCESS void growth_block_multiply(const void *block, const double *capability,
                                         double *related, int64_t lanes) {
  ((const struct growth_block *)block)->product(capability, related, lanes);
}

#pragma clang assume_nonnull end
#pragma clang diagnostic pop
