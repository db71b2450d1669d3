#!/usr/bin/env python3
"""Numba written well: blocks of futures as SIMD lanes, all state of a block in one array.

The same algebra as the peer in C (one division for the quotients of a sector, constants of a step
hoisted), in short loops over lanes; one array, because LLVM gives up proving that many arrays do not
overlap and would leave the loops scalar.
"""
import os

os.environ.update(OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import llvmlite.binding  # noqa: E402

# Two vectors of 512 bits where the machine has them: all lanes of a block in one pass of a loop.
WIDE = llvmlite.binding.get_host_cpu_features().get("avx512f", False)
for option in [f"-force-vector-width={8 if WIDE else 4}", "-force-vector-interleave=2"]:
    llvmlite.binding.set_option("peer", option)
import numba  # noqa: E402
import numpy as np  # noqa: E402
from numba import njit  # noqa: E402

import inputs  # noqa: E402
import protocol  # noqa: E402
from numba_layout import *  # noqa: E402, F403


@njit(**JIT)
def initialise(w, p, luck, efficiency):
    levers(w, p.by_lever[0, 0], p.by_lever[0, 1], p.lever_high)
    dt = p.step
    for l in range(LANES):
        total = (w[HUMAN_CAPITAL_WEIGHT + l] + w[RESEARCH_WEIGHT + l] + w[ROUTINES_WEIGHT + l]
                 + w[INSTITUTIONS_WEIGHT + l] + w[RELATED_DENSITY_WEIGHT + l])
        w[WH + l] = w[HUMAN_CAPITAL_WEIGHT + l] / total
        w[WR + l] = w[RESEARCH_WEIGHT + l] / total
        w[WQ + l] = w[ROUTINES_WEIGHT + l] / total
        w[WI + l] = w[INSTITUTIONS_WEIGHT + l] / total
        w[WD + l] = w[RELATED_DENSITY_WEIGHT + l] / total
        pool = w[RESEARCH_SCALE_EFFECT + l] * w[HOME_MARKET_SIZE + l]
        w[RPOOL + l] = 1 + pool
        w[SPOOL + l] = w[COGNITIVE_SKILL + l] * (1 + 0.5 * pool)
        w[TH2 + l] = w[INVENTION_PROXIMITY_THRESHOLD + l] * w[INVENTION_PROXIMITY_THRESHOLD + l]
        pc, v0 = w[PRODUCTIVITY_CONCAVITY + l], w[VALUE_CAPTURED_BY_ASSEMBLERS + l]
        w[V0 + l] = (1 + pc) * v0
        w[V1 + l] = 0.5 * (1 + pc) * (1 - v0)
        w[X1 + l] = 0.0
    compared = 0.0
    for s in range(S):
        factor = max(1 - 0.5 * p.static[2, s], 0.3)
        compared += p.by_sector[0, 0, s] * p.static[1, s]
        for l in range(LANES):
            base = np.exp(-w[INITIAL_COMPLEXITY_SLOPE + l] * p.static[2, s]) * p.static[1, s]
            w[A + s * LANES + l] = clip(
                base * w[INITIAL_PROXIMITY + l] * w[INITIAL_PROXIMITY_MULTIPLIER + l], 0.003, 1.1)
            w[M + s * LANES + l] = w[INITIAL_MARKET_LINKAGE + l]
            w[Q + s * LANES + l] = w[INITIAL_QUALITY + l] * factor
            w[N + s * LANES + l] = w[INITIAL_CLUSTER_SIZE + l] * clip(base, 0.1, 1.0)
            w[SH + s * LANES + l] = base * p.by_sector[0, 0, s] * p.static[5, s]
            w[X1 + l] += w[SH + s * LANES + l]
            w[EFF + s * LANES + l] = dt * np.exp(0.15 * efficiency[s, l] - 0.01125)
        if p.missions and p.static[0, s] != 0:
            for l in range(LANES):
                w[XI + s * LANES + l] = max(1 + (1 + w[LEADERSHIP_RISK + l]) * (
                    np.exp(0.6 * luck[s, l] - 0.18) - 1), 0.0)
                w[M1 + s * LANES + l] = 0.0
                w[M2 + s * LANES + l] = 0.0
    clear_sums(w)
    for s in range(S):
        standard = 0.5 * p.by_sector[0, 0, s] * p.static[1, s] / compared
        for l in range(LANES):
            w[SH + s * LANES + l] = 0.5 * w[SH + s * LANES + l] / w[X1 + l] + standard
        for index in range(9):
            for l in range(LANES):
                w[CA + index * LANES + l] = w[A + (index * S + s) * LANES + l]
        value(w, p.static[5, s])
        for l in range(LANES):
            w[F + s * LANES + l] = w[CF + l]
        add_sums(w, p.static[6, s] != 0, p.static[7, s] != 0, p.static[9, s], False)
    collect(w, p.by_row[0, 6])
    for l in range(LANES):
        w[H + l] = w[INITIAL_HUMAN_CAPITAL + l]
        w[HP + l] = w[H + l] + 0.3 * max(w[U_EDUCATION + l] - w[H + l], 0.0)
        w[R + l] = w[INITIAL_RESEARCH_STOCK + l]
        w[RQ + l] = w[INITIAL_ROUTINES + l]
        w[I + l] = w[INITIAL_ALIGNMENT + l]
        w[EL + l] = 0.1
        w[D + l] = w[INITIAL_DEPENDENCE + l]
        w[Z + l] = w[U_INFRASTRUCTURE + l]
        w[SHOCK + l] = 0.0
        w[CONS + l] = 0.0
        w[FISC + l] = 0.0
        w[FADE + l] = 1.0
        inflow = w[U_FOREIGN_INVESTMENT + l] * (1 - 0.3 * w[U_JOINT_VENTURE_TERMS + l])
        w[FS + l] = inflow / (inflow + w[FOREIGN_INVESTMENT_HALF_SATURATION + l])
        w[NT + l] = breadth(w, l, p.v1) * w[AG + l]
    output(w)
    for l in range(LANES):
        log_k = np.log(w[INITIAL_CAPITAL_INTENSITY + l]) / (1 - w[CAPITAL_SHARE + l])
        w[K + l] = np.exp(log_k)
        w[KA + l] = np.exp(w[CAPITAL_SHARE + l] * log_k)
        w[FADERATE + l] = -dt / w[INITIAL_RESIDUAL_FADING_TIME + l]
        gain = w[TERMS_OF_TRADE_RESPONSE + l] * w[RS + l] * p.by_row[0, 8]
        y0 = w[INITIAL_INCOME + l]
        explained = w[OUT + l] * w[KA + l] * p.by_row[0, 3] * (0.85 + 0.15 * w[Z + l])
        w[LX + l] = np.log(y0 / explained) - gain if y0 > 0 else 0.0


@njit(**JIT)
def multiply(w, p):
    """Density and supply: 40 rows of 20, all sums of a row in registers."""
    for i in range(2 * S):
        g = p.relatedness[i]
        g0, g1, g2, g3 = g[0], g[1], g[2], g[3]
        g4, g5, g6, g7 = g[4], g[5], g[6], g[7]
        g8, g9, g10, g11 = g[8], g[9], g[10], g[11]
        g12, g13, g14, g15 = g[12], g[13], g[14], g[15]
        g16, g17, g18, g19 = g[16], g[17], g[18], g[19]
        shift = 0.03 if i < S else 0.0
        for l in range(LANES):
            w[DENS + i * LANES + l] = (
                shift
                + g0 * w[A + 0 * LANES + l] + g1 * w[A + 1 * LANES + l]
                + g2 * w[A + 2 * LANES + l] + g3 * w[A + 3 * LANES + l]
                + g4 * w[A + 4 * LANES + l] + g5 * w[A + 5 * LANES + l]
                + g6 * w[A + 6 * LANES + l] + g7 * w[A + 7 * LANES + l]
                + g8 * w[A + 8 * LANES + l] + g9 * w[A + 9 * LANES + l]
                + g10 * w[A + 10 * LANES + l] + g11 * w[A + 11 * LANES + l]
                + g12 * w[A + 12 * LANES + l] + g13 * w[A + 13 * LANES + l]
                + g14 * w[A + 14 * LANES + l] + g15 * w[A + 15 * LANES + l]
                + g16 * w[A + 16 * LANES + l] + g17 * w[A + 17 * LANES + l]
                + g18 * w[A + 18 * LANES + l] + g19 * w[A + 19 * LANES + l])


@njit(**JIT)
def account(w, p, row):
    """E0-E2 and the accounts of a row."""
    levers(w, p.by_lever[row, 0], p.by_lever[row, 1], p.lever_high)
    crisis_output, terms_of_trade = p.by_row[row, 7], p.by_row[row, 8]
    for l in range(LANES):
        jv, disc = w[U_JOINT_VENTURE_TERMS + l], w[U_PERFORMANCE_DISCIPLINE + l]
        miss = w[U_MISSIONS + l]
        inflow = w[U_FOREIGN_INVESTMENT + l] * (1 - 0.3 * jv)
        fs = inflow / (inflow + w[FOREIGN_INVESTMENT_HALF_SATURATION + l])
        w[FS + l] = fs
        sel = min(50 * miss + 0.3 * p.v1 * w[U_TECHNOLOGY_LEVERAGE + l]
                  + 0.2 * (jv + w[U_PUBLIC_PROCUREMENT + l]), 1.5)
        money = (miss + 0.006 * w[U_TECHNOLOGY_LEVERAGE + l]
                 + 0.008 * w[U_PUBLIC_PROCUREMENT + l])
        waste = (p.cronyism * (1 - 0.5 * p.sunset)) * (1 - 0.8 * disc) * (1.2 - 0.6 * w[I + l])
        bound = w[MONEY_BOUNDS_MISALLOCATION + l]
        w[MIS + l] = waste * (sel + bound * (money - sel))
        w[KEPT + l] = 1 - 0.5 * bound * waste
        abar = w[ABAR + l]
        biz = (0.0004 + w[BUSINESS_RESEARCH_LEVERAGE + l] * w[U_RESEARCH_INCENTIVE + l]
               * (0.3 + 0.7 * abar)
               + (1.6 * (1 - 0.5 * p.v3)) * w[BUSINESS_RESEARCH_AT_FRONTIER + l] * (abar * abar)
               * w[RQ + l] * (0.4 + 0.6 * w[MBAR + l]) * (1 - 0.2 * w[D + l])
               * (1 - w[MARGIN_SQUEEZE + l] * w[D + l]))
        w[BIZ + l] = biz
        w[RES + l] = w[U_PUBLIC_RESEARCH + l] + biz + 0.3 * miss
        expo = min(0.3 + 0.9 * w[U_EXPORT_ORIENTATION + l] * w[ES + l] * (1 + 1.5 * fs), 2.0)
        w[EXPO + l] = (w[SHOCK_SENSITIVITY + l] * expo * w[SHOCK + l]
                       + w[CRISIS_RESPONSE + l] * crisis_output
                       + w[TERMS_OF_TRADE_RESPONSE + l] * w[RS + l] * terms_of_trade)
        w[COST + l] = 0.0
    if p.residual:
        for l in range(LANES):
            xp = w[INITIAL_RESIDUAL_PERSISTENCE + l]
            w[EXPO + l] += w[LX + l] * (xp + (1 - xp) * w[FADE + l])
            w[X1 + l] = w[FADERATE + l] * (
                1 + w[RESIDUAL_FADING_WITH_EXPORTS + l] * (2 * w[U_EXPORT_ORIENTATION + l] - 1))
        for l in range(LANES):
            w[FADE + l] *= np.exp(w[X1 + l])
    for index in range(LEVERS):
        price = p.by_lever[row, 2, index]
        if price != 0:
            for l in range(LANES):
                w[COST + l] += price * w[COSTS + index * LANES + l]
    for l in range(LANES):
        w[EXPO + l] = np.exp(w[EXPO + l])
    employment, weight = p.by_row[row, 3], p.by_row[row, 0]
    for l in range(LANES):
        royl, mis = w[ROYALTY_SHARE + l], w[MIS + l]
        y = (w[OUT + l] * w[KA + l] * employment * (0.85 + 0.15 * w[Z + l])
             * (1 - w[MISALLOCATION_LOSS + l] * min(mis, 0.8))
             * (1 - 0.3 * royl * (w[D + l] - w[INITIAL_DEPENDENCE + l])) * w[EXPO + l])
        watched = (0.5 * w[U_PERFORMANCE_DISCIPLINE + l] + 0.3 * w[U_JOINT_VENTURE_TERMS + l]
                   + 0.2 * p.sunset)
        cost = (w[COST + l] + w[CONDITIONS_COST + l] * watched) * (1 + mis)
        left = 1 - w[U_INVESTMENT + l] - cost - max(w[BIZ + l] - w[U_RESEARCH_INCENTIVE + l], 0.0)
        w[CONS + l] += weight * max(y * (
            1 - royl * w[D + l] - (p.v1 + p.v2) * w[LICENCE_FEE + l] * w[U_TECHNOLOGY_LEVERAGE + l])
            * left, 1e-4)
        w[FISC + l] += weight * cost * y
        w[EXPO + l] = y


@njit(**JIT)
def prepare_step(w, p, row, away):
    """Coefficients that sectors share, and the stocks that need no sector."""
    dt, v1, v2, v3 = p.step, p.v1, p.v2, p.v3
    own = min(max(0.6 + 0.5 * v1 + 0.1 * v2 - 0.3 * v3, 0.2), 1.2)
    access, frontier = p.by_row[row, 2], p.by_row[row, 1]
    for l in range(LANES):
        q, i, dep, fs, mis = w[RQ + l], w[I + l], w[D + l], w[FS + l], w[MIS + l]
        re = w[R + l] * w[RPOOL + l]
        skill = min(w[H + l] * w[SPOOL + l], 1.2)
        d1, d2, d3, d4 = skill + 0.03, re + 0.15, q + 0.03, i + 0.03
        d12, d34 = d1 * d2, d3 * d4
        half = w[RESEARCH_HALF_SATURATION + l]
        composite = re * (1 + half)
        e3, e4 = composite + (q + 0.001) * (re + half), q + 1.301
        d1234, e34 = d12 * d34, e3 * e4
        r = 1 / (d1234 * e34)
        hard_soft = (q + q) * min(composite * (r * d1234 * e4), 1.3 * (r * d1234 * e3))
        w[HC + l] = ((w[WH + l] * d2 + w[WR + l] * d1) * d34
                    + (w[WQ + l] * d4 + w[WI + l] * d3) * d12) * (r * e34)
        rest = 1 - w[COMPLEMENTARITY + l]
        w[AC1 + l] = rest * w[WD + l]
        w[AC0 + l] = rest * (w[WH + l] * skill + w[WR + l] * min(re, 1.2) + w[WQ + l] * q
                            + w[WI + l] * i) - 0.03 * w[AC1 + l]
        jv, exports = w[U_JOINT_VENTURE_TERMS + l], w[U_EXPORT_ORIENTATION + l]
        disc, lev = w[U_PERFORMANCE_DISCIPLINE + l], w[U_TECHNOLOGY_LEVERAGE + l]
        w[GATE + l] = w[PRECISION_GATE_STRENGTH + l] * max(0.85 - w[A + 8 * LANES + l], 0.0)
        speed = w[LEVERAGE_SPEED + l] * access
        at_home = w[VEHICLE_SPECIALISATION + l]
        domestic = speed * lev * w[KEPT + l] * (
            1 - w[LEARNING_DEPENDENT_LEVERAGE + l] * (1 - w[EL + l]))
        foreign = speed * fs * (1 - 0.6 * dep) * (0.6 + 0.4 * jv)
        w[LEVH + l] = domestic * at_home
        w[LEVC + l] = domestic - w[LEVH + l]
        w[TRAH + l] = foreign * at_home
        w[TRAC + l] = foreign - w[TRAH + l]
        w[CX + l] = w[COMPLEXITY_DEMAND + l] * (
            1 + w[SPECIALISATION_LOCK_IN + l] * (1 - 2 * w[UP + l]))
        top = 1 + w[TH2 + l]
        home = (w[HOME_MARKET_LEARNING + l] * w[HOME_MARKET_SIZE + l]
                * (0.5 + 0.5 * w[U_PUBLIC_PROCUREMENT + l]))
        doing = w[LEARNING_BY_DOING_SPEED + l] * (q + 0.1)
        w[LB0 + l] = doing * exports * (0.5 + 0.5 * disc)
        w[LB1 + l] = 0.2 * doing * home
        w[LB2 + l] = 4 * doing * home * top
        w[LBC + l] = 4 * w[CONTRACT_LEARNING + l]
        w[SPC + l] = w[CLOSURE_OF_SPILLOVERS + l] * w[INCUMBENT_CLOSURE + l]
        w[SP1 + l] = w[SUPPLIER_SPILLOVER_SPEED + l] * (1 + jv * fs)
        w[SP0 + l] = 0.3 * w[SP1 + l]
        w[SD1 + l] = -0.03 * w[SEEDING_STRENGTH + l]
        w[QB0 + l] = 1 - w[QUALITY_DEPENDENT_LEARNING + l]
        pace = dt * w[OBSOLESCENCE_SCALE + l]
        w[GSC + l] = pace
        inv = w[INVENTION_SCALE + l] * pace * hard_soft * top
        w[LOSS + l] = (0.02 * dt) * w[MISALLOCATION_LOSS + l] * mis
        miss, lead = w[U_MISSIONS + l], w[U_MISSION_LEADERSHIP_SHARE + l]
        crowded = inv * w[RESEARCH_CROWDING_OUT + l] * min(30 * miss, 0.8)
        w[INVC + l] = inv - crowded
        w[INVT + l] = inv - crowded * away
        yielding = w[DIVERSIFICATION_MISSION_YIELD + l] * (1 - lead) * (1 + 0.5 * home)
        w[MDC + l] = yielding * (1 - w[MISSION_UNEVENNESS + l])
        w[MDU + l] = 2 * yielding * w[MISSION_UNEVENNESS + l]
        w[RADC + l] = dt * w[LEADERSHIP_MISSION_YIELD + l] * lead * hard_soft * top
        w[MIN + l] = (400 * p.target_weight) * miss * (0.4 + 0.6 * w[EL + l]) * (0.3 + 0.7 * i) * (
            1 - 0.5 * min(mis, 1.0)) * w[KEPT + l]
        w[MSTEP + l] = dt / w[MISSION_GESTATION_TIME + l] if p.missions else 0.0
        w[LINK + l] = (dt * own) * w[MARKET_LINKAGE_SPEED + l] * (0.2 + 0.8 * q) * (1 - 0.6 * dep)
        w[ENTRY + l] = dt * w[CLUSTER_ENTRY_SPEED + l] * (1 - (0.4 * v3) * fs) * (
            0.4 + 0.6 * w[Z + l])
        w[EXIT + l] = dt * w[CLUSTER_EXIT_SPEED + l]
        w[IMP + l] = dt * w[QUALITY_IMPROVEMENT_SPEED + l] * (0.6 * w[H + l] + 0.4 * q)
        w[IMP0 + l] = 0.3 * w[IMP + l] + dt * w[CLUSTER_TRAINING_EFFECT + l] * (
            w[U_CLUSTER_TRAINING + l] * (1 - (0.5 * v3) * jv)
            * (1 + w[EDUCATION_FOR_TRAINING + l] * (w[H + l] / 0.6 - 1)))
        w[FORGET + l] = dt * w[QUALITY_OBSOLESCENCE + l]
        w[PULL + l] = dt * w[DEMAND_REVERSION_SPEED + l]
        w[MOVE + l] = w[SCALE + l] * dt * w[REALLOCATION_SPEED + l]
        w[KEEP + l] = w[SCALE + l] * (1 - w[PULL + l]) - w[MOVE + l]
        w[INVH + l] = w[OUT + l]
        w[INVK + l] = w[U_INVESTMENT + l] * w[KA + l] * (dt * (0.06 + frontier) / 0.235)
        w[DIL + l] = 0.05 + frontier + w[POPULATION_GROWTH + l]
    for l in range(LANES):
        q, i, dep, fs, mis = w[RQ + l], w[I + l], w[D + l], w[FS + l], w[MIS + l]
        jv, exports = w[U_JOINT_VENTURE_TERMS + l], w[U_EXPORT_ORIENTATION + l]
        disc, lev = w[U_PERFORMANCE_DISCIPLINE + l], w[U_TECHNOLOGY_LEVERAGE + l]
        churn, coord = w[U_POLICY_CHURN + l], w[U_COORDINATION + l]
        w[NT + l] += dt * w[INTERNAL_DIFFUSION_SPEED + l] * (
            breadth(w, l, v1) * w[AG + l] - w[NT + l])
        training = (0.05 + 0.55 * w[U_MANAGEMENT_TRAINING + l]
                    + 0.3 * disc * (0.4 + 0.6 * exports) + 0.1 * fs)
        w[RQ + l] = clip(q + dt * (
            w[ROUTINE_DIFFUSION_SPEED + l] * (q + 0.02) * (1 - q) * training
            - w[ROUTINE_EROSION + l] * q * (1 + 2 * churn + mis)), 0.02, 1.0)
        w[I + l] = clip(i + dt * (
            w[ALIGNMENT_BUILDING_SPEED + l] * coord * (1 - i)
            - i * (w[ALIGNMENT_FRAGMENTATION + l] * (1 - coord)
                   + w[ALIGNMENT_CHURN_EROSION + l] * churn)), 0.02, 1.0)
        run = 0.5 * lev * ((v1 + v2) + (0.5 * v3) * fs) + 0.5 * min(3 * w[M2BAR + l], 1.0)
        el = w[EL + l]
        w[EL + l] = clip(
            el + dt * (w[ECONOMIC_LEARNING_SPEED + l] * run * i * (1 - el) - 0.02 * churn * el),
            0.0, 1.0)
        r = w[R + l]
        ties = (3 * v3) * fs * fs * (1 - 0.5 * jv) + (v1 + v2) * w[LICENCE_DEPENDENCE + l] * lev
        buildup = w[DEPENDENCE_BUILDUP + l] * ties * (1 - min(r, 1.0) * q) * (1 - dep)
        decay = w[DEPENDENCE_EROSION + l] * dep * (0.15 + r * q + 0.5 * jv * i)
        w[D + l] = clip(dep + dt * (buildup - decay), 0.0, 1.0)
        w[R + l] = r + dt * (w[RES + l] * (1 / 0.03) - r) / w[RESEARCH_STOCK_TIME + l]
        w[Z + l] += (dt / 10) * (w[U_INFRASTRUCTURE + l] - w[Z + l])
        hp = w[HP + l]
        w[HP + l] = hp + dt * (w[U_EDUCATION + l] - hp) / w[SCHOOLING_DELAY + l]
        w[H + l] += dt * (hp - w[H + l]) / w[WORKFORCE_TURNOVER_TIME + l]


@njit(**JIT)
def sectors(w, p, row):
    clear_sums(w)
    for s in range(S):
        born, mission = p.by_sector[row, 6, s] != 0, p.missions and p.static[0, s] != 0
        chi, prec, scale, focus = p.static[2, s], p.static[3, s], p.static[4, s], p.static[8, s]
        leverage_home, transfer_home = p.by_sector[row, 7, s], p.by_sector[row, 8, s]
        demand_inverse = p.by_sector[row, 9, s]
        leverage, transfer = p.by_sector[row, 2, s], p.by_sector[row, 3, s]
        closure, turnover = p.by_sector[row, 4, s], 0.3 + p.by_sector[row, 5, s]
        pace, demand, dt = p.by_sector[row, 1, s], p.by_sector[row, 0, s], p.step
        barrier = closure * (1.3 - turnover)
        for l in range(LANES):
            w[CA + l] = w[A + s * LANES + l]
            w[CDENS + l] = w[DENS + s * LANES + l]
            w[CSUPP + l] = w[SUPP + s * LANES + l]
            w[CM + l] = w[M + s * LANES + l]
            w[CN + l] = w[N + s * LANES + l]
            w[CQ + l] = w[Q + s * LANES + l]
            w[CSH + l] = w[SH + s * LANES + l]
            w[CF + l] = w[F + s * LANES + l]
            w[CEFF + l] = w[EFF + s * LANES + l]
        if mission:
            for l in range(LANES):
                w[CM1 + l] = w[M1 + s * LANES + l]
                w[CM2 + l] = w[M2 + s * LANES + l]
                w[CXI + l] = w[XI + s * LANES + l]
        # One division for four quotients.
        for l in range(LANES):
            a, n, x = w[CA + l], w[CN + l], w[CDENS + l]
            a2, n2 = a * a, n * n
            d1, d2 = w[HC + l] * x + w[WD + l], a + 0.05
            d3, d4 = a2 + w[TH2 + l], n2 + 0.16
            d12, d34 = d1 * d2, d3 * d4
            r = 1 / (d12 * d34)
            r12, r34 = r * d34, r * d12
            w[QAC + l] = w[COMPLEMENTARITY + l] * x * (r12 * d2)
            w[QSD + l] = (w[SEEDING_STRENGTH + l] * x + w[SD1 + l]) * (r12 * d1) + 1
            w[QHI + l] = a2 * (r34 * d4)
            w[QTR + l] = n2 * (r34 * d3)
        if mission:
            yielding = 0.4 + 1.2 * (turnover - 0.3)
            for l in range(LANES):
                w[INVA + l] = w[INVT + l]
                w[EXTRA + l] = (w[MDC + l] + w[MDU + l] * w[QHI + l]) * w[CM2 + l] * ((w[CDENS + l] + 0.27) * yielding)
                near = 1 + w[LEADERSHIP_NEEDS_PROXIMITY + l] * ((1 + w[TH2 + l]) * w[QHI + l] - 1)
                passage = 1 - w[ENTRY_BARRIER + l] * barrier * max(1 - w[CA + l] ** 2, 0.0)
                w[EXTRAG + l] = w[RADC + l] * w[CM2 + l] * (w[CXI + l] * w[QHI + l] * passage * near)
                m1 = w[CM1 + l]
                w[CM1 + l] = m1 + w[MSTEP + l] * (w[MIN + l] - m1)
                w[CM2 + l] += w[MSTEP + l] * (m1 - w[CM2 + l]) * min(0.5 + w[CN + l], 1.0)
        else:
            for l in range(LANES):
                w[INVA + l] = w[INVC + l]
                w[EXTRA + l] = 0.0
                w[EXTRAG + l] = 0.0
        if born:
            for l in range(LANES):
                a, x, q, hill = w[CA + l], w[CDENS + l], w[CQ + l], w[QHI + l]
                ac = w[QAC + l] + (w[AC1 + l] * x + w[AC0 + l])
                ac = clip(ac * (1 - w[CX + l] * chi * (1 - ac)), 0.02, 1.1)
                implanted = max(1 - w[GATE + l] * prec, 0.1) * (
                    (w[LEVC + l] * leverage + w[LEVH + l] * leverage_home)
                    * (1 + w[LEVERAGE_FOCUS + l] * (focus - 1))
                    + w[TRAC + l] * transfer + w[TRAH + l] * transfer_home) + w[EXTRA + l]
                access = 1 - w[INCUMBENT_CLOSURE + l] * closure
                m = w[CM + l]
                practised = 1 + w[SPECIALISATION_LEARNING + l] * (
                    min(w[CSH + l] * w[SCALE + l] * demand_inverse, 2.0) - 1)
                learning = practised * (
                    w[LB0 + l] * (1 + w[LBC + l] * (m - m * m))
                    + (w[LB1 + l] + w[LB2 + l] * hill) * scale)
                supplied = w[CSUPP + l] * (w[SP1 + l] * w[CN + l] + w[SP0 + l]) * (
                    1 - w[SPC + l] * closure)
                programmes = ac * (implanted * w[QSD + l]) + (learning * access + supplied)
                bundle = ac * (w[ABSORPTION_SPEED + l] * access) + programmes
                passage = 1 - w[ENTRY_BARRIER + l] * barrier * max(1 - a * a, 0.0)
                kept = w[LEADERS_KEEP_PROGRAMMES + l] * max(a - 1, 0.0) * programmes
                absorbed = ((1 - a) * bundle + kept) * passage * (
                    w[QB0 + l] + w[QUALITY_DEPENDENT_LEARNING + l] * q) * w[CEFF + l]
                w[GROW + l] = clip(
                    absorbed - w[LOSS + l] + (w[INVA + l] * hill * passage - w[GSC + l]) * pace + w[EXTRAG + l],
                    -0.2 * dt, 0.3 * dt)
        else:
            for l in range(LANES):
                related = w[WINDOW_OF_OPPORTUNITY + l] * (w[CDENS + l] - 0.03) / w[CA + l]
                w[GROW + l] = 0.15 * dt * clip(related - 1, -1.0, 1.0)
        for l in range(LANES):
            a, m, n, q = w[CA + l], w[CM + l], w[CN + l], w[CQ + l]
            rest = 1 - q
            entry = (n * (0.98 - n) + 0.02) * (min(0.3 + 1.4 * a, 1.0) * rest)
            better = (q + 0.03) * rest * w[QTR + l] * (w[IMP + l] * a + w[IMP0 + l])
            w[CN + l] = clip(
                n + w[ENTRY + l] * entry - w[EXIT + l] * (q * max(n - 0.3, 0.0)), 0.005, 1.0)
            w[CQ + l] = clip(q + better - w[FORGET + l] * turnover * q, 0.01, 0.99)
            w[CM + l] = clip(m + w[LINK + l] * (a - m), 0.01, 1.0)
            relative = min(w[CF + l] * w[FINV + l], 2.5)
            w[CSH + l] = max(
                w[CSH + l] * (w[KEEP + l] + w[MOVE + l] * relative) + w[PULL + l] * demand, 1e-5)
            w[CA + l] = clip(a + a * w[GROW + l], 0.002, 1.5)
        value(w, p.static[5, s])
        add_sums(w, p.static[6, s] != 0, p.static[7, s] != 0, p.static[9, s], mission)
        for l in range(LANES):
            w[A + s * LANES + l] = w[CA + l]
            w[M + s * LANES + l] = w[CM + l]
            w[N + s * LANES + l] = w[CN + l]
            w[Q + s * LANES + l] = w[CQ + l]
            w[SH + s * LANES + l] = w[CSH + l]
            w[F + s * LANES + l] = w[CF + l]
        if mission:
            for l in range(LANES):
                w[M1 + s * LANES + l] = w[CM1 + l]
                w[M2 + s * LANES + l] = w[CM2 + l]

    collect(w, p.by_row[row + 1, 6])


@njit(**JIT)
def finish(w, p, normal, uniform, chance, size):
    output(w)
    dt = p.step
    for l in range(LANES):
        growth = clip((w[OUT + l] / w[INVH + l] - 1) / dt, -0.1, 0.15)
        w[K + l] = clip(w[K + l] + w[INVK + l] - dt * (w[DIL + l] + growth) * w[K + l], 0.02, 6.0)
        struck = size if uniform[l] < chance else 0.0
        w[SHOCK + l] = w[SHOCK + l] * (1 - 0.5 * dt) + (0.5 * np.sqrt(dt)) * normal[l] - struck
    for l in range(LANES):
        w[KA + l] = np.exp(w[CAPITAL_SHARE + l] * np.log(w[K + l]))


@njit(**JIT)
def run(p, factors, luck, efficiency, noise, crisis, outcomes):
    w = np.empty(ROWS)
    away = 1 - min(4 * p.target_weight, 1.0)
    for block in range(factors.shape[0]):
        for column in range(COLUMNS):
            for l in range(LANES):
                w[column * LANES + l] = factors[block, column, l]
        initialise(w, p, luck[block], efficiency[block])
        for row in range(p.steps + 1):
            multiply(w, p)
            account(w, p, row)
            if row == p.steps:
                break
            prepare_step(w, p, row, away)
            sectors(w, p, row)
            finish(w, p, noise[block, row], crisis[block, row], p.by_row[row, 4],
                   p.by_row[row, 5])
        for l in range(LANES):
            w[X1 + l] = 0.0
        for s in range(S):
            for l in range(LANES):
                w[X1 + l] += w[SH + s * LANES + l] * w[SUPP + s * LANES + l]
        for l in range(LANES):
            supply = w[X1 + l] * w[SCALE + l] / max(w[ABAR + l], 0.001)
            outcomes[0, block, l] = w[EXPO + l]
            outcomes[1, block, l] = w[CONS + l]
            outcomes[2, block, l] = w[FISC + l]
            outcomes[3, block, l] = w[RES + l]
            outcomes[4, block, l] = clip(
                (1 - 0.45 * w[D + l]) * (0.55 + 0.25 * w[MBAR + l] + 0.16 * supply), 0.0, 1.0)


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
