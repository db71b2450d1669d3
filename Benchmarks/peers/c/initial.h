// The state at the start of a run, one vector of futures (section "initialisation" of the model card).
#ifndef INITIAL_H
#define INITIAL_H

INLINE void initialise(const struct program *p, const struct draws *d, struct state *st, int group,
                       int v, int h) {
  const lanes *factors = (const lanes *)d->factors + (size_t)group * COLUMNS * 2 + h;
  const lanes *efficiency = (const lanes *)d->efficiency + (size_t)group * SECTORS * 2 + h;
  const lanes *luck = (const lanes *)d->luck + (size_t)group * SECTORS * 2 + h;
  struct economy *e = &st->economy[v];
  int row = 0;
  real step = p->step;
  lanes total = FACTOR(HUMAN_CAPITAL_WEIGHT) + FACTOR(RESEARCH_WEIGHT) + FACTOR(ROUTINES_WEIGHT)
                + FACTOR(INSTITUTIONS_WEIGHT) + FACTOR(RELATED_DENSITY_WEIGHT);
  lanes over = R(1) / total;
  e->weight_human = FACTOR(HUMAN_CAPITAL_WEIGHT) * over;
  e->weight_research = FACTOR(RESEARCH_WEIGHT) * over;
  e->weight_routines = FACTOR(ROUTINES_WEIGHT) * over;
  e->weight_institutions = FACTOR(INSTITUTIONS_WEIGHT) * over;
  e->weight_density = FACTOR(RELATED_DENSITY_WEIGHT) * over;
  lanes pool = FACTOR(RESEARCH_SCALE_EFFECT) * FACTOR(HOME_MARKET_SIZE);
  e->research_scale = R(1) + pool;
  e->skill_scale = FACTOR(COGNITIVE_SKILL) * (R(1) + R(0.5) * pool);
  e->threshold = FACTOR(INVENTION_PROXIMITY_THRESHOLD) * FACTOR(INVENTION_PROXIMITY_THRESHOLD);
  e->over_schooling = step / FACTOR(SCHOOLING_DELAY);
  e->over_turnover = step / FACTOR(WORKFORCE_TURNOVER_TIME);
  e->over_research = step / FACTOR(RESEARCH_STOCK_TIME);
  e->over_missions = step / FACTOR(MISSION_GESTATION_TIME);
  lanes concavity = FACTOR(PRODUCTIVITY_CONCAVITY), captured = FACTOR(VALUE_CAPTURED_BY_ASSEMBLERS);
  e->captured = (R(1) + concavity) * captured;
  e->upgrading = R(0.5) * (R(1) + concavity) * (R(1) - captured);
  e->contracts = R(4) * FACTOR(CONTRACT_LEARNING);
  e->spillover_closure = FACTOR(CLOSURE_OF_SPILLOVERS) * FACTOR(INCUMBENT_CLOSURE);

  lanes slope = -FACTOR(INITIAL_COMPLEXITY_SLOPE);
  lanes proximity = FACTOR(INITIAL_PROXIMITY) * FACTOR(INITIAL_PROXIMITY_MULTIPLIER);
  lanes linkage = FACTOR(INITIAL_MARKET_LINKAGE), quality = FACTOR(INITIAL_QUALITY);
  lanes firms = FACTOR(INITIAL_CLUSTER_SIZE), specialised = splat(0);
  real compared = 0;
  for (int s = 0; s < SECTORS; s++) {
    lanes base = exponential(slope * p->complexity[s]) * p->strength[s];
    real factor = R(1) - R(0.5) * p->complexity[s];
    st->capability[s][v] = clipped(base * proximity, R(0.003), R(1.1));
    st->linkage[s][v] = linkage;
    st->quality[s][v] = quality * (factor < R(0.3) ? R(0.3) : factor);
    st->firms[s][v] = firms * clipped(base, R(0.1), R(1));
    st->share[s][v] = base * (p->demand[0][s] * p->value[s]);
    specialised += st->share[s][v];
    compared += p->demand[0][s] * p->strength[s];
    // Efficiency is used multiplied by the step.
    st->efficiency[s][v] = step * exponential(R(0.15) * efficiency[2 * s] - R(0.01125));
    if (p->has_missions && p->target[s] != 0) {
      lanes gamble = R(1) + FACTOR(LEADERSHIP_RISK);
      lanes drawn = exponential(R(0.6) * luck[2 * s] - R(0.18));
      st->luck[s][v] = at_least(R(1) + gamble * (drawn - R(1)), 0);
      st->seeded[s][v] = st->propagated[s][v] = splat(0);
    }
  }
  lanes half = R(0.5) / specialised;
  struct sums sums;
  memset(&sums, 0, sizeof sums);
  for (int s = 0; s < SECTORS; s++) {
    lanes a = st->capability[s][v];
    lanes share = st->share[s][v] * half
                  + splat(R(0.5) * p->demand[0][s] * p->strength[s] / compared);
    lanes value = value_of(splat(p->value[s]), inverse(a + concavity),
                           e->captured + e->upgrading * (linkage + st->quality[s][v]), a,
                           st->firms[s][v], st->quality[s][v], FACTOR(PRICE_OF_CROWDING),
                           FACTOR(LEADERSHIP_PREMIUM));
    st->share[s][v] = share;
    st->value[s][v] = value;
    sums.share += share;
    sums.value += share * value;
    sums.capability += share * a;
    sums.linkage += share * linkage;
    sums.potential += share * p->potential[s];
    if (p->electronics[s] != 0) sums.electronics += share;
    if (p->resources[s] != 0) sums.resources += share;
  }
  collect(p, 0, &sums, e);

  lanes education = LEVER(EDUCATION), jv = LEVER(JOINT_VENTURE_TERMS);
  e->human = FACTOR(INITIAL_HUMAN_CAPITAL);
  e->schooling = e->human + R(0.3) * at_least(education - e->human, 0);
  e->research = FACTOR(INITIAL_RESEARCH_STOCK);
  e->routines = FACTOR(INITIAL_ROUTINES);
  e->alignment = FACTOR(INITIAL_ALIGNMENT);
  e->learning = splat(R(0.1));
  e->dependence = e->initial_dependence = FACTOR(INITIAL_DEPENDENCE);
  e->infrastructure = LEVER(INFRASTRUCTURE);
  e->shock = e->consumption = e->cost = splat(0);
  lanes alpha = FACTOR(CAPITAL_SHARE);
  lanes log_capital = logarithm(FACTOR(INITIAL_CAPITAL_INTENSITY)) / (R(1) - alpha);
  e->capital = exponential(log_capital);
  e->capital_product = exponential(alpha * log_capital);
  lanes inflow = LEVER(FOREIGN_INVESTMENT) * (R(1) - R(0.3) * jv);
  lanes foreign = inflow / (inflow + FACTOR(FOREIGN_INVESTMENT_HALF_SATURATION));
  e->sheltered = breadth(p, factors, LEVER(EXPORT_ORIENTATION), foreign, e->human) * e->productivity;
  lanes weight = FACTOR(SHELTERED_OUTPUT_WEIGHT);
  e->output = (e->productivity + weight * (e->sheltered - e->productivity))
              * (R(0.5) + R(0.5) * e->human);
  if (d->has_residual) {
    lanes observed = FACTOR(INITIAL_INCOME);
    lanes explained = e->output * e->capital_product * p->employment[0]
                      * (R(0.85) + R(0.15) * e->infrastructure);
    e->residual = logarithm(observed / explained) - terms_of_trade(p, e, factors, 0);
    for (int l = 0; l < WIDTH; l++) e->residual[l] = observed[l] > 0 ? e->residual[l] : 0;
    e->fade = splat(1);
    e->fade_rate = -step / FACTOR(INITIAL_RESIDUAL_FADING_TIME);
  }
}

#endif
