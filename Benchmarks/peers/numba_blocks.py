#!/usr/bin/env python3
"""Numba written well: blocks of futures as SIMD lanes, all state of a block in one array.

The same algebra as the peer in C (one division for the quotients of a sector, constants of a step
hoisted), in short loops over lanes; one array, because LLVM gives up proving that many arrays do not
overlap and would leave the loops scalar.
"""
import os

os.environ.update(OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import numba  # noqa: E402
import numpy as np  # noqa: E402
from numba import njit  # noqa: E402

import inputs  # noqa: E402
import protocol  # noqa: E402

LANES = 16
S = inputs.S
SUPPLIERS = inputs.SUPPLIERS
# Rows of the block's array: factors, levers, then state. All row numbers are compile-time constants.
globals().update({name.upper(): index for index, name in enumerate(inputs.COLUMNS)})
COLUMNS = len(inputs.COLUMNS)
IMPLEMENTATION = inputs.COLUMNS.index("public_research_implementation")
COSTS = inputs.COLUMNS.index("public_research_cost")
LEVERS = len(inputs.LEVERS)
U = COLUMNS
globals().update({"U_" + name.upper(): U + index for index, name in enumerate(inputs.LEVERS)})
_next = [U + LEVERS]


def rows(count=1):
    first = _next[0]
    _next[0] += count
    return first


(A, DENS, SUPP, M, N, Q, SH, F, EFF, M1, M2, XI) = (rows(S) for _ in range(12))
(HP, H, R, RQ, I, EL, D, Z, NT, K, KA, SHOCK, FADE, OUT, AG, ABAR, MBAR, ES, M2BAR, SCALE, FINV,
 CONS, FISC, WH, WR, WQ, WI, WD, RPOOL, SPOOL, TH2, FADESTEP, V0, V1, LX, COST, FS, MIS, EXPO, BIZ,
 RES, X1, X2, X3, X4) = (rows() for _ in range(45))
(HC, OMX, AC0, AC1, CX, GATE, LEVC, TRAC, LB0, LB1, LB2, SP0, SP1, SD1, QB0, INVC, INVT, GSC, LOSS,
 LINK, ENTRY, EXIT, IMP, IMP0, FORGET, KEEP, MOVE, PULL, MDC, RADC, MIN, MSTEP, INVH, INVK,
 DIL) = (rows() for _ in range(35))
(QAC, QSD, QHI, QTR, EXTRA, EXTRAG, GROW, TS, TF, TA, TM, TE, TM2) = (rows() for _ in range(13))
ROWS = rows()
JIT = {"fastmath": True, "error_model": "numpy", "boundscheck": False}


@njit(inline="always")
def clip(x, low, high):
    return min(max(x, low), high)


@njit(**JIT)
def levers(w, planned, reference, high):
    for index in range(LEVERS):
        plan, standard = planned[index], reference[index]
        if plan == standard:
            for l in range(LANES):
                w[U + index, l] = plan
        else:
            for l in range(LANES):
                w[U + index, l] = clip(
                    standard + w[IMPLEMENTATION + index, l] * (plan - standard), 0.0, high[index])


@njit(**JIT)
def collect(w, demand_value):
    for l in range(LANES):
        r = 1 / (w[TS, l] * w[TF, l])
        scale = r * w[TF, l]
        w[SCALE, l] = scale
        w[FINV, l] = r * w[TS, l] * w[TS, l]
        w[AG, l] = w[TF, l] * scale / demand_value
        w[ABAR, l] = w[TA, l] * scale
        w[MBAR, l] = w[TM, l] * scale
        w[ES, l] = w[TE, l] * scale
        w[M2BAR, l] = w[TM2, l] * scale


@njit(**JIT)
def clear_sums(w):
    for l in range(LANES):
        w[TS, l] = 0.0
        w[TF, l] = 0.0
        w[TA, l] = 0.0
        w[TM, l] = 0.0
        w[TE, l] = 0.0
        w[TM2, l] = 0.0


@njit(**JIT)
def add_sums(w, s, electronics, mission):
    for l in range(LANES):
        share = w[SH + s, l]
        w[TS, l] += share
        w[TF, l] += share * w[F + s, l]
        w[TA, l] += share * w[A + s, l]
        w[TM, l] += share * w[M + s, l]
    if electronics:
        for l in range(LANES):
            w[TE, l] += w[SH + s, l]
    if mission:
        for l in range(LANES):
            w[TM2, l] += w[SH + s, l] * w[M2 + s, l]


@njit(**JIT)
def output(w):
    for l in range(LANES):
        sN = w[SHELTERED_OUTPUT_WEIGHT, l]
        w[OUT, l] = (w[AG, l] + sN * (w[NT, l] - w[AG, l])) * (0.5 + 0.5 * w[H, l])


@njit(**JIT)
def breadth(w, l, v1):
    return clip(
        w[INTERNAL_DIFFUSION_BREADTH, l] + w[BREADTH_FROM_EXPORTS, l] * w[U_EXPORT_ORIENTATION, l]
        + w[BREADTH_FROM_FOREIGN_INVESTMENT, l] * w[FS, l]
        - w[BREADTH_LOST_TO_LARGE_FIRMS, l] * v1
        - w[BREADTH_LOST_TO_DUALISM, l] * w[DUALISM, l], 0.15, 1.1)


@njit(**JIT)
def initialise(w, p, luck, efficiency):
    levers(w, p.planned[0], p.reference[0], p.lever_high)
    dt = p.step
    for l in range(LANES):
        total = (w[HUMAN_CAPITAL_WEIGHT, l] + w[RESEARCH_WEIGHT, l] + w[ROUTINES_WEIGHT, l]
                 + w[INSTITUTIONS_WEIGHT, l] + w[RELATED_DENSITY_WEIGHT, l])
        w[WH, l] = w[HUMAN_CAPITAL_WEIGHT, l] / total
        w[WR, l] = w[RESEARCH_WEIGHT, l] / total
        w[WQ, l] = w[ROUTINES_WEIGHT, l] / total
        w[WI, l] = w[INSTITUTIONS_WEIGHT, l] / total
        w[WD, l] = w[RELATED_DENSITY_WEIGHT, l] / total
        pool = w[RESEARCH_SCALE_EFFECT, l] * w[HOME_MARKET_SIZE, l]
        w[RPOOL, l] = 1 + pool
        w[SPOOL, l] = w[COGNITIVE_SKILL, l] * (1 + 0.5 * pool)
        w[TH2, l] = w[INVENTION_PROXIMITY_THRESHOLD, l] * w[INVENTION_PROXIMITY_THRESHOLD, l]
        pc, v0 = w[PRODUCTIVITY_CONCAVITY, l], w[VALUE_CAPTURED_BY_ASSEMBLERS, l]
        w[V0, l] = (1 + pc) * v0
        w[V1, l] = 0.5 * (1 + pc) * (1 - v0)
        w[X1, l] = 0.0
    compared = 0.0
    for s in range(S):
        factor = max(1 - 0.5 * p.complexity[s], 0.3)
        compared += p.demand[0, s] * p.strength[s]
        for l in range(LANES):
            base = np.exp(-w[INITIAL_COMPLEXITY_SLOPE, l] * p.complexity[s]) * p.strength[s]
            w[A + s, l] = clip(
                base * w[INITIAL_PROXIMITY, l] * w[INITIAL_PROXIMITY_MULTIPLIER, l], 0.003, 1.1)
            w[M + s, l] = w[INITIAL_MARKET_LINKAGE, l]
            w[Q + s, l] = w[INITIAL_QUALITY, l] * factor
            w[N + s, l] = w[INITIAL_CLUSTER_SIZE, l] * clip(base, 0.1, 1.0)
            w[SH + s, l] = base * p.demand[0, s] * p.value[s]
            w[X1, l] += w[SH + s, l]
            w[EFF + s, l] = dt * np.exp(0.15 * efficiency[s, l] - 0.01125)
        if p.missions and p.target[s] != 0:
            for l in range(LANES):
                w[XI + s, l] = np.exp(0.6 * luck[s, l] - 0.18)
                w[M1 + s, l] = 0.0
                w[M2 + s, l] = 0.0
    clear_sums(w)
    for s in range(S):
        standard = 0.5 * p.demand[0, s] * p.strength[s] / compared
        for l in range(LANES):
            a = w[A + s, l]
            w[SH + s, l] = 0.5 * w[SH + s, l] / w[X1, l] + standard
            w[F + s, l] = a * p.value[s] / (a + w[PRODUCTIVITY_CONCAVITY, l]) * (
                w[V0, l] + w[V1, l] * (w[M + s, l] + w[Q + s, l]))
        add_sums(w, s, p.electronics[s] != 0, False)
    collect(w, p.demand_value[0])
    for l in range(LANES):
        w[H, l] = w[INITIAL_HUMAN_CAPITAL, l]
        w[HP, l] = w[H, l] + 0.3 * max(w[U_EDUCATION, l] - w[H, l], 0.0)
        w[R, l] = w[INITIAL_RESEARCH_STOCK, l]
        w[RQ, l] = w[INITIAL_ROUTINES, l]
        w[I, l] = w[INITIAL_ALIGNMENT, l]
        w[EL, l] = 0.1
        w[D, l] = w[INITIAL_DEPENDENCE, l]
        w[Z, l] = w[U_INFRASTRUCTURE, l]
        w[SHOCK, l] = 0.0
        w[CONS, l] = 0.0
        w[FISC, l] = 0.0
        w[FADE, l] = 1.0
        inflow = w[U_FOREIGN_INVESTMENT, l] * (1 - 0.3 * w[U_JOINT_VENTURE_TERMS, l])
        w[FS, l] = inflow / (inflow + w[FOREIGN_INVESTMENT_HALF_SATURATION, l])
        w[NT, l] = breadth(w, l, p.v1) * w[AG, l]
    output(w)
    for l in range(LANES):
        log_k = np.log(w[INITIAL_CAPITAL_INTENSITY, l]) / (1 - w[CAPITAL_SHARE, l])
        w[K, l] = np.exp(log_k)
        w[KA, l] = np.exp(w[CAPITAL_SHARE, l] * log_k)
        w[FADESTEP, l] = np.exp(-dt / w[INITIAL_RESIDUAL_FADING_TIME, l])
        y0 = w[INITIAL_INCOME, l]
        explained = w[OUT, l] * w[KA, l] * p.employment[0] * (0.85 + 0.15 * w[Z, l])
        w[LX, l] = np.log(y0 / explained) if y0 > 0 else 0.0


@njit(**JIT)
def multiply(w, p):
    for i in range(S):
        for l in range(LANES):
            w[DENS + i, l] = 0.03
    for i in range(0, S, 4):
        for j in range(S):
            c0, c1 = p.proximity[i, j], p.proximity[i + 1, j]
            c2, c3 = p.proximity[i + 2, j], p.proximity[i + 3, j]
            for l in range(LANES):
                a = w[A + j, l]
                w[DENS + i, l] += c0 * a
                w[DENS + i + 1, l] += c1 * a
                w[DENS + i + 2, l] += c2 * a
                w[DENS + i + 3, l] += c3 * a
    for s in range(S):
        x, g = p.supplier_index[s], p.supplier_weight[s]
        x0, x1, x2, x3, x4 = x[0], x[1], x[2], x[3], x[4]
        g0, g1, g2, g3, g4 = g[0], g[1], g[2], g[3], g[4]
        for l in range(LANES):
            w[SUPP + s, l] = (g0 * w[A + x0, l] + g1 * w[A + x1, l] + g2 * w[A + x2, l]
                              + g3 * w[A + x3, l] + g4 * w[A + x4, l])


@njit(**JIT)
def account(w, p, row):
    """E0-E2 and the accounts of a row."""
    levers(w, p.planned[row], p.reference[row], p.lever_high)
    for l in range(LANES):
        jv, disc = w[U_JOINT_VENTURE_TERMS, l], w[U_PERFORMANCE_DISCIPLINE, l]
        miss = w[U_MISSIONS, l]
        inflow = w[U_FOREIGN_INVESTMENT, l] * (1 - 0.3 * jv)
        fs = inflow / (inflow + w[FOREIGN_INVESTMENT_HALF_SATURATION, l])
        w[FS, l] = fs
        sel = min(50 * miss + 0.3 * p.v1 * w[U_TECHNOLOGY_LEVERAGE, l]
                  + 0.2 * (jv + w[U_PUBLIC_PROCUREMENT, l]), 1.5)
        mis = (p.cronyism * (1 - 0.5 * p.sunset)) * (1 - 0.8 * disc) * sel * (1.2 - 0.6 * w[I, l])
        w[MIS, l] = mis
        abar = w[ABAR, l]
        biz = (0.0004 + w[BUSINESS_RESEARCH_LEVERAGE, l] * w[U_RESEARCH_INCENTIVE, l]
               * (0.3 + 0.7 * abar)
               + (1.6 * (1 - 0.5 * p.v3)) * w[BUSINESS_RESEARCH_AT_FRONTIER, l] * (abar * abar)
               * w[RQ, l] * (0.4 + 0.6 * w[MBAR, l]) * (1 - 0.2 * w[D, l]))
        w[BIZ, l] = biz
        w[RES, l] = w[U_PUBLIC_RESEARCH, l] + biz + 0.3 * miss
        expo = min(0.3 + 0.9 * w[U_EXPORT_ORIENTATION, l] * w[ES, l] * (1 + 1.5 * fs), 2.0)
        w[EXPO, l] = w[SHOCK_SENSITIVITY, l] * expo * w[SHOCK, l]
        w[COST, l] = 0.0
    if p.residual:
        for l in range(LANES):
            xp = w[INITIAL_RESIDUAL_PERSISTENCE, l]
            w[EXPO, l] += w[LX, l] * (xp + (1 - xp) * w[FADE, l])
            w[FADE, l] *= w[FADESTEP, l]
    for index in range(LEVERS):
        price = p.planned_cost[row, index]
        if price != 0:
            for l in range(LANES):
                w[COST, l] += price * w[COSTS + index, l]
    for l in range(LANES):
        w[EXPO, l] = np.exp(w[EXPO, l])
    employment, weight = p.employment[row], p.weight[row]
    for l in range(LANES):
        royl, mis = w[ROYALTY_SHARE, l], w[MIS, l]
        y = (w[OUT, l] * w[KA, l] * employment * (0.85 + 0.15 * w[Z, l])
             * (1 - w[MISALLOCATION_LOSS, l] * min(mis, 0.8))
             * (1 - 0.3 * royl * (w[D, l] - w[INITIAL_DEPENDENCE, l])) * w[EXPO, l])
        cost = w[COST, l] * (1 + mis)
        left = 1 - w[U_INVESTMENT, l] - cost - max(w[BIZ, l] - w[U_RESEARCH_INCENTIVE, l], 0.0)
        w[CONS, l] += weight * max(y * (1 - royl * w[D, l]) * left, 1e-4)
        w[FISC, l] += weight * cost * y
        w[EXPO, l] = y


@njit(**JIT)
def prepare_step(w, p, row, away):
    """Coefficients that sectors share, and the stocks that need no sector."""
    dt, v1, v2, v3 = p.step, p.v1, p.v2, p.v3
    own = min(max(0.6 + 0.5 * v1 + 0.1 * v2 - 0.3 * v3, 0.2), 1.2)
    access, frontier = p.access[row], p.frontier_growth[row]
    for l in range(LANES):
        q, i, dep, fs, mis = w[RQ, l], w[I, l], w[D, l], w[FS, l], w[MIS, l]
        re = w[R, l] * w[RPOOL, l]
        skill = min(w[H, l] * w[SPOOL, l], 1.2)
        d1, d2, d3, d4 = skill + 0.03, re + 0.15, q + 0.03, i + 0.03
        d12, d34 = d1 * d2, d3 * d4
        half = w[RESEARCH_HALF_SATURATION, l]
        composite = re * (1 + half)
        e3, e4 = composite + (q + 0.001) * (re + half), q + 1.301
        d1234, e34 = d12 * d34, e3 * e4
        r = 1 / (d1234 * e34)
        hard_soft = (q + q) * min(composite * (r * d1234 * e4), 1.3 * (r * d1234 * e3))
        w[HC, l] = ((w[WH, l] * d2 + w[WR, l] * d1) * d34
                    + (w[WQ, l] * d4 + w[WI, l] * d3) * d12) * (r * e34)
        rest = 1 - w[COMPLEMENTARITY, l]
        w[AC1, l] = rest * w[WD, l]
        w[AC0, l] = rest * (w[WH, l] * skill + w[WR, l] * min(re, 1.2) + w[WQ, l] * q
                            + w[WI, l] * i) - 0.03 * w[AC1, l]
        jv, exports = w[U_JOINT_VENTURE_TERMS, l], w[U_EXPORT_ORIENTATION, l]
        disc, lev = w[U_PERFORMANCE_DISCIPLINE, l], w[U_TECHNOLOGY_LEVERAGE, l]
        w[GATE, l] = w[PRECISION_GATE_STRENGTH, l] * max(0.85 - w[A + 8, l], 0.0)
        speed = w[LEVERAGE_SPEED, l] * access
        w[LEVC, l] = speed * lev * (1 - w[LEARNING_DEPENDENT_LEVERAGE, l] * (1 - w[EL, l]))
        w[TRAC, l] = speed * fs * (1 - 0.6 * dep) * (0.6 + 0.4 * jv)
        top = 1 + w[TH2, l]
        home = (w[HOME_MARKET_LEARNING, l] * w[HOME_MARKET_SIZE, l]
                * (0.5 + 0.5 * w[U_PUBLIC_PROCUREMENT, l]))
        doing = w[LEARNING_BY_DOING_SPEED, l] * (q + 0.1)
        w[LB0, l] = doing * exports * (0.5 + 0.5 * disc)
        w[LB1, l] = 0.2 * doing * home
        w[LB2, l] = 4 * doing * home * top
        w[SP1, l] = w[SUPPLIER_SPILLOVER_SPEED, l] * (1 + jv * fs)
        w[SP0, l] = 0.3 * w[SP1, l]
        w[SD1, l] = -0.03 * w[SEEDING_STRENGTH, l]
        w[QB0, l] = 1 - w[QUALITY_DEPENDENT_LEARNING, l]
        pace = dt * w[OBSOLESCENCE_SCALE, l]
        w[GSC, l] = pace
        inv = w[INVENTION_SCALE, l] * pace * hard_soft * top
        w[LOSS, l] = (0.02 * dt) * w[MISALLOCATION_LOSS, l] * mis
        miss, lead = w[U_MISSIONS, l], w[U_MISSION_LEADERSHIP_SHARE, l]
        crowded = inv * w[RESEARCH_CROWDING_OUT, l] * min(30 * miss, 0.8)
        w[INVC, l] = inv - crowded
        w[INVT, l] = inv - crowded * away
        w[MDC, l] = w[DIVERSIFICATION_MISSION_YIELD, l] * (1 - lead) * (1 + 0.5 * home)
        w[RADC, l] = dt * w[LEADERSHIP_MISSION_YIELD, l] * lead * hard_soft * top
        w[MIN, l] = (400 * p.target_weight) * miss * (0.4 + 0.6 * w[EL, l]) * (0.3 + 0.7 * i) * (
            1 - 0.5 * min(mis, 1.0))
        w[MSTEP, l] = dt / w[MISSION_GESTATION_TIME, l] if p.missions else 0.0
        w[LINK, l] = (dt * own) * w[MARKET_LINKAGE_SPEED, l] * (0.2 + 0.8 * q) * (1 - 0.6 * dep)
        w[ENTRY, l] = dt * w[CLUSTER_ENTRY_SPEED, l] * (1 - (0.4 * v3) * fs) * (
            0.4 + 0.6 * w[Z, l])
        w[EXIT, l] = dt * w[CLUSTER_EXIT_SPEED, l]
        w[IMP, l] = dt * w[QUALITY_IMPROVEMENT_SPEED, l] * (0.6 * w[H, l] + 0.4 * q)
        w[IMP0, l] = 0.3 * w[IMP, l] + dt * w[CLUSTER_TRAINING_EFFECT, l] * (
            w[U_CLUSTER_TRAINING, l] * (1 - (0.5 * v3) * jv))
        w[FORGET, l] = dt * w[QUALITY_OBSOLESCENCE, l]
        w[PULL, l] = dt * w[DEMAND_REVERSION_SPEED, l]
        w[MOVE, l] = w[SCALE, l] * dt * w[REALLOCATION_SPEED, l]
        w[KEEP, l] = w[SCALE, l] * (1 - w[PULL, l]) - w[MOVE, l]
        w[INVH, l] = w[OUT, l]
        w[INVK, l] = w[U_INVESTMENT, l] * w[KA, l] * (dt * (0.06 + frontier) / 0.235)
        w[DIL, l] = 0.05 + frontier + w[POPULATION_GROWTH, l]
    for l in range(LANES):
        q, i, dep, fs, mis = w[RQ, l], w[I, l], w[D, l], w[FS, l], w[MIS, l]
        jv, exports = w[U_JOINT_VENTURE_TERMS, l], w[U_EXPORT_ORIENTATION, l]
        disc, lev = w[U_PERFORMANCE_DISCIPLINE, l], w[U_TECHNOLOGY_LEVERAGE, l]
        churn, coord = w[U_POLICY_CHURN, l], w[U_COORDINATION, l]
        w[NT, l] += dt * w[INTERNAL_DIFFUSION_SPEED, l] * (
            breadth(w, l, v1) * w[AG, l] - w[NT, l])
        training = (0.05 + 0.55 * w[U_MANAGEMENT_TRAINING, l]
                    + 0.3 * disc * (0.4 + 0.6 * exports) + 0.1 * fs)
        w[RQ, l] = clip(q + dt * (
            w[ROUTINE_DIFFUSION_SPEED, l] * (q + 0.02) * (1 - q) * training
            - w[ROUTINE_EROSION, l] * q * (1 + 2 * churn + mis)), 0.02, 1.0)
        w[I, l] = clip(i + dt * (
            w[ALIGNMENT_BUILDING_SPEED, l] * coord * (1 - i)
            - i * (w[ALIGNMENT_FRAGMENTATION, l] * (1 - coord)
                   + w[ALIGNMENT_CHURN_EROSION, l] * churn)), 0.02, 1.0)
        run = 0.5 * lev * ((v1 + v2) + (0.5 * v3) * fs) + 0.5 * min(3 * w[M2BAR, l], 1.0)
        el = w[EL, l]
        w[EL, l] = clip(
            el + dt * (w[ECONOMIC_LEARNING_SPEED, l] * run * i * (1 - el) - 0.02 * churn * el),
            0.0, 1.0)
        r = w[R, l]
        buildup = (3 * v3) * w[DEPENDENCE_BUILDUP, l] * fs * fs * (1 - min(r, 1.0) * q) * (
            1 - 0.5 * jv) * (1 - dep)
        decay = w[DEPENDENCE_EROSION, l] * dep * (0.15 + r * q + 0.5 * jv * i)
        w[D, l] = clip(dep + dt * (buildup - decay), 0.0, 1.0)
        w[R, l] = r + dt * (w[RES, l] * (1 / 0.03) - r) / w[RESEARCH_STOCK_TIME, l]
        w[Z, l] += (dt / 10) * (w[U_INFRASTRUCTURE, l] - w[Z, l])
        hp = w[HP, l]
        w[HP, l] = hp + dt * (w[U_EDUCATION, l] - hp) / w[SCHOOLING_DELAY, l]
        w[H, l] += dt * (hp - w[H, l]) / w[WORKFORCE_TURNOVER_TIME, l]


@njit(**JIT)
def sector(w, p, row, s):
    born, mission = p.born[row, s] != 0, p.missions and p.target[s] != 0
    chi, prec, scale, value = p.complexity[s], p.precision[s], p.scale[s], p.value[s]
    leverage, transfer = p.leverage[row, s], p.transfer[row, s]
    closure, turnover = p.closure[row, s], 0.3 + p.turnover[row, s]
    pace, demand, dt = p.pace[row, s], p.demand[row, s], p.step
    # One division for four quotients.
    for l in range(LANES):
        a, n, x = w[A + s, l], w[N + s, l], w[DENS + s, l]
        a2, n2 = a * a, n * n
        d1, d2 = w[HC, l] * x + w[WD, l], a + 0.05
        d3, d4 = a2 + w[TH2, l], n2 + 0.16
        d12, d34 = d1 * d2, d3 * d4
        r = 1 / (d12 * d34)
        r12, r34 = r * d34, r * d12
        w[QAC, l] = w[COMPLEMENTARITY, l] * x * (r12 * d2)
        w[QSD, l] = (w[SEEDING_STRENGTH, l] * x + w[SD1, l]) * (r12 * d1) + 1
        w[QHI, l] = a2 * (r34 * d4)
        w[QTR, l] = n2 * (r34 * d3)
    if mission:
        invention = INVT
        yielding = 0.4 + 1.2 * (turnover - 0.3)
        for l in range(LANES):
            w[EXTRA, l] = w[MDC, l] * w[M2 + s, l] * ((w[DENS + s, l] + 0.27) * yielding)
            w[EXTRAG, l] = w[RADC, l] * w[M2 + s, l] * (w[XI + s, l] * w[QHI, l])
            m1 = w[M1 + s, l]
            w[M1 + s, l] = m1 + w[MSTEP, l] * (w[MIN, l] - m1)
            w[M2 + s, l] += w[MSTEP, l] * (m1 - w[M2 + s, l]) * min(0.5 + w[N + s, l], 1.0)
    else:
        invention = INVC
        for l in range(LANES):
            w[EXTRA, l] = 0.0
            w[EXTRAG, l] = 0.0
    if born:
        for l in range(LANES):
            a, x, q, hill = w[A + s, l], w[DENS + s, l], w[Q + s, l], w[QHI, l]
            ac = w[QAC, l] + (w[AC1, l] * x + w[AC0, l])
            ac = clip(ac * (1 - w[COMPLEXITY_DEMAND, l] * chi * (1 - ac)), 0.02, 1.1)
            implanted = max(1 - w[GATE, l] * prec, 0.1) * (
                w[LEVC, l] * leverage + w[TRAC, l] * transfer) + w[EXTRA, l]
            access = 1 - w[INCUMBENT_CLOSURE, l] * closure
            learning = w[LB0, l] + (w[LB1, l] + w[LB2, l] * hill) * scale
            supplied = w[SUPP + s, l] * (w[SP1, l] * w[N + s, l] + w[SP0, l])
            bundle = ac * (w[ABSORPTION_SPEED, l] * access + implanted * w[QSD, l]) + (
                learning * access + supplied)
            absorbed = (1 - a) * (
                bundle * (w[QB0, l] + w[QUALITY_DEPENDENT_LEARNING, l] * q)) * w[EFF + s, l]
            w[GROW, l] = clip(
                absorbed - w[LOSS, l] + (w[invention, l] * hill - w[GSC, l]) * pace + w[EXTRAG, l],
                -0.2 * dt, 0.3 * dt)
    else:
        for l in range(LANES):
            related = w[WINDOW_OF_OPPORTUNITY, l] * (w[DENS + s, l] - 0.03) / w[A + s, l]
            w[GROW, l] = 0.15 * dt * clip(related - 1, -1.0, 1.0)
    for l in range(LANES):
        a, m, n, q = w[A + s, l], w[M + s, l], w[N + s, l], w[Q + s, l]
        rest = 1 - q
        entry = (n * (0.98 - n) + 0.02) * (min(0.3 + 1.4 * a, 1.0) * rest)
        better = (q + 0.03) * rest * w[QTR, l] * (w[IMP, l] * a + w[IMP0, l])
        w[N + s, l] = clip(
            n + w[ENTRY, l] * entry - w[EXIT, l] * (q * max(n - 0.3, 0.0)), 0.005, 1.0)
        w[Q + s, l] = clip(q + better - w[FORGET, l] * turnover * q, 0.01, 0.99)
        w[M + s, l] = clip(m + w[LINK, l] * (a - m), 0.01, 1.0)
        relative = min(w[F + s, l] * w[FINV, l], 2.5)
        w[SH + s, l] = max(
            w[SH + s, l] * (w[KEEP, l] + w[MOVE, l] * relative) + w[PULL, l] * demand, 1e-5)
        w[A + s, l] = clip(a + a * w[GROW, l], 0.002, 1.5)
    for l in range(LANES):
        a = w[A + s, l]
        w[F + s, l] = a * value / (a + w[PRODUCTIVITY_CONCAVITY, l]) * (
            w[V0, l] + w[V1, l] * (w[M + s, l] + w[Q + s, l]))
    add_sums(w, s, p.electronics[s] != 0, mission)


@njit(**JIT)
def finish(w, p, normal, uniform, chance, size):
    output(w)
    dt = p.step
    for l in range(LANES):
        growth = clip((w[OUT, l] / w[INVH, l] - 1) / dt, -0.1, 0.15)
        w[K, l] = clip(w[K, l] + w[INVK, l] - dt * (w[DIL, l] + growth) * w[K, l], 0.02, 6.0)
        struck = size if uniform[l] < chance else 0.0
        w[SHOCK, l] = w[SHOCK, l] * (1 - 0.5 * dt) + (0.5 * np.sqrt(dt)) * normal[l] - struck
    for l in range(LANES):
        w[KA, l] = np.exp(w[CAPITAL_SHARE, l] * np.log(w[K, l]))


@njit(**JIT)
def run(p, factors, luck, efficiency, noise, crisis, outcomes):
    w = np.empty((ROWS, LANES))
    away = 1 - min(4 * p.target_weight, 1.0)
    for block in range(factors.shape[0]):
        for column in range(COLUMNS):
            for l in range(LANES):
                w[column, l] = factors[block, column, l]
        initialise(w, p, luck[block], efficiency[block])
        for row in range(p.steps + 1):
            multiply(w, p)
            account(w, p, row)
            if row == p.steps:
                break
            prepare_step(w, p, row, away)
            clear_sums(w)
            for s in range(S):
                sector(w, p, row, s)
            collect(w, p.demand_value[row + 1])
            finish(w, p, noise[block, row], crisis[block, row], p.shock_chance[row],
                   p.shock_size[row])
        for l in range(LANES):
            w[X1, l] = 0.0
        for s in range(S):
            for l in range(LANES):
                w[X1, l] += w[SH + s, l] * w[SUPP + s, l]
        for l in range(LANES):
            supply = w[X1, l] * w[SCALE, l] / max(w[ABAR, l], 0.001)
            outcomes[0, block, l] = w[EXPO, l]
            outcomes[1, block, l] = w[CONS, l]
            outcomes[2, block, l] = w[FISC, l]
            outcomes[3, block, l] = w[RES, l]
            outcomes[4, block, l] = clip(
                (1 - 0.45 * w[D, l]) * (0.55 + 0.25 * w[MBAR, l] + 0.16 * supply), 0.0, 1.0)


def prepare(case):
    case.tables = protocol.numba_tables(case)
    count = case.draws[0].shape[1]
    blocks = -(-count // LANES)
    index = np.minimum(np.arange(blocks * LANES), count - 1)
    # [block][row][lane]
    case.blocks = [
        np.ascontiguousarray(part[:, index].reshape(-1, blocks, LANES).swapaxes(0, 1))
        for part in case.draws]
    case.outcomes = np.empty((len(inputs.OUTCOMES), blocks, LANES))
    case.count = count
    return case


def evaluate(case):
    run(case.tables, *case.blocks, case.outcomes)
    return case.outcomes.reshape(len(inputs.OUTCOMES), -1)[:, :case.count]


if __name__ == "__main__":
    protocol.serve("Numba, blocks", f"Numba {numba.__version__}", evaluate, futures=2048,
                   prepare=prepare)
