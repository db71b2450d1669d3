#!/usr/bin/env python3
"""Golden values of the capability-accumulation growth model, by an independent scalar program.

Plain Python, one number at a time, in the short symbols of the model card and in the order of its
equations; it shares no code with the package. It reads `economies.json` and writes `golden.json`:

    python3 first_version.py

The five runs of the first version (consumption equation 1) must agree with `golden_first.json`; the
program stops when they do not. Further runs exercise what was added to the first version.
"""
import json
import math
import platform
import random
from pathlib import Path

HERE = Path(__file__).parent
DATA = json.loads((HERE / "economies.json").read_text())
SEC = DATA["sectors"]
S = range(len(SEC))
NAMES = [s["name"] for s in SEC]
W = DATA["suppliers"]
LEVERS = list(DATA["levers"])
ADMISSIBLE_HIGH = {
    "public_research": 0.1, "research_incentive": 0.1, "education": 1.3, "foreign_investment": 0.5,
    "missions": 0.1, "investment": 0.8}
# Factors of later versions, off at 0, with the ranges that runs of the third version draw them from.
LATER = {
    "residual_fading_with_exports": (0, 1), "terms_of_trade_response": (0, 3), "vehicle_specialisation": (0.2, 1),
    "leverage_focus": (0, 1), "closure_of_spillovers": (0, 1), "contract_learning": (0, 2),
    "specialisation_learning": (0, 0.8), "specialisation_lock_in": (0, 0.8), "price_of_crowding": (0, 0.3),
    "education_for_training": (0.2, 1), "margin_squeeze": (0.2, 1), "licence_dependence": (0, 1),
    "licence_fee": (0, 0.01), "money_bounds_misallocation": (0.7, 1), "leadership_premium": (0, 1),
    "leadership_risk": (0, 2), "mission_unevenness": (0.2, 1), "crisis_response": (0, 1),
    "leaders_keep_programmes": (0.5, 1), "entry_barrier": (0.5, 1), "leadership_needs_proximity": (0.4, 1),
    "presence_needs_schooling": (0.2, 1), "conditions_cost": (0, 0.004)}
POTENTIAL = [(s["complexity"] + s["turnover"] + 1 - s["modularity"]) / 3 for s in SEC]
RESOURCES = [NAMES.index("agrifood"), NAMES.index("mining_services")]


def clip(x, lo, hi):
    return lo if x < lo else hi if x > hi else x


def at(path, t):
    """Piecewise linear, constant outside."""
    if t <= path[0][0]:
        return path[0][1]
    for (t0, v0), (t1, v1) in zip(path, path[1:]):
        if t <= t1:
            return v1 if t == t1 else v0 + (v1 - v0) / (t1 - t0) * (t - t0)
    return path[-1][1]


def product_space():
    keys = ["complexity", "turnover", "precision", "modularity", "scale_economies"]
    phi = []
    for i in S:
        row = []
        for j in S:
            d2 = sum((SEC[i][k] - SEC[j][k]) ** 2 for k in keys)
            same = SEC[i]["family"] == SEC[j]["family"]
            row.append(0.0 if i == j else math.exp(-d2 / (2 * 0.35**2)) * (2 if same else 1))
        total = math.fsum(row)
        phi.append([x / total for x in row])
    return phi


PHI = product_space()


class Run:
    def __init__(self, spec):
        self.spec = spec
        eco = DATA["economies"][spec["economy"]]
        p = {k: v["default"] for k, v in DATA["parameters"].items()}
        p.update(eco["initial_conditions"])
        p["initial_proximity_multiplier"] = 1.0
        p.update({k: 0.0 for k in LATER})
        for l in LEVERS:
            p[l + "_implementation"] = 1.0
            p[l + "_cost"] = 1.0
        p.update(spec.get("factors", {}))
        self.p = p
        self.st = [eco["strengths"].get(n, 1.0) for n in NAMES]
        self.emp = eco["employment"]
        self.paths = spec.get("paths", {})
        self.series = spec.get("series", {})
        self.dt = spec["step"]
        self.luck = spec.get("luck") or {}
        self.xi = [math.exp(0.6 * x - 0.18) for x in self.luck.get("sector_luck", [0.3] * 20)]
        self.xi = [max(0.0, x + p["leadership_risk"] * (x - 1)) for x in self.xi]
        self.eff = [math.exp(0.15 * x - 0.01125) for x in self.luck.get("sector_efficiency", [0.075] * 20)]
        total = sum(p[k] for k in ("human_capital_weight", "research_weight", "routines_weight",
                                   "institutions_weight", "related_density_weight"))
        self.wh, self.wR, self.wQ, self.wI, self.wd = (
            p[k] / total for k in ("human_capital_weight", "research_weight", "routines_weight",
                                   "institutions_weight", "related_density_weight"))

    # outside paths
    def outside(self, name, t, default):
        return at(self.paths[name], t) if name in self.paths else default

    def observed(self, name, t):
        return at(self.series[name], t) if name in self.series else 1.0

    def terms(self, t):
        """Log income that the terms of trade add."""
        return (self.p["terms_of_trade_response"] * sum(self.sh[s] for s in RESOURCES)
                * math.log(self.outside("terms_of_trade", t, 1.0) * self.observed("terms_of_trade", t)))

    def demand(self, t):
        x = clip((t - 1960) / 60, -0.2, 1.5)
        w = []
        for s in SEC:
            base = max(s["demand_1960"] + (s["demand_2020"] - s["demand_1960"]) * x, 0.0005)
            whole = base / (1 + math.exp(-(t - s["emergence_year"] - 8) / 4)) + 1e-5
            w.append(whole * self.outside("world_demand." + s["name"], t, 1.0))
        total = sum(w)
        return [v / total for v in w]

    def tau(self, t):
        return [min(s["turnover"] * self.outside("technology_turnover." + s["name"], t, 1.0), 1.0) for s in SEC]

    def con(self, t):
        return [min(s["concentration"] * self.outside("incumbent_closeness." + s["name"], t, 1.0), 1.0) for s in SEC]

    # levers
    def levers(self, policy, reference, t):
        plan = {l: at(policy["levers"][l], t) for l in LEVERS}
        real = {}
        for l in LEVERS:
            if reference is None:
                real[l] = plan[l]
                continue
            r = at(reference["levers"][l], t)
            e = self.p[l + "_implementation"]
            real[l] = plan[l] if plan[l] == r else clip(r + e * (plan[l] - r), 0.0, ADMISSIBLE_HIGH.get(l, 1.0))
        return plan, real

    def breadth(self, u, v1, fs):
        schooled = 1 - self.p["presence_needs_schooling"] + self.p["presence_needs_schooling"] * self.h / 0.6
        p = self.p
        return clip(p["internal_diffusion_breadth"] + p["breadth_from_exports"] * u["export_orientation"]
                    + p["breadth_from_foreign_investment"] * fs * schooled - p["breadth_lost_to_large_firms"] * v1
                    - p["breadth_lost_to_dualism"] * p["dualism"], 0.15, 1.1)

    def values(self, t):
        p, pc, v0 = self.p, self.p["productivity_concavity"], self.p["value_captured_by_assemblers"]
        w = self.demand(t)
        f = [SEC[s]["value_potential"] * self.a[s] * (1 + pc) / (self.a[s] + pc)
             * (v0 + (1 - v0) * (self.m[s] + self.q[s]) / 2)
             * (1 - p["price_of_crowding"] * self.n[s] * (1 - self.q[s]))
             * (1 + p["leadership_premium"] * max(self.a[s] - 1, 0)) for s in S]
        Ag = sum(self.sh[s] * f[s] for s in S) / sum(w[s] * SEC[s]["value_potential"] for s in S)
        return w, f, Ag

    def fs(self, u):
        fdi = u["foreign_investment"] * (1 - 0.3 * u["joint_venture_terms"])
        return fdi / (fdi + self.p["foreign_investment_half_saturation"])

    def initialise(self, t, policy, reference):
        p = self.p
        _, u = self.levers(policy, reference, t)
        w = self.demand(t)
        base = [math.exp(-p["initial_complexity_slope"] * SEC[s]["complexity"]) * self.st[s] for s in S]
        a0 = p["initial_proximity"] * p["initial_proximity_multiplier"]
        self.a = [clip(base[s] * a0, 0.003, 1.1) for s in S]
        s0 = [w[s] * base[s] * SEC[s]["value_potential"] for s in S]
        ts0, tw = sum(s0), sum(w[s] * self.st[s] for s in S)
        self.sh = [0.5 * s0[s] / ts0 + 0.5 * w[s] * self.st[s] / tw for s in S]
        self.m = [p["initial_market_linkage"]] * 20
        self.q = [p["initial_quality"] * clip(1 - 0.5 * SEC[s]["complexity"], 0.3, 1) for s in S]
        self.n = [p["initial_cluster_size"] * clip(base[s], 0.1, 1) for s in S]
        self.M1, self.M2 = [0.0] * 20, [0.0] * 20
        self.EL, self.z, self.Z = 0.1, 0.0, u["infrastructure"]
        self.h = p["initial_human_capital"]
        self.hp = self.h + 0.3 * max(u["education"] - self.h, 0)
        self.R, self.Q, self.I, self.D = (p["initial_research_stock"], p["initial_routines"],
                                          p["initial_alignment"], p["initial_dependence"])
        self.D0 = self.D
        self.k = p["initial_capital_intensity"] ** (1 / (1 - p["capital_share"]))
        _, _, Ag = self.values(t)
        b = self.breadth(u, policy["traits"]["large_firm_vehicle"], self.fs(u))
        self.nT = b * Ag
        self.lX, self.age = 0.0, 0.0
        if p["initial_income"] > 0:
            self.lX = math.log(p["initial_income"] / self.basic_income(t, Ag)) - self.terms(t)

    def basic_income(self, t, Ag):
        p = self.p
        sN = p["sheltered_output_weight"]
        return (((1 - sN) * Ag + sN * self.nT) * (0.5 + 0.5 * self.h) * self.k ** p["capital_share"]
                * at(self.emp, t) * (0.85 + 0.15 * self.Z))

    def evaluate(self, t, policy, reference):
        """E0-E8 and everything reported; changes no state."""
        p, e = self.p, {}
        plan, u = self.levers(policy, reference, t)
        v1, v2, v3 = (policy["traits"][k] for k in
                      ("large_firm_vehicle", "public_laboratory_vehicle", "multinational_vehicle"))
        fs = self.fs(u)
        jv, miss = u["joint_venture_terms"], u["missions"]
        a, m, n, q, sh = self.a, self.m, self.n, self.q, self.sh
        w, f, Ag = self.values(t)
        mean = lambda x: sum(sh[s] * x[s] for s in S)
        abar, mbar, qbar = mean(a), mean(m), mean(q)
        chi = [s["complexity"] for s in SEC]
        es = sum(sh[s] for s in S if SEC[s]["is_electronics"])
        sel = clip(50 * miss + 0.3 * v1 * u["technology_leverage"] + 0.2 * jv + 0.2 * u["public_procurement"], 0, 1.5)
        money = miss + 0.006 * u["technology_leverage"] + 0.008 * u["public_procurement"]
        bound = p["money_bounds_misallocation"]
        sel = (1 - bound) * sel + bound * money
        mis = (policy["traits"]["cronyism"] * (1 - 0.8 * u["performance_discipline"]) * sel
               * (1 - 0.5 * policy["traits"]["sunset_strength"]) * (1.2 - 0.6 * self.I))
        kept = 1 - 0.5 * bound * (
            policy["traits"]["cronyism"] * (1 - 0.8 * u["performance_discipline"])
            * (1 - 0.5 * policy["traits"]["sunset_strength"]) * (1.2 - 0.6 * self.I))
        mc, royl = p["misallocation_loss"], p["royalty_share"]
        xp = p["initial_residual_persistence"]
        X = math.exp(self.lX * (xp + (1 - xp) * math.exp(-self.age / p["initial_residual_fading_time"])))
        y = X * self.basic_income(t, Ag) * (1 - mc * clip(mis, 0, 0.8)) * (1 - 0.3 * royl * (self.D - self.D0))
        expo = clip(0.3 + 0.9 * u["export_orientation"] * es * (1 + 1.5 * fs), 0.2, 2)
        y *= math.exp(self.terms(t) + p["crisis_response"] * math.log(self.observed("crisis_output", t))
                      + p["shock_sensitivity"] * expo * self.z)
        biz = (0.0004 + p["business_research_leverage"] * u["research_incentive"] * (0.3 + 0.7 * abar)
               + 1.6 * p["business_research_at_frontier"] * abar**2 * self.Q * (0.4 + 0.6 * mbar)
               * (1 - 0.5 * v3) * (1 - 0.2 * self.D) * (1 - p["margin_squeeze"] * self.D))
        gerd = u["public_research"] + biz + 0.3 * miss
        watched = (0.5 * u["performance_discipline"] + 0.3 * u["joint_venture_terms"]
                   + 0.2 * policy["traits"]["sunset_strength"])
        cost = (sum(DATA["levers"][l] * p[l + "_cost"] * plan[l] for l in LEVERS)
                + p["conditions_cost"] * watched) * (1 + mis)
        dens = [sum(PHI[i][j] * a[j] for j in S) for i in S]
        supp = [sum(W[i][j] * a[j] for j in S) for i in S]
        va = clip((1 - 0.45 * self.D) * (0.55 + 0.25 * mbar + 0.16 * mean(supp) / max(abar, 0.001)), 0, 1)
        net = y * (1 - royl * self.D - p["licence_fee"] * u["technology_leverage"] * (v1 + v2))
        cns1 = max(net * (1 - u["investment"] - cost), 1e-4)
        cns2 = max(net * (1 - u["investment"] - cost - max(biz - u["research_incentive"], 0)), 1e-4)
        # E4
        scR, dm = p["research_scale_effect"], p["home_market_size"]
        Re = self.R * (1 + scR * dm)
        hA = min(self.h * p["cognitive_skill"] * (1 + 0.5 * scR * dm), 1.2)
        Hc = self.wh / (hA + 0.03) + self.wR / (Re + 0.15) + self.wQ / (self.Q + 0.03) + self.wI / (self.I + 0.03)
        Ac = self.wh * hA + self.wR * min(Re, 1.2) + self.wQ * self.Q + self.wI * self.I
        om = p["complementarity"]
        # E5, E6, E7
        fg = self.outside("frontier_growth", t, 0.018)
        pace = fg / 0.018
        tau, con = self.tau(t), self.con(t)
        access = self.outside("technology_access", t, 1.0)
        elf = 1 - p["learning_dependent_leverage"] * (1 - self.EL)
        G = p["precision_gate_strength"] * max(0.85 - a[NAMES.index("precision_engineering")], 0)
        home = p["home_market_learning"] * dm * (0.5 + 0.5 * u["public_procurement"])
        ex = u["export_orientation"] * (0.5 + 0.5 * u["performance_discipline"])
        rRD = p["research_half_saturation"]
        Rc = min(Re * (1 + rRD) / (Re + rRD), 1.3)
        HRQ = 2 * Rc * self.Q / (Rc + self.Q + 0.001)
        lead, iota, gsc = u["mission_leadership_share"], p["invention_scale"], p["obsolescence_scale"]
        tg = [1 / len(policy["targets"]) if x in policy["targets"] else 0.0 for x in NAMES]
        thI = p["invention_proximity_threshold"]
        cx = p["complexity_demand"] * (1 + p["specialisation_lock_in"] * (1 - 2 * mean(POTENTIAL)))
        vs, lf, sl, mu = (p[k] for k in ("vehicle_specialisation", "leverage_focus", "specialisation_learning",
                                         "mission_unevenness"))
        growth, inv_flow, abs_flow = [], 0.0, 0.0
        for s in S:
            c = SEC[s]
            t_, k_ = tau[s], con[s]
            ac0 = om / (Hc + self.wd / (dens[s] + 0.03)) + (1 - om) * (Ac + self.wd * dens[s])
            ac = clip(ac0 * (1 - cx * c["complexity"] * (1 - ac0)), 0.02, 1.1)
            lev1 = t_ * (1 - 0.45 * k_) + 0.25 * c["scale_economies"] * (1 - t_)
            lev2 = t_ * (1 - k_) * (0.5 + 0.5 * c["modularity"])
            lev3 = t_ * (1 - 0.7 * k_) * (0.7 + 0.3 * c["precision"])
            gate = max(1 - c["precision"] * G, 0.1)
            lev1 *= 1 - vs + vs * (0.3 + 0.9 * c["scale_economies"] * min(2.5 * (1 - c["modularity"]), 1))
            lev2 *= 1 - vs + vs * (0.3 + 1.2 * c["modularity"] * (1.2 - c["scale_economies"]))
            lev3 *= 1 - vs + vs * (0.4 + 1.2 * c["precision"])
            focus = min(20 * tg[s], 5) if policy["targets"] else 1
            LV = access * p["leverage_speed"] * gate * (
                u["technology_leverage"] * elf * kept * (1 - lf + lf * focus) * (v1 * lev1 + v2 * lev2)
                + v3 * lev3 * fs * (1 - 0.6 * self.D) * (0.6 + 0.4 * jv))
            acc = 1 - p["incumbent_closure"] * k_ * (1 - 0.7 * v1 * c["scale_economies"])
            hill = a[s] ** 2 * (1 + thI**2) / (a[s] ** 2 + thI**2)
            LB = p["learning_by_doing_speed"] * (ex * (1 + 4 * p["contract_learning"] * m[s] * (1 - m[s])) + 2 * c["scale_economies"] * home * (0.1 + 2 * hill)) * (self.Q + 0.1)
            LB *= 1 - sl + sl * min(sh[s] / w[s], 2)
            SP = p["supplier_spillover_speed"] * supp[s] * (0.3 + n[s]) * (1 + jv * fs)
            SP *= 1 - p["closure_of_spillovers"] * (1 - acc)
            MD = (p["diversification_mission_yield"] * self.M2[s] * (1 - lead) * (0.3 + dens[s])
                  * (1 + 0.5 * home) * (0.4 + 1.2 * t_)) * (1 - mu + 2 * mu * a[s] ** 2 / (a[s] ** 2 + thI**2))
            through = 1 - p["entry_barrier"] * k_ * (1 - 0.7 * v1 * c["scale_economies"]) * (1 - t_) * max(1 - a[s] ** 2, 0)
            qf = through * (1 - p["quality_dependent_learning"] * (1 - q[s]))
            sdf = 1 + p["seeding_strength"] * dens[s] / (a[s] + 0.05)
            own_programmes = qf * (ac * (LV + MD) * sdf + LB * acc + SP)
            bun = qf * ac * p["absorption_speed"] * acc + own_programmes
            g = c["frontier_growth"] * pace
            INV = through * iota * gsc * g * HRQ * hill * (
                1 - p["research_crowding_out"] * min(30 * miss, 0.8) * (1 - min(4 * tg[s], 1)))
            RAD = p["leadership_mission_yield"] * self.M2[s] * lead * self.xi[s] * hill * HRQ * through
            RAD *= 1 - p["leadership_needs_proximity"] + p["leadership_needs_proximity"] * hill
            ab = ((1 - a[s]) * bun + p["leaders_keep_programmes"] * max(a[s] - 1, 0) * own_programmes) * self.eff[s]
            if t >= c["emergence_year"]:
                growth.append(clip(ab + INV + RAD - gsc * g - 0.02 * mc * mis, -0.2, 0.3))
                inv_flow += sh[s] * (INV + RAD)
                abs_flow += sh[s] * max(ab, 0)
            else:
                growth.append(0.15 * clip(p["window_of_opportunity"] * dens[s] / a[s] - 1, -1, 1))
        e.update(plan=plan, u=u, v1=v1, v2=v2, v3=v3, fs=fs, w=w, f=f, Ag=Ag, abar=abar, mbar=mbar, qbar=qbar,
                 cplx=mean([chi[s] * a[s] for s in S]), schi=mean(chi), mis=mis, kept=kept, y=y, biz=biz, gerd=gerd, cost=cost,
                 va=va, cns1=cns1, cns2=cns2, growth=growth, inv_flow=inv_flow, abs_flow=abs_flow, tau=tau, tg=tg, fg=fg)
        return e

    def step(self, t, k, policy, reference):
        p, dt = self.p, self.dt
        e = self.evaluate(t, policy, reference)
        u, v1, v2, v3, fs, mis = (e[x] for x in ("u", "v1", "v2", "v3", "fs", "mis"))
        a, m, n, q, sh, M1, M2 = self.a, self.m, self.n, self.q, self.sh, self.M1, self.M2
        jv, lev, churn = u["joint_venture_terms"], u["technology_leverage"], u["policy_churn"]
        disc, exp_, coord = u["performance_discipline"], u["export_orientation"], u["coordination"]
        own = clip(0.6 + 0.5 * v1 + 0.1 * v2 - 0.3 * v3, 0.2, 1.2)
        elm = (0.4 + 0.6 * self.EL) * (0.3 + 0.7 * self.I) * (1 - 0.5 * clip(mis, 0, 1)) * e["kept"]
        TM = p["mission_gestation_time"]
        educated = 1 - p["education_for_training"] + p["education_for_training"] * self.h / 0.6
        fm = sum(sh[s] * e["f"][s] for s in S)
        A, Mk, N, Qs, N1, N2, SH = [], [], [], [], [], [], []
        for s in S:
            A.append(clip(a[s] * (1 + dt * e["growth"][s]), 0.002, 1.5))
            Mk.append(clip(m[s] + dt * p["market_linkage_speed"] * (0.2 + 0.8 * self.Q) * own
                           * (1 - 0.6 * self.D) * (a[s] - m[s]), 0.01, 1))
            prof = (1 - n[s]) * (0.3 + 0.7 * min(2 * a[s], 1))
            trig = n[s] ** 2 / (n[s] ** 2 + 0.16)
            N.append(clip(n[s] + dt * (
                p["cluster_entry_speed"] * (n[s] + 0.02) * prof * (1 - q[s]) * (1 - 0.4 * v3 * fs) * (0.4 + 0.6 * self.Z)
                - p["cluster_exit_speed"] * q[s] * max(n[s] - 0.3, 0)), 0.005, 1))
            Qs.append(clip(q[s] + dt * (
                (q[s] + 0.03) * (1 - q[s]) * trig * (
                    p["quality_improvement_speed"] * (0.6 * self.h + 0.4 * self.Q) * (0.3 + a[s])
                    + p["cluster_training_effect"] * u["cluster_training"] * (1 - 0.5 * jv * v3) * educated)
                - p["quality_obsolescence"] * (0.3 + e["tau"][s]) * q[s]), 0.01, 0.99))
            N1.append(M1[s] + dt * (400 * u["missions"] * e["tg"][s] * elm - M1[s]) / TM)
            N2.append(M2[s] + dt * (M1[s] - M2[s]) * (0.5 + 0.5 * min(2 * n[s], 1)) / TM)
            SH.append(max(sh[s] + dt * (p["reallocation_speed"] * sh[s] * clip((e["f"][s] - fm) / fm, -1, 1.5)
                                        + p["demand_reversion_speed"] * (e["w"][s] - sh[s])), 1e-5))
        total = sum(SH)
        SH = [x / total for x in SH]
        hp = self.hp + dt * (u["education"] - self.hp) / p["schooling_delay"]
        h = self.h + dt * (self.hp - self.h) / p["workforce_turnover_time"]
        R = self.R + dt * (e["gerd"] / 0.03 - self.R) / p["research_stock_time"]
        Z = self.Z + dt * (u["infrastructure"] - self.Z) / 10
        Q = clip(self.Q + dt * (p["routine_diffusion_speed"] * (self.Q + 0.02) * (1 - self.Q) * (
            0.05 + 0.55 * u["management_training"] + 0.3 * disc * (0.4 + 0.6 * exp_) + 0.1 * fs)
            - p["routine_erosion"] * self.Q * (1 + 2 * churn + mis)), 0.02, 1)
        I = clip(self.I + dt * (p["alignment_building_speed"] * coord * (1 - self.I)
                                - p["alignment_fragmentation"] * (1 - coord) * self.I
                                - p["alignment_churn_erosion"] * churn * self.I), 0.02, 1)
        prop = min(3 * sum(sh[s] * M2[s] for s in S), 1)
        EL = clip(self.EL + dt * (p["economic_learning_speed"] * (0.5 * lev * (v1 + v2 + 0.5 * v3 * fs) + 0.5 * prop)
                                  * self.I * (1 - self.EL) - 0.02 * churn * self.EL), 0, 1)
        D = clip(self.D + dt * (
            3 * p["dependence_buildup"] * fs**2 * v3 * (1 - min(self.R, 1) * self.Q) * (1 - 0.5 * jv) * (1 - self.D)
            + p["dependence_buildup"] * p["licence_dependence"] * lev * (v1 + v2)
            * (1 - min(self.R, 1) * self.Q) * (1 - self.D)
            - p["dependence_erosion"] * (0.15 + self.R * self.Q + 0.5 * jv * self.I) * self.D), 0, 1)
        self.age += dt * (1 + p["residual_fading_with_exports"] * (2 * exp_ - 1))
        sN = p["sheltered_output_weight"]
        nT = self.nT + dt * p["internal_diffusion_speed"] * (self.breadth(u, v1, fs) * e["Ag"] - self.nT)
        Hprev = ((1 - sN) * e["Ag"] + sN * self.nT) * (0.5 + 0.5 * self.h)
        self.a, self.m, self.n, self.q, self.sh, self.M1, self.M2 = A, Mk, N, Qs, SH, N1, N2
        _, _, Ag = self.values(t + dt)
        H = ((1 - sN) * Ag + sN * nT) * (0.5 + 0.5 * h)
        ga = clip((H / Hprev - 1) / dt, -0.1, 0.15)
        fg = e["fg"]
        kk = clip(self.k + dt * (u["investment"] / 0.235 * (0.05 + 0.010 + fg) * self.k ** p["capital_share"]
                                 - (0.05 + fg + p["population_growth"] + ga) * self.k), 0.02, 6)
        if "demand_noise" in self.luck and "demand_crisis" in self.luck:
            crisis = self.luck["demand_crisis"][k] < self.outside("shock_frequency", t, 0.06) * dt
            self.z = self.z * (1 - 0.5 * dt) + 0.5 * math.sqrt(dt) * self.luck["demand_noise"][k] \
                - (self.outside("shock_size", t, 1.5) if crisis else 0.0)
        self.hp, self.h, self.R, self.Z, self.Q, self.I, self.EL, self.D, self.nT, self.k = hp, h, R, Z, Q, I, EL, D, nT, kk
        return e

    def run(self):
        sp, dt = self.spec, self.dt
        per = round(1 / dt)
        policy = DATA["policies"][sp["policy"]]
        reference = DATA["policies"][sp.get("reference", sp["policy"])]
        start, end = sp["start"], sp["end"]
        k = 0
        if "origin" in sp:
            o = sp["origin"]
            op = DATA["policies"][o["policy"]]
            self.initialise(o["start"], op, None)
            for i in range(round((start - o["start"]) / dt)):
                self.step(o["start"] + i / per, k, op, None)
                k += 1
            self.z, self.D0 = 0.0, self.D
            if o.get("observed_income") is not None:
                _, _, Ag = self.values(start)
                self.lX = math.log(o["observed_income"] / self.basic_income(start, Ag)) - self.terms(start)
                self.age = 0.0
        else:
            self.initialise(start, policy, reference)
        rho, G = sp["discount_rate"], 0.0
        fg_end = self.outside("frontier_growth", end, 0.018)
        equation = sp.get("settings", {}).get("consumption_equation", 2)
        target = sp.get("settings", {}).get("catch_up_income", 0.5)
        c1 = c2 = fisc = inv = gain = 0.0
        reached, rows, logs = None, {}, []
        steps = round((end - start) / dt)
        for i in range(steps + 1):
            t = start + i / per
            e = self.evaluate(t, policy, reference)
            weight = math.exp(-rho * (t - start)) * math.exp(G)
            c1 += dt * weight * e["cns1"]
            c2 += dt * weight * e["cns2"]
            fisc += dt * weight * e["cost"] * e["y"]
            if i == 0:
                y0 = e["y"]
            if reached is None and e["y"] >= target:
                reached = t
            if i % per == 0:
                logs.append(math.log(e["y"]))
            changes = [b - a for a, b in zip(logs, logs[1:])]
            mean = sum(changes) / len(changes) if changes else 0.0
            la = [math.log(x) for x in self.a]
            lm = sum(la) / 20
            out = {
                "income": e["y"], "capability": e["abar"], "complexity": e["cplx"],
                "process_upgrading": 0.5 * self.Q + 0.5 * e["abar"], "product_upgrading": e["qbar"],
                "functional_upgrading": e["mbar"], "intersectoral_upgrading": e["schi"],
                "domestic_value_added": e["va"], "rd_intensity": e["gerd"],
                "discounted_consumption": c1 if equation == 1 else c2,
                "terminal_value": weight * (e["cns1"] if equation == 1 else e["cns2"]) / (rho - fg_end),
                "fiscal_cost": fisc, "catch_up_year": reached,
                "trap": 1.0 if e["y"] <= 1.05 * y0 and e["abar"] < 0.6 else 0.0,
                "dispersion": math.sqrt(sum((x - lm) ** 2 for x in la) / 20),
                "volatility": math.sqrt(sum((x - mean) ** 2 for x in changes) / len(changes)) if changes else 0.0,
                "invention_share": inv / gain if gain != 0 else 0.0, "initial_residual": self.lX,
                "consumption_first_version": c1}
            if i in (0, 1, 10 * per, steps):
                details = {"human_capital": self.h, "research_stock": self.R, "routines": self.Q, "alignment": self.I,
                           "economic_learning": self.EL, "dependence": self.D, "infrastructure": self.Z,
                           "sheltered_productivity": self.nT, "capital": self.k, "shock": self.z,
                           "invention_flow": e["inv_flow"], "absorption_flow": e["abs_flow"]}
                for name, values in (("capability", self.a), ("market_linkage", self.m), ("cluster_size", self.n),
                                     ("quality", self.q), ("share", self.sh), ("mission_stock", self.M2)):
                    details.update({name + "." + NAMES[s]: values[s] for s in S})
                rows[i] = {"year": t, "outcomes": out}
                if i == steps:
                    rows[i]["details"] = details
            if i < steps:
                inv += e["inv_flow"]
                gain += e["inv_flow"] + e["abs_flow"]
                self.step(t, k, policy, reference)
                G += e["fg"] * dt
                k += 1
        return rows


def fixed_luck(seed, steps):
    r = random.Random(seed)
    return {"sector_luck": [round(r.gauss(0, 1), 6) for _ in S],
            "sector_efficiency": [round(r.gauss(0, 1), 6) for _ in S],
            "demand_noise": [round(r.gauss(0, 1), 6) for _ in range(steps)],
            "demand_crisis": [round(r.random(), 6) for _ in range(steps)]}


def specifications():
    runs = []
    base = {"step": 0.5, "discount_rate": 0.03}
    for country in ("japan", "korea", "taiwan", "singapore", "china", "mexico", "chile"):
        eco = DATA["economies"][country]
        runs.append({"name": country, "economy": country, "policy": eco["policy"], "start": eco["start"], "end": 2019, **base})
    generic = {"economy": "generic", "reference": "baseline", "start": 2025, "end": 2065, **base}
    for policy in DATA["policies"]:
        if policy not in {e["policy"] for e in DATA["economies"].values()} or policy == "baseline":
            runs.append({"name": "generic " + policy, "policy": policy, **generic})
    runs.append({"name": "first consumption equation", "policy": "balanced_aligned", **generic,
                 "settings": {"consumption_equation": 1, "catch_up_income": 0.4}})
    r = random.Random(20)
    factors = {l + "_implementation": round(math.exp(r.gauss(0, 0.3)), 6) for l in LEVERS}
    factors.update({l + "_cost": round(math.exp(r.gauss(0, 0.3)), 6) for l in LEVERS if DATA["levers"][l] > 0})
    runs.append({"name": "implementation and cost", "policy": "balanced_aligned", **generic, "factors": factors})
    spread = random.Random(64)
    drawn = {k: round(v["low"] + (v["high"] - v["low"]) * spread.betavariate(2, 2), 6) for k, v in DATA["parameters"].items()}
    drawn["initial_proximity_multiplier"] = 1.21
    outside = {
        "frontier_growth": [[2025, 0.016], [2035, 0.024], [2065, 0.02]],
        "world_demand.ev_batteries": [[2028, 1.0], [2035, 2.5]],
        "world_demand.green_hydrogen_energy": [[2028, 1.0], [2040, 4.0]],
        "incumbent_closeness.autos": [[2025, 1.0], [2045, 0.6]],
        "incumbent_closeness.semiconductors": [[2026, 1.0], [2030, 3.5]],
        "technology_turnover.ev_batteries": [[2028, 1.0], [2032, 1.4]],
        "technology_turnover.autos": [[2025, 1.0], [2050, 2.0]],
        "technology_turnover.personal_computers": [[2025, 1.3]],
        "technology_access": [[2025, 1.0], [2030, 0.55]],
        "shock_frequency": [[2025, 0.06], [2040, 0.25]],
        "shock_size": [[2025, 1.0], [2050, 2.2]]}
    runs.append({"name": "outside paths and luck", "policy": "missions_leadership", **generic,
                 "discount_rate": 0.04, "paths": outside, "factors": {**drawn, **factors}, "luck": fixed_luck(7, 80)})
    runs.append({"name": "luck in quarters", "policy": "global_factory", **generic, "step": 0.25, "luck": fixed_luck(8, 160)})
    mexico = {"economy": "mexico", "policy": "mexico_baseline", "start": 2025, "end": 2065, **base,
              "origin": {"policy": "mexico_baseline", "start": 1960, "observed_income": 0.30}}
    runs.append({"name": "mexico from its history", **mexico})
    runs.append({"name": "mexico from its history, policy changed", **mexico, "policy": "balanced_aligned",
                 "reference": "mexico_baseline", "luck": fixed_luck(9, 210), "factors": factors,
                 "origin": {"policy": "mexico_baseline", "start": 1960}})
    return runs + third_version(generic, drawn, factors, outside)


def third_version(generic, drawn, factors, outside):
    """All mechanisms at work at once, under a mix of each vehicle; in the last one ahead of the frontier."""
    runs = []
    given = {
        "paths": {**outside, "terms_of_trade": [[2025, 1.0], [2033, 1.2], [2050, 0.9]]},
        "series": {"crisis_output": [[2030, 1.0], [2031, 0.9], [2034, 1.0], [2047, 1.0], [2047.5, 0.93], [2050, 1.0]],
                   "terms_of_trade": [[2025, 1.0], [2040, 0.8]]}}
    mixes = ["korea_chaebol", "missions_leadership", "missions_diversification", "taiwan_itri", "singapore_mnc",
             "balanced_aligned", "global_factory", "japan_miti"]
    for index, policy in enumerate(mixes):
        r = random.Random(300 + index)
        own = {k: round(low + (high - low) * r.betavariate(2, 2), 6) for k, (low, high) in LATER.items()}
        if policy == "japan_miti":
            own.update(initial_proximity=0.95, initial_proximity_multiplier=1.1, initial_complexity_slope=0.2)
        own["initial_income"] = round(r.uniform(0.15, 0.35), 6)
        runs.append({"name": "third version " + policy, "policy": policy, **generic, **given,
                     "factors": {**drawn, **factors, **own}, "luck": fixed_luck(30 + index, 80)})
    return runs


def main():
    results = []
    for spec in specifications():
        rows = Run(spec).run()
        results.append({**spec, "rows": {str(k): v for k, v in rows.items()}})
    first = json.loads((HERE / "golden_first.json").read_text())
    by_name = {r["name"]: r for r in results}
    worst = 0.0
    for name, golden in first.items():
        run = by_name[name.replace("GEN", "generic") if name.startswith("GEN") else name.lower()]
        rows = list(run["rows"].values())
        end, key = rows[-1], {}
        o = end["outcomes"]
        key = {"y_0": rows[0]["outcomes"]["income"], "y_1step": rows[1]["outcomes"]["income"],
               "y_10yr": rows[2]["outcomes"]["income"], "y_end": o["income"], "lX": o["initial_residual"],
               "gerd_end": o["rd_intensity"], "va_end": o["domestic_value_added"],
               "cons": o["consumption_first_version"], "fisc": o["fiscal_cost"],
               "a_semis_end": end["details"]["capability.semiconductors"],
               "a_autos_end": end["details"]["capability.autos"]}
        for k, v in golden.items():
            worst = max(worst, abs(key[k] - v) / max(abs(v), 1e-300) if v else abs(key[k]))
    if not worst < 1e-11:
        raise SystemExit(f"first version not reproduced: {worst}")
    print(f"first version reproduced, largest relative difference {worst:.1e}")
    about = f"Written by first_version.py with Python {platform.python_version()}; null stands for +infinity."
    lines = ",\n".join(json.dumps(r) for r in results)
    text = f'{{"about": {json.dumps(about)},\n"runs": [\n{lines}\n]}}\n'
    (HERE / "golden.json").write_text(text)


if __name__ == "__main__":
    main()
