"""The growth model on arrays, for NumPy (many futures or one) and for JAX.

Sectors come first, futures last: a per-sector array is [20][futures], a per-future array [futures];
for a single future they are [20] and a plain number. `Arithmetic` says how the few operations that
differ are done. The short symbols are those of the model card, the order is that of its equations;
what does not change from step to step is computed once.
"""
import inputs

COLUMN = {name: index for index, name in enumerate(inputs.COLUMNS)}
LEVER = {name: index for index, name in enumerate(inputs.LEVERS)}
COSTLY = [index for index, name in enumerate(inputs.LEVERS) if inputs.DATA["levers"][name] > 0]
PRECISION_ENGINEERING = inputs.NAMES.index("precision_engineering")


class Arithmetic:
    """Operations of one kind of array. `column` gives a sector table the shape that broadcasts over
    futures; `low` and `high` are the minimum and maximum of per-future values."""

    def __init__(self, array, column, low=None, high=None, exp=None, log=None, where=None):
        self.array, self.column = array, column
        self.low, self.high = low or array.minimum, high or array.maximum
        self.exp, self.log = exp or array.exp, log or array.log
        self.where = where or array.where

    def clip(self, x, low, high):
        return self.low(self.high(x, low), high)

    def sector_clip(self, x, low, high):
        return self.array.minimum(self.array.maximum(x, low), high)


STATIC = ["target", "strength", "complexity", "precision", "scale", "value", "electronics",
          "resources", "focus", "potential"]
BY_SECTOR = ["demand", "pace", "leverage", "transfer", "closure", "turnover", "leverage_home",
             "transfer_home", "demand_inverse"]


def factors_of(columns):
    """Factors by name from rows in the order of the inputs."""
    return {name: columns[index] for name, index in COLUMN.items()}


def constants(ops, program, p, luck, efficiency):
    """What one future keeps over its run. `efficiency` and `luck` are standard normals."""
    c = dict(p)
    total = (p["human_capital_weight"] + p["research_weight"] + p["routines_weight"]
             + p["institutions_weight"] + p["related_density_weight"])
    c["wh"], c["wR"] = p["human_capital_weight"] / total, p["research_weight"] / total
    c["wQ"], c["wI"] = p["routines_weight"] / total, p["institutions_weight"] / total
    c["wd"] = p["related_density_weight"] / total
    pool = p["research_scale_effect"] * p["home_market_size"]
    c["research_pool"] = 1 + pool
    c["skill_pool"] = p["cognitive_skill"] * (1 + 0.5 * pool)
    c["th2"] = p["invention_proximity_threshold"] ** 2
    c["pc1"] = 1 + p["productivity_concavity"]
    c["home"] = p["home_market_learning"] * p["home_market_size"]
    c["eff"] = ops.array.exp(0.15 * efficiency - 0.01125)
    if program["has_missions"]:
        c["xi"] = ops.array.maximum(
            1 + (1 + p["leadership_risk"]) * (ops.array.exp(0.6 * luck - 0.18) - 1), 0.0)
    for name in STATIC:
        c["t_" + name] = ops.column(program[name])
    c["focus"] = 1 + p["leverage_focus"] * (c["t_focus"] - 1)
    return c


def realised(ops, program, c, row, plan, reference, high, lever, uniform):
    """A lever as it is carried out. `uniform`: plan and reference are numbers that Python can compare."""
    index = LEVER[lever]
    if uniform and plan[index] == reference[index]:
        return float(plan[index])
    carried = reference[index] + c[lever + "_implementation"] * (plan[index] - reference[index])
    return ops.clip(carried, 0.0, high[index])


def levers_of(ops, program, c, row, uniform=True):
    return {
        lever: realised(ops, program, c, None, row["planned"], row["reference"],
                        program["lever_high"], lever, uniform)
        for lever in LEVER}


def breadth(ops, c, program, exports, fs, h):
    return ops.clip(
        c["internal_diffusion_breadth"] + c["breadth_from_exports"] * exports
        + c["breadth_from_foreign_investment"] * fs * (1 + c["presence_needs_schooling"] * (h / 0.6 - 1))
        - c["breadth_lost_to_large_firms"] * program["large_firm_vehicle"]
        - c["breadth_lost_to_dualism"] * c["dualism"], 0.15, 1.1)


def saturated(c, u):
    inflow = u["foreign_investment"] * (1 - 0.3 * u["joint_venture_terms"])
    return inflow / (inflow + c["foreign_investment_half_saturation"])


def values(ops, c, a, m, n, q):
    """Value per worker of each sector (f of the model card)."""
    v0 = c["value_captured_by_assemblers"]
    return (c["t_value"] * a * (c["pc1"] / (a + c["productivity_concavity"]))
            * (v0 + (0.5 - 0.5 * v0) * (m + q))
            * (1 - c["price_of_crowding"] * n * (1 - q))
            * (1 + c["leadership_premium"] * ops.array.maximum(a - 1, 0.0)))


def terms_of_trade(c, sh, row):
    """Log income that prices of exports add."""
    return (c["terms_of_trade_response"] * row["terms_of_trade"]) * (sh * c["t_resources"]).sum(axis=0)


def initial(ops, program, c, row, uniform=True):
    u = levers_of(ops, program, c, row, uniform)
    st, w = c["t_strength"], ops.column(row["demand"])
    base = ops.array.exp(-c["initial_complexity_slope"] * c["t_complexity"]) * st
    a = ops.sector_clip(
        base * (c["initial_proximity"] * c["initial_proximity_multiplier"]), 0.003, 1.1)
    s0 = w * base * c["t_value"]
    sh = 0.5 * s0 / s0.sum(axis=0) + 0.5 * w * st / (w * st).sum(axis=0)
    m = c["initial_market_linkage"] + 0 * a
    q = c["initial_quality"] * ops.sector_clip(1 - 0.5 * c["t_complexity"], 0.3, 1.0) + 0 * a
    n = c["initial_cluster_size"] * ops.sector_clip(base, 0.1, 1.0)
    f = values(ops, c, a, m, n, q)
    value = (sh * f).sum(axis=0)
    h, zero = c["initial_human_capital"], 0.0 * c["initial_human_capital"]
    Ag = value / row["demand_value"]
    nT = breadth(ops, c, program, u["export_orientation"], saturated(c, u), h) * Ag
    sN = c["sheltered_output_weight"]
    log_k = ops.log(c["initial_capital_intensity"]) / (1 - c["capital_share"])
    s = {
        "a": a, "m": m, "q": q, "n": n, "sh": sh, "f": f, "value": value, "Ag": Ag, "nT": nT,
        "h": h, "hp": h + 0.3 * ops.high(u["education"] - h, 0.0),
        "R": c["initial_research_stock"], "Q": c["initial_routines"], "I": c["initial_alignment"],
        "D": c["initial_dependence"], "EL": 0.1 + zero, "Z": u["infrastructure"] + zero,
        "k": ops.exp(log_k), "kA": ops.exp(c["capital_share"] * log_k), "z": zero,
        "age": zero, "H": ((1 - sN) * Ag + sN * nT) * (0.5 + 0.5 * h), "cons": zero, "fisc": zero}
    if program["has_missions"]:
        s["M1"], s["M2"] = 0 * a, 0 * a
    # Initial income that capability does not explain; a factor of zero means none.
    y0 = c["initial_income"]
    explained = s["H"] * s["kA"] * row["employment"] * (0.85 + 0.15 * s["Z"])
    c["lX"] = ops.where(
        y0 > 0, ops.log(ops.high(y0, 1e-300) / explained) - terms_of_trade(c, sh, row), zero)
    return s


def evaluate(ops, program, c, s, row, uniform=True):
    """E0-E3 and the accounts of one row; `e` is what the step needs, `outcomes` what is reported."""
    v1, v2, v3 = (program[name] for name in inputs.TRAITS[:3])
    u = levers_of(ops, program, c, row, uniform)
    fs = saturated(c, u)
    jv, miss, inv = u["joint_venture_terms"], u["missions"], u["investment"]
    lev, procurement = u["technology_leverage"], u["public_procurement"]
    a, m, sh = s["a"], s["m"], s["sh"]
    abar, mbar = (sh * a).sum(axis=0), (sh * m).sum(axis=0)
    es = (sh * c["t_electronics"]).sum(axis=0)
    sel = ops.clip(50 * miss + 0.3 * v1 * lev + 0.2 * jv + 0.2 * procurement, 0.0, 1.5)
    bound, money = c["money_bounds_misallocation"], miss + 0.006 * lev + 0.008 * procurement
    waste = (program["cronyism"] * (1 - 0.8 * u["performance_discipline"])
             * (1 - 0.5 * program["sunset_strength"]) * (1.2 - 0.6 * s["I"]))
    mis, kept = waste * (sel + bound * (money - sel)), 1 - 0.5 * bound * waste
    royl = c["royalty_share"]
    expo = ops.clip(0.3 + 0.9 * u["export_orientation"] * es * (1 + 1.5 * fs), 0.2, 2.0)
    xp = c["initial_residual_persistence"]
    exponent = (c["shock_sensitivity"] * expo * s["z"] + terms_of_trade(c, sh, row)
                + c["crisis_response"] * row["crisis_output"])
    if program.get("has_residual", True):
        fade = ops.exp(-s["age"] / c["initial_residual_fading_time"])
        exponent = exponent + c["lX"] * (xp + (1 - xp) * fade)
    y = (s["H"] * s["kA"] * row["employment"] * (0.85 + 0.15 * s["Z"])
         * (1 - c["misallocation_loss"] * ops.clip(mis, 0.0, 0.8))
         * (1 - 0.3 * royl * (s["D"] - c["initial_dependence"])) * ops.exp(exponent))
    biz = (0.0004 + c["business_research_leverage"] * u["research_incentive"] * (0.3 + 0.7 * abar)
           + 1.6 * c["business_research_at_frontier"] * abar * abar * s["Q"] * (0.4 + 0.6 * mbar)
           * ((1 - 0.5 * v3) * (1 - 0.2 * s["D"]) * (1 - c["margin_squeeze"] * s["D"])))
    gerd = u["public_research"] + biz + 0.3 * miss
    cost = sum(row["planned_cost"][index] * c[inputs.LEVERS[index] + "_cost"] for index in COSTLY)
    watched = (0.5 * u["performance_discipline"] + 0.3 * jv + 0.2 * program["sunset_strength"])
    cost = (cost + c["conditions_cost"] * watched) * (1 + mis)
    left = 1 - inv - cost - ops.high(biz - u["research_incentive"], 0.0)
    cns = ops.high(y * (1 - royl * s["D"] - c["licence_fee"] * (v1 + v2) * lev) * left, 1e-4)
    cons = s["cons"] + row["weight"] * cns
    fisc = s["fisc"] + row["weight"] * cost * y
    e = {"u": u, "fs": fs, "mis": mis, "kept": kept, "gerd": gerd, "abar": abar, "mbar": mbar, "y": y}
    return e, cons, fisc


def outcomes(ops, program, c, s, row):
    e, cons, fisc = evaluate(ops, program, c, s, row)
    supp = (s["sh"] * (program["suppliers"] @ s["a"])).sum(axis=0)
    va = ops.clip((1 - 0.45 * s["D"]) * (0.55 + 0.25 * e["mbar"]
                  + 0.16 * supp / ops.high(e["abar"], 0.001)), 0.0, 1.0)
    return [e["y"], cons, fisc, e["gerd"], va]


def step(ops, program, c, s, row, following, noise, crisis, uniform=True, all_born=True):
    """E0-E14: the state one step later."""
    e, cons, fisc = evaluate(ops, program, c, s, row, uniform)
    xpm, clip = ops.array, ops.sector_clip
    u, fs, mis, kept = e["u"], e["fs"], e["mis"], e["kept"]
    dt = program["step"]
    v1, v2, v3 = (program[name] for name in inputs.TRAITS[:3])
    jv, disc, exports = u["joint_venture_terms"], u["performance_discipline"], u["export_orientation"]
    lev, churn, coord = u["technology_leverage"], u["policy_churn"], u["coordination"]
    a, m, n, q, sh, f = s["a"], s["m"], s["n"], s["q"], s["sh"], s["f"]
    h, R, Q, I, D, EL, Z = (s[name] for name in ("h", "R", "Q", "I", "D", "EL", "Z"))
    table = {name: ops.column(row[name]) for name in BY_SECTOR}
    related = program["relatedness"] @ a
    dens, supp = related[:inputs.S], related[inputs.S:]

    # E4
    Re = R * c["research_pool"]
    hA = ops.low(h * c["skill_pool"], 1.2)
    Hc = (c["wh"] / (hA + 0.03) + c["wR"] / (Re + 0.15) + c["wQ"] / (Q + 0.03)
          + c["wI"] / (I + 0.03))
    Ac = c["wh"] * hA + c["wR"] * ops.low(Re, 1.2) + c["wQ"] * Q + c["wI"] * I
    om = c["complementarity"]
    room = dens + 0.03
    ac0 = om * room / (Hc * room + c["wd"]) + ((1 - om) * Ac + ((1 - om) * c["wd"]) * dens)
    lock = c["specialisation_lock_in"] * (1 - 2 * (sh * c["t_potential"]).sum(axis=0))
    ac = clip(
        ac0 * (1 - c["complexity_demand"] * (1 + lock) * c["t_complexity"] * (1 - ac0)), 0.02, 1.1)
    # E5
    elf = 1 - c["learning_dependent_leverage"] * (1 - EL)
    G = c["precision_gate_strength"] * ops.high(0.85 - a[PRECISION_ENGINEERING], 0.0)
    speed = c["leverage_speed"] * row["access"]
    at_home = c["vehicle_specialisation"]
    domestic = table["leverage"] + at_home * (table["leverage_home"] - table["leverage"])
    foreign = table["transfer"] + at_home * (table["transfer_home"] - table["transfer"])
    LV = xpm.maximum(1 - c["t_precision"] * G, 0.1) * (
        (speed * lev * elf * kept) * domestic * c["focus"]
        + (speed * fs * (1 - 0.6 * D) * (0.6 + 0.4 * jv)) * foreign)
    acc = 1 - c["incumbent_closure"] * table["closure"]
    # E6
    a2 = a * a
    hill = a2 / (a2 + c["th2"])
    top = 1 + c["th2"]
    home = c["home"] * (0.5 + 0.5 * u["public_procurement"])
    doing = c["learning_by_doing_speed"] * (Q + 0.1)
    practised = c["specialisation_learning"]
    LB = (1 + practised * (xpm.minimum(sh * table["demand_inverse"], 2.0) - 1)) * (
        doing * exports * (0.5 + 0.5 * disc) * (1 + 4 * c["contract_learning"] * m * (1 - m))
        + c["t_scale"] * (0.2 * doing * home + (4 * doing * home * top) * hill))
    SP = supp * ((c["supplier_spillover_speed"] * (1 + jv * fs)) * (0.3 + n)) * (
        1 - c["closure_of_spillovers"] * (1 - acc))
    if program["has_missions"]:
        M1, M2 = s["M1"], s["M2"]
        lead = u["mission_leadership_share"]
        LV = LV + (c["diversification_mission_yield"] * (1 - lead) * (1 + 0.5 * home)) * M2 * (
            (0.3 + dens) * (0.4 + 1.2 * table["turnover"])) * (
                1 + c["mission_unevenness"] * (2 * hill - 1))
    barrier = table["closure"] * (1 - table["turnover"]) * c["entry_barrier"]
    passage = 1 - barrier * xpm.maximum(1 - a * a, 0.0)
    phase = passage * (1 - c["quality_dependent_learning"] * (1 - q))
    programmes = phase * (ac * LV * (1 + c["seeding_strength"] * dens / (a + 0.05)) + LB * acc + SP)
    bun = phase * ac * c["absorption_speed"] * acc + programmes
    # E7
    rRD = c["research_half_saturation"]
    Rc = ops.low(Re * (1 + rRD) / (Re + rRD), 1.3)
    HRQ = 2 * Rc * Q / (Rc + Q + 0.001)
    gsc = c["obsolescence_scale"]
    invention = (c["invention_scale"] * gsc * HRQ * top) * hill * passage
    if program["has_missions"]:
        crowded = c["research_crowding_out"] * ops.low(30 * u["missions"], 0.8)
        away = 1 - xpm.minimum(4 * c["t_target"], 1.0)
        invention = invention * (1 - crowded * away)
    # E8
    lead_kept = c["leaders_keep_programmes"] * xpm.maximum(a - 1, 0.0) * programmes
    growth = ((1 - a) * bun + lead_kept) * c["eff"] + table["pace"] * (invention - gsc) \
        - 0.02 * c["misallocation_loss"] * mis
    if program["has_missions"]:
        near = 1 + c["leadership_needs_proximity"] * (top * hill - 1)
        growth = growth + (c["leadership_mission_yield"] * lead * HRQ * top) * (
            M2 * c["xi"] * hill * passage * near)
    growth = clip(growth, -0.2, 0.3)
    if not all_born:
        unborn = 0.15 * clip(c["window_of_opportunity"] * dens / a - 1, -1.0, 1.0)
        growth = xpm.where(ops.column(row["born"]) != 0, growth, unborn)
    new = {"a": clip(a * (1 + dt * growth), 0.002, 1.5)}
    # E9
    own = min(max(0.6 + 0.5 * v1 + 0.1 * v2 - 0.3 * v3, 0.2), 1.2)
    new["m"] = clip(m + (dt * own * c["market_linkage_speed"] * (0.2 + 0.8 * Q) * (1 - 0.6 * D))
                    * (a - m), 0.01, 1.0)
    # E10
    n2 = n * n
    new["n"] = clip(
        n + (dt * c["cluster_entry_speed"] * (1 - 0.4 * v3 * fs) * (0.4 + 0.6 * Z)) * (
            (n + 0.02) * (1 - n) * xpm.minimum(0.3 + 1.4 * a, 1.0) * (1 - q))
        - (dt * c["cluster_exit_speed"]) * q * xpm.maximum(n - 0.3, 0.0), 0.005, 1.0)
    new["q"] = clip(
        q + (q + 0.03) * (1 - q) * (n2 / (n2 + 0.16)) * (
            (dt * c["quality_improvement_speed"] * (0.6 * h + 0.4 * Q)) * (0.3 + a)
            + dt * c["cluster_training_effect"] * u["cluster_training"] * (1 - 0.5 * jv * v3)
            * (1 + c["education_for_training"] * (h / 0.6 - 1)))
        - (dt * c["quality_obsolescence"]) * (0.3 + table["turnover"]) * q, 0.01, 0.99)
    # E11
    carried = 0.0
    if program["has_missions"]:
        elm = (0.4 + 0.6 * EL) * (0.3 + 0.7 * I) * (1 - 0.5 * ops.clip(mis, 0.0, 1.0)) * kept
        over = dt / c["mission_gestation_time"]
        new["M1"] = M1 + over * ((400 * u["missions"] * elm) * c["t_target"] - M1)
        new["M2"] = M2 + over * (M1 - M2) * xpm.minimum(0.5 + n, 1.0)
        carried = ops.low(3 * (sh * M2).sum(axis=0), 1.0)
    pull = dt * c["demand_reversion_speed"]
    share = xpm.maximum(
        sh * ((1 - pull) + (dt * c["reallocation_speed"]) * clip(f / s["value"] - 1, -1.0, 1.5))
        + pull * table["demand"], 1e-5)
    new["sh"] = share / share.sum(axis=0)
    # E12
    new["hp"] = s["hp"] + dt * (u["education"] - s["hp"]) / c["schooling_delay"]
    new["h"] = h + dt * (s["hp"] - h) / c["workforce_turnover_time"]
    new["R"] = R + dt * (e["gerd"] / 0.03 - R) / c["research_stock_time"]
    new["Z"] = Z + dt * (u["infrastructure"] - Z) / 10
    new["Q"] = ops.clip(Q + dt * (
        c["routine_diffusion_speed"] * (Q + 0.02) * (1 - Q) * (
            0.05 + 0.55 * u["management_training"] + 0.3 * disc * (0.4 + 0.6 * exports) + 0.1 * fs)
        - c["routine_erosion"] * Q * (1 + 2 * churn + mis)), 0.02, 1.0)
    new["I"] = ops.clip(I + dt * (
        c["alignment_building_speed"] * coord * (1 - I)
        - c["alignment_fragmentation"] * (1 - coord) * I
        - c["alignment_churn_erosion"] * churn * I), 0.02, 1.0)
    new["EL"] = ops.clip(EL + dt * (
        c["economic_learning_speed"] * (0.5 * lev * (v1 + v2 + 0.5 * v3 * fs) + 0.5 * carried)
        * I * (1 - EL) - 0.02 * churn * EL), 0.0, 1.0)
    new["D"] = ops.clip(D + dt * (
        c["dependence_buildup"] * (
            3 * fs * fs * v3 * (1 - 0.5 * jv) + c["licence_dependence"] * (v1 + v2) * lev)
        * (1 - ops.low(R, 1.0) * Q) * (1 - D) - c["dependence_erosion"] * (0.15 + R * Q + 0.5 * jv * I) * D), 0.0, 1.0)
    # E13
    sN = c["sheltered_output_weight"]
    new["nT"] = s["nT"] + dt * c["internal_diffusion_speed"] * (
        breadth(ops, c, program, exports, fs, s["h"]) * s["Ag"] - s["nT"])
    new["f"] = values(ops, c, new["a"], new["m"], new["n"], new["q"])
    new["value"] = (new["sh"] * new["f"]).sum(axis=0)
    new["Ag"] = new["value"] / following["demand_value"]
    new["H"] = ((1 - sN) * new["Ag"] + sN * new["nT"]) * (0.5 + 0.5 * new["h"])
    ga = ops.clip((new["H"] / s["H"] - 1) / dt, -0.1, 0.15)
    fg = row["frontier_growth"]
    new["k"] = ops.clip(s["k"] + dt * (
        u["investment"] * ((0.06 + fg) / 0.235) * s["kA"]
        - (0.05 + fg + c["population_growth"] + ga) * s["k"]), 0.02, 6.0)
    new["kA"] = ops.exp(c["capital_share"] * ops.log(new["k"]))
    # E14
    struck = ops.where(crisis < row["shock_chance"], row["shock_size"], 0.0)
    new["z"] = s["z"] * (1 - 0.5 * dt) + (0.5 * dt**0.5) * noise - struck
    new["cons"], new["fisc"] = cons, fisc
    new["age"] = s["age"] + dt * (1 + c["residual_fading_with_exports"] * (2 * exports - 1))
    return new
