// What happens once per step and future: levers, output, spending, accounts, slow stocks.
#ifndef ECONOMY_H
#define ECONOMY_H

INLINE lanes breadth(const struct program *p, const lanes *factors, lanes exports, lanes foreign,
                     lanes human) {
  return clipped(FACTOR(INTERNAL_DIFFUSION_BREADTH) + FACTOR(BREADTH_FROM_EXPORTS) * exports
                     + FACTOR(BREADTH_FROM_FOREIGN_INVESTMENT) * foreign
                           * (R(1) + FACTOR(PRESENCE_NEEDS_SCHOOLING) * (R(1 / 0.6) * human - R(1)))
                     - FACTOR(BREADTH_LOST_TO_LARGE_FIRMS) * p->large_firms
                     - FACTOR(BREADTH_LOST_TO_DUALISM) * FACTOR(DUALISM),
                 R(0.15), R(1.1));
}

// Log income that prices of exports add.
INLINE lanes terms_of_trade(const struct program *p, const struct economy *e, const lanes *factors,
                            int row) {
  return FACTOR(TERMS_OF_TRADE_RESPONSE) * e->resources * p->terms_of_trade[row];
}

// Domestic value added of the last row.
INLINE lanes value_added(const struct state *st, const struct economy *e, int v) {
  lanes supply = splat(0);
  for (int s = 0; s < SECTORS; s++) supply += st->share[s][v] * st->supply[s][v];
  supply *= e->share_scale;
  return clipped((R(1) - R(0.45) * e->dependence)
                     * (R(0.55) + R(0.25) * e->linkage
                        + R(0.16) * supply / at_least(e->capability, R(0.001))),
                 0, 1);
}

// E0-E2, the accounts of the row, the coefficients that sectors share (E4-E11), and the stocks that
// do not need the sectors' new values (E12, E14). In the last row: the outcomes.
INLINE void prepare(const struct program *p, const struct draws *d, const struct state *st,
                    struct shared *k, const lanes *factors, int row, int group, int v, int h,
                    double *outcomes) {
  struct economy *e = (struct economy *)&st->economy[v];
  real step = p->step;
  real v1 = p->large_firms, v2 = p->public_laboratories, v3 = p->multinationals;
  lanes jv = LEVER(JOINT_VENTURE_TERMS), discipline = LEVER(PERFORMANCE_DISCIPLINE);
  lanes exports = LEVER(EXPORT_ORIENTATION), missions = LEVER(MISSIONS);
  lanes programme = LEVER(TECHNOLOGY_LEVERAGE), incentive = LEVER(RESEARCH_INCENTIVE);
  lanes procurement = LEVER(PUBLIC_PROCUREMENT), investment = LEVER(INVESTMENT);
  lanes inflow = LEVER(FOREIGN_INVESTMENT) * (R(1) - R(0.3) * jv);
  lanes q = e->routines, i = e->alignment, dep = e->dependence, abar = e->capability;

  // One division for five quotients.
  lanes research = e->research * e->research_scale;
  lanes skill = at_most(e->human * e->skill_scale, R(1.2));
  lanes d1 = skill + R(0.03), d2 = research + R(0.15), d3 = q + R(0.03), d4 = i + R(0.03);
  lanes d12 = d1 * d2, d34 = d3 * d4;
  lanes half = FACTOR(RESEARCH_HALF_SATURATION);
  lanes composite = research * (R(1) + half);
  lanes e1 = inflow + FACTOR(FOREIGN_INVESTMENT_HALF_SATURATION), e2 = d12 * d34;
  lanes e3 = composite + (q + R(0.001)) * (research + half), e4 = q + R(1.301);
  lanes p2 = e1 * e2, p3 = p2 * e3, p4 = p3 * e4;
  lanes r = inverse(p4 * e->output);
  k->output_inverse = r * p4;
  r *= e->output;
  lanes over4 = r * p3;
  r *= e4;
  lanes over3 = r * p2;
  r *= e3;
  lanes over2 = r * e1;
  lanes foreign = inflow * (r * e2);
  // 2 Rc Q / (Rc + Q + .001) rises with Rc = min(Re (1 + r) / (Re + r), 1.3): the smaller of two.
  lanes hard_soft = (q + q) * least(composite * over3, R(1.3) * over4);

  lanes selectivity = at_most(
      R(50) * missions + R(0.3) * v1 * programme + R(0.2) * (jv + procurement), R(1.5));
  lanes money = missions + R(0.006) * programme + R(0.008) * procurement;
  lanes waste = (p->cronyism * (R(1) - R(0.5) * p->sunset)) * (R(1) - R(0.8) * discipline)
                * (R(1.2) - R(0.6) * i);
  lanes bound = FACTOR(MONEY_BOUNDS_MISALLOCATION);
  lanes misallocation = waste * (selectivity + bound * (money - selectivity));
  lanes kept = R(1) - R(0.5) * bound * waste;
  lanes business =
      R(0.0004) + FACTOR(BUSINESS_RESEARCH_LEVERAGE) * incentive * (R(0.3) + R(0.7) * abar)
      + (R(1.6) * (R(1) - R(0.5) * v3)) * FACTOR(BUSINESS_RESEARCH_AT_FRONTIER) * (abar * abar)
            * (q * (R(0.4) + R(0.6) * e->linkage) * (R(1) - R(0.2) * dep)
               * (R(1) - FACTOR(MARGIN_SQUEEZE) * dep));
  lanes spending = LEVER(PUBLIC_RESEARCH) + business + R(0.3) * missions;
  lanes royalty = FACTOR(ROYALTY_SHARE), loss = FACTOR(MISALLOCATION_LOSS);
  lanes exposure =
      at_most(R(0.3) + R(0.9) * exports * e->electronics * (R(1) + R(1.5) * foreign), R(2));
  lanes exponent = FACTOR(SHOCK_SENSITIVITY) * exposure * e->shock
                   + FACTOR(CRISIS_RESPONSE) * p->crisis_output[row]
                   + terms_of_trade(p, e, factors, row);
  if (d->has_residual) {
    lanes persistent = FACTOR(INITIAL_RESIDUAL_PERSISTENCE);
    exponent += e->residual * (persistent + (R(1) - persistent) * e->fade);
    e->fade *= exponential(
        e->fade_rate * (R(1) + FACTOR(RESIDUAL_FADING_WITH_EXPORTS) * (R(2) * exports - R(1))));
  }
  lanes income = e->output * e->capital_product * p->employment[row]
                 * (R(0.85) + R(0.15) * e->infrastructure)
                 * (R(1) - loss * at_most(misallocation, R(0.8)))
                 * (R(1) - R(0.3) * royalty * (dep - e->initial_dependence))
                 * exponential(exponent);
  lanes cost = splat(0);
  for (int l = 0; l < LEVERS; l++)
    if (p->planned_cost[row][l] != 0)
      cost += factors[2 * (COLUMN_PUBLIC_RESEARCH_COST + l)] * p->planned_cost[row][l];
  cost += FACTOR(CONDITIONS_COST) * (R(0.5) * discipline + R(0.3) * jv + R(0.2) * p->sunset);
  cost += cost * misallocation;
  lanes left = R(1) - investment - cost - at_least(business - incentive, 0);
  lanes consumption = at_least(
      income * (R(1) - royalty * dep - (v1 + v2) * FACTOR(LICENCE_FEE) * programme) * left, R(1e-4));
  e->consumption += consumption * p->weight[row];
  e->cost += cost * income * p->weight[row];

  if (row == p->steps) {
    lanes results[OUTCOMES] = {income, e->consumption, e->cost, spending, value_added(st, e, v)};
    for (int l = 0; l < WIDTH; l++) {
      int future = group * GROUP + h * WIDTH + l;
      if (future >= d->futures) break;
      for (int o = 0; o < OUTCOMES; o++) outcomes[future * OUTCOMES + o] = results[o][l];
    }
    return;
  }

  // Absorptive capacity.
  lanes om = FACTOR(COMPLEMENTARITY), rest = R(1) - om;
  k->harmonic = ((e->weight_human * d2 + e->weight_research * d1) * d34
                 + (e->weight_routines * d4 + e->weight_institutions * d3) * d12) * over2;
  k->density_weight = e->weight_density;
  k->complementarity = om;
  k->arithmetic_density = rest * e->weight_density;
  k->arithmetic = rest * (e->weight_human * skill + e->weight_research * at_most(research, R(1.2))
                          + e->weight_routines * q + e->weight_institutions * i)
                  - DENSITY_SHIFT * k->arithmetic_density;
  k->demand = FACTOR(COMPLEXITY_DEMAND)
              * (R(1) + FACTOR(SPECIALISATION_LOCK_IN) * (R(1) - R(2) * e->potential));
  // Leverage, learning, spillovers.
  k->gate = FACTOR(PRECISION_GATE_STRENGTH) * at_least(R(0.85) - st->capability[8][v], 0);
  lanes speed = FACTOR(LEVERAGE_SPEED) * p->access[row];
  lanes domestic = speed * programme * kept
                   * (R(1) - FACTOR(LEARNING_DEPENDENT_LEVERAGE) * (R(1) - e->learning));
  lanes multinational = speed * foreign * ((R(1) - R(0.6) * dep) * (R(0.6) + R(0.4) * jv));
  lanes at_home = FACTOR(VEHICLE_SPECIALISATION);
  k->leverage_home = domestic * at_home;
  k->leverage = domestic - k->leverage_home;
  k->transfer_home = multinational * at_home;
  k->transfer = multinational - k->transfer_home;
  k->focus = FACTOR(LEVERAGE_FOCUS);
  k->unfocused = R(1) - k->focus;
  k->closure = FACTOR(INCUMBENT_CLOSURE);
  k->absorption = FACTOR(ABSORPTION_SPEED);
  k->threshold = e->threshold;
  lanes hill = R(1) + e->threshold;
  lanes home = FACTOR(HOME_MARKET_LEARNING) * FACTOR(HOME_MARKET_SIZE)
               * (R(0.5) + R(0.5) * procurement);
  lanes doing = FACTOR(LEARNING_BY_DOING_SPEED) * (q + R(0.1));
  k->learning = doing * exports * (R(0.5) + R(0.5) * discipline);
  k->learning_scale = R(0.2) * doing * home;
  k->learning_hill = R(4) * doing * home * hill;
  k->spillover = FACTOR(SUPPLIER_SPILLOVER_SPEED) * (R(1) + jv * foreign);
  k->spillover_base = R(0.3) * k->spillover;
  k->spillover_closure = e->spillover_closure;
  k->kept_programmes = FACTOR(LEADERS_KEEP_PROGRAMMES);
  k->barrier = FACTOR(ENTRY_BARRIER);
  k->contracts = e->contracts;
  k->practised = FACTOR(SPECIALISATION_LEARNING);
  k->practised_base = R(1) - k->practised;
  k->seeding = FACTOR(SEEDING_STRENGTH);
  k->seeding_base = -DENSITY_SHIFT * k->seeding;
  k->quality_slope = FACTOR(QUALITY_DEPENDENT_LEARNING);
  k->quality_base = R(1) - k->quality_slope;
  // Invention.
  lanes pace = step * FACTOR(OBSOLESCENCE_SCALE);
  lanes invention = FACTOR(INVENTION_SCALE) * pace * hard_soft * hill;
  k->obsolescence = pace;
  k->loss = (R(0.02) * step) * loss * misallocation;
  k->window = FACTOR(WINDOW_OF_OPPORTUNITY);
  k->invention = invention;
  if (p->has_missions) {
    lanes crowded = invention * FACTOR(RESEARCH_CROWDING_OUT) * at_most(R(30) * missions, R(0.8));
    real away = R(1) - (R(4) * p->target_weight < 1 ? R(4) * p->target_weight : R(1));
    k->invention = invention - crowded;
    k->invention_target = invention - crowded * away;
    lanes lead = LEVER(MISSION_LEADERSHIP_SHARE);
    lanes yield = FACTOR(DIVERSIFICATION_MISSION_YIELD) * (R(1) - lead) * (R(1) + R(0.5) * home);
    lanes uneven = yield * FACTOR(MISSION_UNEVENNESS);
    k->mission_yield = yield - uneven;
    k->mission_uneven = uneven + uneven;
    lanes leader = step * FACTOR(LEADERSHIP_MISSION_YIELD) * lead * hard_soft * hill;
    lanes near = leader * FACTOR(LEADERSHIP_NEEDS_PROXIMITY);
    k->leadership = leader - near;
    k->leadership_near = near * hill;
    k->mission_inflow = (R(400) * p->target_weight) * missions
                        * ((R(0.4) + R(0.6) * e->learning) * (R(0.3) + R(0.7) * i)
                           * (R(1) - R(0.5) * at_most(misallocation, R(1))) * kept);
    k->mission_step = e->over_missions;
  }
  // Linkage, cluster, quality.
  real own = R(0.6) + R(0.5) * v1 + R(0.1) * v2 - R(0.3) * v3;
  own = own < R(0.2) ? R(0.2) : own > R(1.2) ? R(1.2) : own;
  k->linkage = (step * own) * FACTOR(MARKET_LINKAGE_SPEED)
               * ((R(0.2) + R(0.8) * q) * (R(1) - R(0.6) * dep));
  k->entry = step * FACTOR(CLUSTER_ENTRY_SPEED)
             * ((R(1) - (R(0.4) * v3) * foreign) * (R(0.4) + R(0.6) * e->infrastructure));
  k->exit = step * FACTOR(CLUSTER_EXIT_SPEED);
  k->improvement =
      step * FACTOR(QUALITY_IMPROVEMENT_SPEED) * (R(0.6) * e->human + R(0.4) * q);
  k->improvement_base = R(0.3) * k->improvement
                        + step * FACTOR(CLUSTER_TRAINING_EFFECT) * LEVER(CLUSTER_TRAINING)
                              * (R(1) - (R(0.5) * v3) * jv)
                              * (R(1) + FACTOR(EDUCATION_FOR_TRAINING)
                                            * (R(1 / 0.6) * e->human - R(1)));
  k->forgetting = step * FACTOR(QUALITY_OBSOLESCENCE);
  // Shares: (f / mean f - 1) is at least -1, so only its upper bound is left.
  k->pull = step * FACTOR(DEMAND_REVERSION_SPEED);
  k->share_scale = e->share_scale;
  k->move = e->share_scale * (step * FACTOR(REALLOCATION_SPEED));
  k->keep = e->share_scale * (R(1) - k->pull) - k->move;
  k->value_inverse = e->value_inverse;
  k->concavity = FACTOR(PRODUCTIVITY_CONCAVITY);
  k->captured = e->captured;
  k->upgrading = e->upgrading;
  k->crowding = FACTOR(PRICE_OF_CROWDING);
  k->premium = FACTOR(LEADERSHIP_PREMIUM);

  // Slow stocks.
  lanes churn = LEVER(POLICY_CHURN), coordination = LEVER(COORDINATION);
  real frontier = p->frontier_growth[row];
  k->invested = investment * e->capital_product * (step * (R(0.06) + frontier) / R(0.235));
  k->dilution = R(0.05) + frontier + FACTOR(POPULATION_GROWTH);
  e->sheltered += step * FACTOR(INTERNAL_DIFFUSION_SPEED)
                  * (breadth(p, factors, exports, foreign, e->human) * e->productivity - e->sheltered);
  lanes training = R(0.05) + R(0.55) * LEVER(MANAGEMENT_TRAINING)
                   + R(0.3) * discipline * (R(0.4) + R(0.6) * exports) + R(0.1) * foreign;
  lanes gain = FACTOR(ROUTINE_DIFFUSION_SPEED) * (q + R(0.02)) * ((R(1) - q) * training);
  lanes erosion = FACTOR(ROUTINE_EROSION) * q * (R(1) + R(2) * churn + misallocation);
  e->routines = clipped(q + step * (gain - erosion), R(0.02), R(1));
  e->alignment = clipped(
      i + step * (FACTOR(ALIGNMENT_BUILDING_SPEED) * coordination * (R(1) - i)
                  - i * (FACTOR(ALIGNMENT_FRAGMENTATION) * (R(1) - coordination)
                         + FACTOR(ALIGNMENT_CHURN_EROSION) * churn)),
      R(0.02), R(1));
  lanes run = R(0.5) * programme * ((v1 + v2) + (R(0.5) * v3) * foreign)
              + R(0.5) * at_most(R(3) * e->missions, R(1));
  e->learning = clipped(
      e->learning + step * (FACTOR(ECONOMIC_LEARNING_SPEED) * run * (i * (R(1) - e->learning))
                            - R(0.02) * churn * e->learning), 0, R(1));
  lanes ties = (R(3) * v3) * (foreign * foreign) * (R(1) - R(0.5) * jv)
               + (v1 + v2) * FACTOR(LICENCE_DEPENDENCE) * programme;
  lanes buildup = FACTOR(DEPENDENCE_BUILDUP) * ties
                  * ((R(1) - at_most(e->research, R(1)) * q) * (R(1) - dep));
  lanes decay = FACTOR(DEPENDENCE_EROSION) * dep
                * (R(0.15) + e->research * q + R(0.5) * jv * i);
  e->dependence = clipped(dep + step * (buildup - decay), 0, R(1));
  e->research += e->over_research * (spending * R(1 / 0.03) - e->research);
  e->infrastructure += (step / 10) * (LEVER(INFRASTRUCTURE) - e->infrastructure);
  e->human += e->over_turnover * (e->schooling - e->human);
  e->schooling += e->over_schooling * (LEVER(EDUCATION) - e->schooling);
  // Demand shock.
  size_t at = ((size_t)group * (size_t)d->steps + (size_t)row) * 2 + (size_t)h;
  const lanes *noise = (const lanes *)d->noise + at;
  const lanes *crisis = (const lanes *)d->crisis + at;
  lanes size = splat(-p->shock_size[row]);
  lanes struck = *crisis;
#if defined(__AVX512F__) && !defined(SINGLE)
  struck = (lanes)_mm512_maskz_mov_pd(
      _mm512_cmp_pd_mask((__m512d)struck, _mm512_set1_pd(p->shock_chance[row]), _CMP_LT_OQ),
      (__m512d)size);
#elif defined(__AVX512F__)
  struck = (lanes)_mm512_maskz_mov_ps(
      _mm512_cmp_ps_mask((__m512)struck, _mm512_set1_ps(p->shock_chance[row]), _CMP_LT_OQ),
      (__m512)size);
#else
  for (int l = 0; l < WIDTH; l++) struck[l] = struck[l] < p->shock_chance[row] ? size[l] : 0;
#endif
  e->shock = e->shock * (R(1) - R(0.5) * step) + *noise * (R(0.5) * (real)sqrt((double)step))
             + struck;
}

// Output and capital at the end of a step (E13).
INLINE void finish(const struct program *p, struct economy *e, const struct shared *k,
                   const lanes *factors) {
  lanes weight = FACTOR(SHELTERED_OUTPUT_WEIGHT);
  e->output = (e->productivity + weight * (e->sheltered - e->productivity))
              * (R(0.5) + R(0.5) * e->human);
  lanes growth =
      clipped((e->output * k->output_inverse - R(1)) * (R(1) / p->step), R(-0.1), R(0.15));
  e->capital = clipped(
      e->capital + k->invested - p->step * (k->dilution + growth) * e->capital, R(0.02), R(6));
  e->capital_product = exponential(FACTOR(CAPITAL_SHARE) * logarithm(e->capital));
}

#endif
