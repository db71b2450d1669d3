// The capability-accumulation growth model, futures as lanes: one step of a lane group.
//
// Every saving is exact algebra: four quotients of a sector share one division, constants of a step are
// hoisted, shares are normalised through their sums, and bounds that cannot bind for any admissible
// input (a lower bound on a sum of positive terms) are left out. Mission stocks of sectors that are no
// target stay zero and are not computed.
#include "growth.h"

#include <stddef.h>

#include "product.h"

_Static_assert(offsetof(struct state, supply)
                       == offsetof(struct state, density) + sizeof(((struct state *)0)->density),
               "one product writes density and supply");
_Static_assert(offsetof(struct program, suppliers)
                       == offsetof(struct program, proximity)
                              + sizeof(((struct program *)0)->proximity),
               "one product reads proximity and suppliers");

#define FACTOR(name) (factors[2 * COLUMN_##name])

// A lever as it is carried out; the plan itself where it does not depart from the reference.
INLINE lanes lever(const struct program *p, int row, const lanes *factors, int which) {
  real plan = p->planned[row][which], reference = p->reference[row][which];
  if (plan == reference) return splat(plan);
  lanes carried = splat(reference) + factors[2 * (COLUMN_PUBLIC_RESEARCH_IMPLEMENTATION + which)]
                                         * splat(plan - reference);
  return clipped(carried, 0, p->lever_high[which]);
}

#define LEVER(name) lever(p, row, factors, LEVER_##name)

struct quotients {
  lanes capacity, seeding, hill, trigger;
};

INLINE struct quotients divide(const struct state *st, const struct shared *k, int s, int v) {
  lanes a = st->capability[s][v], n = st->firms[s][v], x = st->density[s][v];
  lanes a2 = a * a, n2 = n * n;
  lanes d1 = k->harmonic * x + k->density_weight, d2 = a + R(0.05);
  lanes d3 = a2 + k->threshold, d4 = n2 + R(0.16);
  lanes d12 = d1 * d2, d34 = d3 * d4;
  lanes r = inverse(d12 * d34);
  lanes r12 = r * d34, r34 = r * d12;
  struct quotients q;
  q.capacity = k->complementarity * x * (r12 * d2);
  q.seeding = (k->seeding * x + k->seeding_base) * (r12 * d1) + R(1);
  q.hill = a2 * (r34 * d4);
  q.trigger = n2 * (r34 * d3);
  return q;
}

INLINE void sector(const struct program *p, struct state *st, const struct shared *k, int row, int s,
                   int v, struct quotients quot, int born, int target) {
  lanes a = st->capability[s][v], n = st->firms[s][v], q = st->quality[s][v];
  lanes m = st->linkage[s][v], x = st->density[s][v], raw = st->share[s][v];
  lanes growth, stock;
  if (target) stock = st->propagated[s][v];
  if (born) {
    lanes chi = k->demand * p->complexity[s];
    lanes capacity = quot.capacity + (k->arithmetic_density * x + k->arithmetic);
    capacity = clipped(capacity * (R(1) - chi * (R(1) - capacity)), R(0.02), R(1.1));
    lanes implanted = at_least(R(1) - k->gate * p->precision[s], R(0.1))
                      * ((k->leverage * p->leverage[row][s]
                          + k->leverage_home * p->leverage_home[row][s])
                             * (k->unfocused + k->focus * p->focus[s])
                         + (k->transfer * p->transfer[row][s]
                            + k->transfer_home * p->transfer_home[row][s]));
    if (target)
      implanted += (k->mission_yield + k->mission_uneven * quot.hill) * stock
                   * ((x + R(0.27)) * (R(0.4) + R(1.2) * p->turnover[row][s]));
    lanes access = R(1) - k->closure * p->closure[row][s];
    // Learning goes with what is made and, under contracts, with the distance to own brands.
    lanes practised = k->practised_base
                      + k->practised * at_most(raw * k->share_scale * p->demand_inverse[row][s], R(2));
    lanes learning = practised
                     * (k->learning * (R(1) + k->contracts * (m - m * m))
                        + (k->learning_scale + k->learning_hill * quot.hill) * p->scale[s]);
    lanes supplied = st->supply[s][v] * (k->spillover * n + k->spillover_base)
                     * (R(1) - k->spillover_closure * p->closure[row][s]);
    lanes programmes = capacity * (implanted * quot.seeding) + (learning * access + supplied);
    lanes bundle = capacity * (k->absorption * access) + programmes;
    // A leader loses by imitation alone.
    real barrier = p->closure[row][s] * (1 - p->turnover[row][s]);
    lanes passage = R(1) - barrier * (k->barrier * at_least(R(1) - a * a, R(0)));
    lanes gap = R(1) - a, held = k->kept_programmes * at_most(gap, R(0));
    lanes absorbed = (gap * bundle - held * programmes) * passage
                     * (k->quality_base + k->quality_slope * q);
    real pace = p->pace[row][s];
    lanes invention = target ? k->invention_target : k->invention;
    growth = absorbed * st->efficiency[s][v] - k->loss;
    lanes passed = quot.hill * passage;
    growth += (invention * passed - k->obsolescence) * pace;
    if (target)
      growth += (k->leadership + k->leadership_near * quot.hill) * stock * (st->luck[s][v] * passed);
    growth = clipped(growth, R(-0.2) * p->step, R(0.3) * p->step);
  } else {
    growth = R(0.15) * p->step * clipped(k->window * (x - DENSITY_SHIFT) / a - R(1), -1, 1);
  }
  lanes new_a = clipped(a + a * growth, R(0.002), R(1.5));
  lanes new_m = clipped(m + k->linkage * (a - m), R(0.01), R(1));

  // (n + .02)(1 - n) and (q + .03)(1 - q).
  lanes rest = R(1) - q;
  lanes entry = (n * (R(0.98) - n) + R(0.02)) * (at_most(R(0.3) + R(1.4) * a, R(1)) * rest);
  lanes new_n = clipped(
      n + k->entry * entry - k->exit * (q * at_least(n - R(0.3), 0)), R(0.005), R(1));
  lanes better = (q + R(0.03)) * rest * quot.trigger * (k->improvement * a + k->improvement_base);
  lanes new_q = clipped(
      q + better - k->forgetting * (R(0.3) + p->turnover[row][s]) * q, R(0.01), R(0.99));

  if (target) {
    lanes seeded = st->seeded[s][v];
    st->seeded[s][v] = seeded + k->mission_step * (k->mission_inflow - seeded);
    stock += k->mission_step * (seeded - stock) * at_most(R(0.5) + n, R(1));
    st->propagated[s][v] = stock;
  }

  lanes relative = at_most(st->value[s][v] * k->value_inverse, R(2.5));
  lanes new_share =
      at_least(raw * (k->keep + k->move * relative) + k->pull * p->demand[row][s], R(1e-5));
  st->capability[s][v] = new_a;
  st->linkage[s][v] = new_m;
  st->firms[s][v] = new_n;
  st->quality[s][v] = new_q;
  st->share[s][v] = new_share;
}

// Value a worker: concave in capability, less where imitators crowd a cluster, more ahead of the frontier.
INLINE lanes value_of(lanes potential, lanes over, lanes captured, lanes a, lanes n, lanes q,
                      lanes crowding, lanes premium) {
  return potential * a * over * captured * (R(1) - crowding * (n * (R(1) - q)))
         * (R(1) + premium * at_least(a - R(1), 0));
}

// Value and sums of a sector whose state is new; late, so that nothing waits for its division.
INLINE void account(const struct program *p, struct state *st, const struct shared *k, int s, int v,
                    struct sums *sums, int target) {
  lanes a = st->capability[s][v], m = st->linkage[s][v], share = st->share[s][v];
  lanes q = st->quality[s][v];
  lanes value = value_of(splat(p->value[s]), inverse(a + k->concavity),
                         k->captured + k->upgrading * (m + q), a, st->firms[s][v], q, k->crowding,
                         k->premium);
  st->value[s][v] = value;
  sums->share += share;
  sums->value += share * value;
  sums->capability += share * a;
  sums->linkage += share * m;
  sums->potential += share * p->potential[s];
  if (p->electronics[s] != 0) sums->electronics += share;
  if (p->resources[s] != 0) sums->resources += share;
  if (target) sums->missions += share * st->propagated[s][v];
}

// Sums over sectors become what the next step starts from; one division for two reciprocals.
INLINE void collect(const struct program *p, int row, const struct sums *sums, struct economy *e) {
  lanes r = inverse(sums->share * sums->value);
  lanes scale = r * sums->value;
  e->share_scale = scale;
  e->value_inverse = r * sums->share * sums->share;
  e->productivity = sums->value * scale * (R(1) / p->demand_value[row]);
  e->capability = sums->capability * scale;
  e->linkage = sums->linkage * scale;
  e->electronics = sums->electronics * scale;
  e->resources = sums->resources * scale;
  e->potential = sums->potential * scale;
  e->missions = sums->missions * scale;
}

#include "economy.h"
#include "initial.h"

INLINE void advance(const struct program *p, struct state *st, const struct shared *shared, int row,
                    int first) {
  struct sums sums[2];
  memset(sums, 0, sizeof sums);
  struct quotients next[2];
#pragma GCC unroll 2
  for (int h = 0; h < 2; h++) next[h] = divide(st, &shared[h], 0, first + h);
#pragma GCC unroll 1
  for (int s = 0; s < SECTORS; s++) {
    struct quotients now[2] = {next[0], next[1]};
    int following = s + 1 < SECTORS ? s + 1 : s;
    int target = p->has_missions && p->target[s] != 0;
    // The division of the next sector is issued before its quotients are needed.
#pragma GCC unroll 2
    for (int h = 0; h < 2; h++) next[h] = divide(st, &shared[h], following, first + h);
    if (p->born[row][s] == 0) {
#pragma GCC unroll 2
      for (int h = 0; h < 2; h++)
        if (target) sector(p, st, &shared[h], row, s, first + h, now[h], 0, 1);
        else sector(p, st, &shared[h], row, s, first + h, now[h], 0, 0);
    } else if (target) {
#pragma GCC unroll 2
      for (int h = 0; h < 2; h++)
        sector(p, st, &shared[h], row, s, first + h, now[h], 1, 1);
    } else {
#pragma GCC unroll 2
      for (int h = 0; h < 2; h++)
        sector(p, st, &shared[h], row, s, first + h, now[h], 1, 0);
    }
    if (s > 0) {
      int before = p->has_missions && p->target[s - 1] != 0;
#pragma GCC unroll 2
      for (int h = 0; h < 2; h++) account(p, st, &shared[h], s - 1, first + h, &sums[h], before);
    }
  }
#pragma GCC unroll 2
  for (int h = 0; h < 2; h++) {
    account(p, st, &shared[h], SECTORS - 1, first + h, &sums[h],
            p->has_missions && p->target[SECTORS - 1] != 0);
    collect(p, row + 1, &sums[h], &st->economy[first + h]);
  }
}

void evaluate(const struct program *p, const struct draws *d, int first, int last,
              double *outcomes) {
  static struct state state __attribute__((aligned(4096)));
  struct state *st = &state;
  for (int block = first; block < last; block += BLOCK_GROUPS) {
    for (int g = 0; g < BLOCK_GROUPS; g++)
      for (int h = 0; h < 2; h++) initialise(p, d, st, block + g, 2 * g + h, h);
    for (int row = 0;; row++) {
      multiply(p, st);
      for (int g = 0; g < BLOCK_GROUPS; g++) {
        const lanes *factors = (const lanes *)d->factors + (size_t)(block + g) * COLUMNS * 2;
        struct shared shared[2];
        for (int h = 0; h < 2; h++)
          prepare(p, d, st, &shared[h], factors + h, row, block + g, 2 * g + h, h, outcomes);
        if (row == p->steps) continue;
        advance(p, st, shared, row, 2 * g);
        for (int h = 0; h < 2; h++) finish(p, &st->economy[2 * g + h], &shared[h], factors + h);
      }
      if (row == p->steps) break;
    }
  }
}
