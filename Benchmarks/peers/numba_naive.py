#!/usr/bin/env python3
"""Numba as it is first written: the equations of the model card, one future after another, plain loops
over sectors, no algebra done by hand. The same compiler flags as the well-written form."""
import os

os.environ.update(OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import numba  # noqa: E402
import numpy as np  # noqa: E402
from numba import njit  # noqa: E402

import inputs  # noqa: E402
import protocol  # noqa: E402

S = inputs.S
globals().update({"P_" + name.upper(): index for index, name in enumerate(inputs.COLUMNS)})
globals().update({"U_" + name.upper(): index for index, name in enumerate(inputs.LEVERS)})
LEVERS = len(inputs.LEVERS)
IMPLEMENTATION = inputs.COLUMNS.index("public_research_implementation")
COSTS = inputs.COLUMNS.index("public_research_cost")
JIT = {"fastmath": True, "error_model": "numpy"}


@njit(inline="always")
def clip(x, low, high):
    return min(max(x, low), high)


@njit(inline="always")
def breadth(p, v1, exports, fs, h):
    return clip(
        p[P_INTERNAL_DIFFUSION_BREADTH] + p[P_BREADTH_FROM_EXPORTS] * exports
        + p[P_BREADTH_FROM_FOREIGN_INVESTMENT] * fs * (
            1 + p[P_PRESENCE_NEEDS_SCHOOLING] * (h / 0.6 - 1)) - p[P_BREADTH_LOST_TO_LARGE_FIRMS] * v1
        - p[P_BREADTH_LOST_TO_DUALISM] * p[P_DUALISM], 0.15, 1.1)


@njit(inline="always")
def worth(p, potential, a, m, n, q):
    """Value per worker of a sector (f of the model card)."""
    pc, v0 = p[P_PRODUCTIVITY_CONCAVITY], p[P_VALUE_CAPTURED_BY_ASSEMBLERS]
    return (potential * a * (1 + pc) / (a + pc) * (v0 + (1 - v0) * (m + q) / 2)
            * (1 - p[P_PRICE_OF_CROWDING] * n * (1 - q))
            * (1 + p[P_LEADERSHIP_PREMIUM] * max(a - 1, 0.0)))


@njit(**JIT)
def single(t, p, luck, efficiency, noise, crisis, outcomes):
    dt, v1, v2, v3 = t.step, t.v1, t.v2, t.v3
    u, x = np.empty(LEVERS), np.empty((14, S))
    a, m, n, q, sh, f, M1, M2, eff, xi, dens, supp, new_a, new_sh = x
    target, strength, chi, prec, sc, value, electronics, resources, weight, potential = t.static
    total = (p[P_HUMAN_CAPITAL_WEIGHT] + p[P_RESEARCH_WEIGHT] + p[P_ROUTINES_WEIGHT]
             + p[P_INSTITUTIONS_WEIGHT] + p[P_RELATED_DENSITY_WEIGHT])
    wh, wR = p[P_HUMAN_CAPITAL_WEIGHT] / total, p[P_RESEARCH_WEIGHT] / total
    wQ, wI = p[P_ROUTINES_WEIGHT] / total, p[P_INSTITUTIONS_WEIGHT] / total
    wd = p[P_RELATED_DENSITY_WEIGHT] / total
    sN = p[P_SHELTERED_OUTPUT_WEIGHT]
    thI, alK, mc, royl = (p[P_INVENTION_PROXIMITY_THRESHOLD], p[P_CAPITAL_SHARE],
                          p[P_MISALLOCATION_LOSS], p[P_ROYALTY_SHARE])
    scale = p[P_RESEARCH_SCALE_EFFECT] * p[P_HOME_MARKET_SIZE]
    gsc, TM = p[P_OBSOLESCENCE_SCALE], p[P_MISSION_GESTATION_TIME]
    h, R, Q, I, D = (p[P_INITIAL_HUMAN_CAPITAL], p[P_INITIAL_RESEARCH_STOCK], p[P_INITIAL_ROUTINES],
                     p[P_INITIAL_ALIGNMENT], p[P_INITIAL_DEPENDENCE])
    D0, EL, z, cons, fisc, lX, age = D, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0
    k = p[P_INITIAL_CAPITAL_INTENSITY] ** (1 / (1 - alK))
    hp, Z, nT, Ag, y, gerd, va = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for row in range(t.steps + 1):
        for i in range(LEVERS):
            plan, standard = t.by_lever[row, 0, i], t.by_lever[row, 1, i]
            u[i] = plan if plan == standard else clip(
                standard + p[IMPLEMENTATION + i] * (plan - standard), 0.0, t.lever_high[i])
        jv, disc, exports = (u[U_JOINT_VENTURE_TERMS], u[U_PERFORMANCE_DISCIPLINE],
                             u[U_EXPORT_ORIENTATION])
        miss, lead, lev = u[U_MISSIONS], u[U_MISSION_LEADERSHIP_SHARE], u[U_TECHNOLOGY_LEVERAGE]
        churn, coord, proc = u[U_POLICY_CHURN], u[U_COORDINATION], u[U_PUBLIC_PROCUREMENT]
        fdi = u[U_FOREIGN_INVESTMENT] * (1 - 0.3 * jv)
        fs = fdi / (fdi + p[P_FOREIGN_INVESTMENT_HALF_SATURATION])
        w = t.by_sector[row, 0]
        if row == 0:
            ts, tw = 0.0, 0.0
            for s in range(S):
                base = np.exp(-p[P_INITIAL_COMPLEXITY_SLOPE] * chi[s]) * strength[s]
                a[s] = clip(base * p[P_INITIAL_PROXIMITY] * p[P_INITIAL_PROXIMITY_MULTIPLIER],
                            0.003, 1.1)
                m[s] = p[P_INITIAL_MARKET_LINKAGE]
                q[s] = p[P_INITIAL_QUALITY] * clip(1 - 0.5 * chi[s], 0.3, 1.0)
                n[s] = p[P_INITIAL_CLUSTER_SIZE] * clip(base, 0.1, 1.0)
                sh[s] = w[s] * base * value[s]
                ts += sh[s]
                tw += w[s] * strength[s]
                M1[s], M2[s] = 0.0, 0.0
                xi[s] = max(
                    1 + (1 + p[P_LEADERSHIP_RISK]) * (np.exp(0.6 * luck[s] - 0.18) - 1), 0.0)
                eff[s] = np.exp(0.15 * efficiency[s] - 0.01125)
            for s in range(S):
                sh[s] = 0.5 * sh[s] / ts + 0.5 * w[s] * strength[s] / tw
        # E1
        Ag, abar, mbar, es, f_mean, m2bar, rs, up = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for s in range(S):
            f[s] = worth(p, value[s], a[s], m[s], n[s], q[s])
            rs += sh[s] * resources[s]
            up += sh[s] * potential[s]
            f_mean += sh[s] * f[s]
            abar += sh[s] * a[s]
            mbar += sh[s] * m[s]
            es += sh[s] * electronics[s]
            m2bar += sh[s] * M2[s]
        Ag = f_mean / t.by_row[row, 6]
        if row == 0:
            nT = breadth(p, v1, exports, fs, h) * Ag
            hp = h + 0.3 * max(u[U_EDUCATION] - h, 0.0)
            Z = u[U_INFRASTRUCTURE]
        sel = clip(50 * miss + 0.3 * v1 * lev + 0.2 * jv + 0.2 * proc, 0.0, 1.5)
        bound = p[P_MONEY_BOUNDS_MISALLOCATION]
        money = miss + 0.006 * lev + 0.008 * proc
        waste = t.cronyism * (1 - 0.8 * disc) * (1 - 0.5 * t.sunset) * (1.2 - 0.6 * I)
        mis = waste * ((1 - bound) * sel + bound * money)
        kept = 1 - 0.5 * bound * waste
        # E2
        H = ((1 - sN) * Ag + sN * nT) * (0.5 + 0.5 * h)
        known = H * k**alK * t.by_row[row, 3] * (0.85 + 0.15 * Z)
        gain = p[P_TERMS_OF_TRADE_RESPONSE] * rs * t.by_row[row, 8]
        if row == 0 and p[P_INITIAL_INCOME] > 0:
            lX = np.log(p[P_INITIAL_INCOME] / known) - gain
        xp = p[P_INITIAL_RESIDUAL_PERSISTENCE]
        X = np.exp(lX * (xp + (1 - xp) * np.exp(-age / p[P_INITIAL_RESIDUAL_FADING_TIME])))
        expo = clip(0.3 + 0.9 * exports * es * (1 + 1.5 * fs), 0.2, 2.0)
        y = (X * known * (1 - mc * clip(mis, 0.0, 0.8)) * (1 - 0.3 * royl * (D - D0))
             * np.exp(gain + p[P_CRISIS_RESPONSE] * t.by_row[row, 7]
                      + p[P_SHOCK_SENSITIVITY] * expo * z))
        biz = (0.0004 + p[P_BUSINESS_RESEARCH_LEVERAGE] * u[U_RESEARCH_INCENTIVE]
               * (0.3 + 0.7 * abar) + 1.6 * p[P_BUSINESS_RESEARCH_AT_FRONTIER] * abar**2 * Q
               * (0.4 + 0.6 * mbar) * (1 - 0.5 * v3) * (1 - 0.2 * D)
               * (1 - p[P_MARGIN_SQUEEZE] * D))
        gerd = u[U_PUBLIC_RESEARCH] + biz + 0.3 * miss
        cost = 0.0
        for i in range(LEVERS):
            cost += t.by_lever[row, 2, i] * p[COSTS + i]
        cost += p[P_CONDITIONS_COST] * (0.5 * disc + 0.3 * jv + 0.2 * t.sunset)
        cost *= 1 + mis
        left = 1 - u[U_INVESTMENT] - cost - max(biz - u[U_RESEARCH_INCENTIVE], 0.0)
        cons += t.by_row[row, 0] * max(
            y * (1 - royl * D - p[P_LICENCE_FEE] * lev * (v1 + v2)) * left, 1e-4)
        fisc += t.by_row[row, 0] * cost * y
        # E3
        supply = 0.0
        for s in range(S):
            dens[s], supp[s] = 0.0, 0.0
            for j in range(S):
                dens[s] += t.relatedness[s, j] * a[j]
                supp[s] += t.relatedness[S + s, j] * a[j]
            supply += sh[s] * supp[s]
        va = clip((1 - 0.45 * D) * (0.55 + 0.25 * mbar + 0.16 * supply / max(abar, 0.001)), 0.0, 1.0)
        if row == t.steps:
            break
        # E4-E7, what does not depend on the sector
        Re = R * (1 + scale)
        hA = min(h * p[P_COGNITIVE_SKILL] * (1 + 0.5 * scale), 1.2)
        Hc = wh / (hA + 0.03) + wR / (Re + 0.15) + wQ / (Q + 0.03) + wI / (I + 0.03)
        Ac = wh * hA + wR * min(Re, 1.2) + wQ * Q + wI * I
        om = p[P_COMPLEMENTARITY]
        elf = 1 - p[P_LEARNING_DEPENDENT_LEVERAGE] * (1 - EL)
        G = p[P_PRECISION_GATE_STRENGTH] * max(0.85 - a[8], 0.0)
        home = p[P_HOME_MARKET_LEARNING] * p[P_HOME_MARKET_SIZE] * (0.5 + 0.5 * proc)
        ex = exports * (0.5 + 0.5 * disc)
        Rc = min(Re * (1 + p[P_RESEARCH_HALF_SATURATION]) / (Re + p[P_RESEARCH_HALF_SATURATION]),
                 1.3)
        HRQ = 2 * Rc * Q / (Rc + Q + 0.001)
        own = clip(0.6 + 0.5 * v1 + 0.1 * v2 - 0.3 * v3, 0.2, 1.2)
        elm = (0.4 + 0.6 * EL) * (0.3 + 0.7 * I) * (1 - 0.5 * clip(mis, 0.0, 1.0)) * kept
        access, fg = t.by_row[row, 2], t.by_row[row, 1]
        pace, leverage, transfer = t.by_sector[row, 1], t.by_sector[row, 2], t.by_sector[row, 3]
        closure, tau, born = t.by_sector[row, 4], t.by_sector[row, 5], t.by_sector[row, 6]
        cx = p[P_COMPLEXITY_DEMAND] * (1 + p[P_SPECIALISATION_LOCK_IN] * (1 - 2 * up))
        vs, lf, sl = (p[P_VEHICLE_SPECIALISATION], p[P_LEVERAGE_FOCUS],
                      p[P_SPECIALISATION_LEARNING])
        mu, et = p[P_MISSION_UNEVENNESS], p[P_EDUCATION_FOR_TRAINING]
        total = 0.0
        for s in range(S):
            ac0 = om / (Hc + wd / (dens[s] + 0.03)) + (1 - om) * (Ac + wd * dens[s])
            ac = clip(ac0 * (1 - cx * chi[s] * (1 - ac0)), 0.02, 1.1)
            LV = access * p[P_LEVERAGE_SPEED] * max(1 - prec[s] * G, 0.1) * (
                lev * elf * kept * (1 - lf + lf * weight[s])
                * ((1 - vs) * leverage[s] + vs * t.by_sector[row, 7, s])
                + ((1 - vs) * transfer[s] + vs * t.by_sector[row, 8, s]) * fs * (1 - 0.6 * D) * (0.6 + 0.4 * jv))
            acc = 1 - p[P_INCUMBENT_CLOSURE] * closure[s]
            hill = a[s] ** 2 * (1 + thI**2) / (a[s] ** 2 + thI**2)
            LB = p[P_LEARNING_BY_DOING_SPEED] * (Q + 0.1) * (
                ex * (1 + 4 * p[P_CONTRACT_LEARNING] * m[s] * (1 - m[s]))
                + 2 * sc[s] * home * (0.1 + 2 * hill)) * (1 - sl + sl * min(sh[s] / w[s], 2.0))
            SP = (p[P_SUPPLIER_SPILLOVER_SPEED] * supp[s] * (0.3 + n[s]) * (1 + jv * fs)
                  * (1 - p[P_CLOSURE_OF_SPILLOVERS] * (1 - acc)))
            MD = (p[P_DIVERSIFICATION_MISSION_YIELD] * M2[s] * (1 - lead) * (0.3 + dens[s])
                  * (1 + 0.5 * home) * (0.4 + 1.2 * tau[s])
                  * (1 - mu + 2 * mu * a[s] ** 2 / (a[s] ** 2 + thI**2)))
            passage = 1 - p[P_ENTRY_BARRIER] * closure[s] * (1 - tau[s]) * max(1 - a[s] ** 2, 0.0)
            qf = passage * (1 - p[P_QUALITY_DEPENDENT_LEARNING] * (1 - q[s]))
            sdf = 1 + p[P_SEEDING_STRENGTH] * dens[s] / (a[s] + 0.05)
            programmes = qf * (ac * (LV + MD) * sdf + LB * acc + SP)
            bun = qf * ac * p[P_ABSORPTION_SPEED] * acc + programmes
            kept_lead = p[P_LEADERS_KEEP_PROGRAMMES] * max(a[s] - 1, 0.0) * programmes
            INV = passage * p[P_INVENTION_SCALE] * gsc * pace[s] * HRQ * hill * (
                1 - p[P_RESEARCH_CROWDING_OUT] * min(30 * miss, 0.8)
                * (1 - min(4 * target[s], 1.0)))
            RAD = p[P_LEADERSHIP_MISSION_YIELD] * M2[s] * lead * xi[s] * hill * HRQ * passage
            RAD *= 1 + p[P_LEADERSHIP_NEEDS_PROXIMITY] * (hill - 1)
            if born[s] != 0:
                growth = clip(((1 - a[s]) * bun + kept_lead) * eff[s] + INV + RAD - gsc * pace[s]
                              - 0.02 * mc * mis, -0.2, 0.3)
            else:
                growth = 0.15 * clip(
                    p[P_WINDOW_OF_OPPORTUNITY] * dens[s] / a[s] - 1, -1.0, 1.0)
            new_a[s] = clip(a[s] * (1 + dt * growth), 0.002, 1.5)
            new_m = clip(m[s] + dt * p[P_MARKET_LINKAGE_SPEED] * (0.2 + 0.8 * Q) * own
                         * (1 - 0.6 * D) * (a[s] - m[s]), 0.01, 1.0)
            prof = (1 - n[s]) * (0.3 + 0.7 * min(2 * a[s], 1.0))
            trig = n[s] ** 2 / (n[s] ** 2 + 0.16)
            new_n = clip(n[s] + dt * (
                p[P_CLUSTER_ENTRY_SPEED] * (n[s] + 0.02) * prof * (1 - q[s]) * (1 - 0.4 * v3 * fs)
                * (0.4 + 0.6 * Z) - p[P_CLUSTER_EXIT_SPEED] * q[s] * max(n[s] - 0.3, 0.0)),
                0.005, 1.0)
            new_q = clip(q[s] + dt * (
                (q[s] + 0.03) * (1 - q[s]) * trig * (
                    p[P_QUALITY_IMPROVEMENT_SPEED] * (0.6 * h + 0.4 * Q) * (0.3 + a[s])
                    + p[P_CLUSTER_TRAINING_EFFECT] * u[U_CLUSTER_TRAINING] * (1 - 0.5 * jv * v3)
                    * (1 - et + et * h / 0.6))
                - p[P_QUALITY_OBSOLESCENCE] * (0.3 + tau[s]) * q[s]), 0.01, 0.99)
            M2[s] += dt * (M1[s] - M2[s]) * (0.5 + 0.5 * min(2 * n[s], 1.0)) / TM
            M1[s] += dt * (400 * miss * target[s] * elm - M1[s]) / TM
            new_sh[s] = max(sh[s] + dt * (
                p[P_REALLOCATION_SPEED] * sh[s] * clip((f[s] - f_mean) / f_mean, -1.0, 1.5)
                + p[P_DEMAND_REVERSION_SPEED] * (w[s] - sh[s])), 1e-5)
            total += new_sh[s]
            m[s], n[s], q[s] = new_m, new_n, new_q
        following = 0.0
        for s in range(S):
            a[s], sh[s] = new_a[s], new_sh[s] / total
            following += sh[s] * worth(p, value[s], a[s], m[s], n[s], q[s])
        # E12
        new_hp = hp + dt * (u[U_EDUCATION] - hp) / p[P_SCHOOLING_DELAY]
        new_h = h + dt * (hp - h) / p[P_WORKFORCE_TURNOVER_TIME]
        new_R = R + dt * (gerd / 0.03 - R) / p[P_RESEARCH_STOCK_TIME]
        new_Z = Z + dt * (u[U_INFRASTRUCTURE] - Z) / 10
        new_Q = clip(Q + dt * (p[P_ROUTINE_DIFFUSION_SPEED] * (Q + 0.02) * (1 - Q) * (
            0.05 + 0.55 * u[U_MANAGEMENT_TRAINING] + 0.3 * disc * (0.4 + 0.6 * exports) + 0.1 * fs)
            - p[P_ROUTINE_EROSION] * Q * (1 + 2 * churn + mis)), 0.02, 1.0)
        new_I = clip(I + dt * (
            p[P_ALIGNMENT_BUILDING_SPEED] * coord * (1 - I)
            - p[P_ALIGNMENT_FRAGMENTATION] * (1 - coord) * I
            - p[P_ALIGNMENT_CHURN_EROSION] * churn * I), 0.02, 1.0)
        new_EL = clip(EL + dt * (p[P_ECONOMIC_LEARNING_SPEED] * (
            0.5 * lev * (v1 + v2 + 0.5 * v3 * fs) + 0.5 * min(3 * m2bar, 1.0)) * I * (1 - EL)
            - 0.02 * churn * EL), 0.0, 1.0)
        new_D = clip(D + dt * (
            p[P_DEPENDENCE_BUILDUP] * (
                3 * fs**2 * v3 * (1 - 0.5 * jv) + p[P_LICENCE_DEPENDENCE] * lev * (v1 + v2))
            * (1 - min(R, 1.0) * Q) * (1 - D) - p[P_DEPENDENCE_EROSION] * (0.15 + R * Q + 0.5 * jv * I) * D), 0.0, 1.0)
        age += dt * (1 + p[P_RESIDUAL_FADING_WITH_EXPORTS] * (2 * exports - 1))
        # E13
        nT += dt * p[P_INTERNAL_DIFFUSION_SPEED] * (breadth(p, v1, exports, fs, h) * Ag - nT)
        following /= t.by_row[row + 1, 6]
        ahead = ((1 - sN) * following + sN * nT) * (0.5 + 0.5 * new_h)
        ga = clip((ahead / H - 1) / dt, -0.1, 0.15)
        k = clip(k + dt * (u[U_INVESTMENT] / 0.235 * (0.06 + fg) * k**alK
                           - (0.05 + fg + p[P_POPULATION_GROWTH] + ga) * k), 0.02, 6.0)
        struck = t.by_row[row, 5] if crisis[row] < t.by_row[row, 4] else 0.0
        z = z * (1 - 0.5 * dt) + 0.5 * np.sqrt(dt) * noise[row] - struck
        hp, h, R, Z, Q, I, EL, D = new_hp, new_h, new_R, new_Z, new_Q, new_I, new_EL, new_D
    outcomes[0], outcomes[1], outcomes[2], outcomes[3], outcomes[4] = y, cons, fisc, gerd, va


@njit(**JIT)
def run(t, factors, luck, efficiency, noise, crisis, outcomes):
    for i in range(factors.shape[0]):
        single(t, factors[i], luck[i], efficiency[i], noise[i], crisis[i], outcomes[i])


def prepare(case):
    case.tables = protocol.numba_tables(case)
    case.rows = [np.ascontiguousarray(part.T) for part in case.draws]
    case.outcomes = np.empty((case.rows[0].shape[0], len(inputs.OUTCOMES)))
    return case


def evaluate(case):
    run(case.tables, *case.rows, case.outcomes)
    return case.outcomes.T


if __name__ == "__main__":
    protocol.serve("Numba, one future at a time", f"Numba {numba.__version__}", evaluate,
                   futures=1024, prepare=prepare)
