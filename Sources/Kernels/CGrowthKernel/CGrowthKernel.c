#include "CGrowthKernel.h"

#define NAME(name) #name,
// A family is named by its first word at every position it takes.
#define NAMES(name, count) [Column_##name ... Column_last_of_##name] = #name,

static const char *const levers[] = {GROWTH_LEVERS(NAME)};
static const char *const factors[] = {GROWTH_FACTORS(NAME, NAMES)};
static const char *const outcomes[] = {GROWTH_OUTCOMES(NAME)};
static const char *const luck[] = {GROWTH_LUCK(NAME)};

const char *growth_lever_name(int64_t position) { return levers[position]; }
const char *growth_factor_name(int64_t position) { return factors[position]; }
const char *growth_outcome_name(int64_t position) { return outcomes[position]; }
const char *growth_luck_name(int64_t position) { return luck[position]; }
