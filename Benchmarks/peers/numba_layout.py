"""Layout and small parts of the Numba peer: which row of a block's array holds what."""
from numba import njit

import inputs

LANES = 16
S = inputs.S
# Where each row of the block's array begins: factors, levers, then state; compile-time constants.
globals().update(
    {name.upper(): index * LANES for index, name in enumerate(inputs.COLUMNS)})
COLUMNS = len(inputs.COLUMNS)
IMPLEMENTATION = inputs.COLUMNS.index("public_research_implementation") * LANES
COSTS = inputs.COLUMNS.index("public_research_cost") * LANES
LEVERS = len(inputs.LEVERS)
U = COLUMNS * LANES
globals().update(
    {"U_" + name.upper(): U + index * LANES for index, name in enumerate(inputs.LEVERS)})
_next = [U + LEVERS * LANES]


def rows(count=1):
    """The beginning of the next `count` rows."""
    first = _next[0]
    _next[0] += count * LANES
    return first


(A, DENS, SUPP, M, N, Q, SH, F, EFF, M1, M2, XI) = (rows(S) for _ in range(12))
(HP, H, R, RQ, I, EL, D, Z, NT, K, KA, SHOCK, FADE, OUT, AG, ABAR, MBAR, ES, M2BAR, SCALE, FINV,
 CONS, FISC, WH, WR, WQ, WI, WD, RPOOL, SPOOL, TH2, FADERATE, V0, V1, LX, COST, FS, MIS, EXPO, BIZ,
 RES, X1, KEPT, RS, UP) = (rows() for _ in range(45))
(HC, AC0, AC1, CX, GATE, LEVC, LEVH, TRAC, TRAH, LB0, LB1, LB2, LBC, SP0, SP1, SPC, SD1, QB0, INVC,
 INVT, GSC, LOSS, LINK, ENTRY, EXIT, IMP, IMP0, FORGET, KEEP, MOVE, PULL, MDC, MDU, RADC, MIN, MSTEP,
 INVH, INVK, DIL) = (rows() for _ in range(39))
(QAC, QSD, QHI, QTR, INVA, EXTRA, EXTRAG, GROW, TS, TF, TA, TM, TE, TM2, TR, TU) = (
    rows() for _ in range(16))
# The sector at hand lies in rows of its own: between constant rows LLVM knows every distance, and makes
# vectors of the loops without testing whether rows overlap.
(CA, CDENS, CSUPP, CM, CN, CQ, CSH, CF, CEFF, CM1, CM2, CXI) = (rows() for _ in range(12))
ROWS = rows()
JIT = {"fastmath": True, "error_model": "numpy", "boundscheck": False}


@njit(inline="always")
def clip(x, low, high):
    return min(max(x, low), high)


@njit(**JIT)
def levers(w, planned, reference, high):
    for index in range(LEVERS):
        plan, standard, top = planned[index], reference[index], high[index]
        if plan == standard:
            for l in range(LANES):
                w[U + index * LANES + l] = plan
        else:
            for l in range(LANES):
                w[U + index * LANES + l] = clip(
                    standard + w[IMPLEMENTATION + index * LANES + l] * (plan - standard), 0.0, top)


@njit(**JIT)
def collect(w, demand_value):
    for l in range(LANES):
        r = 1 / (w[TS + l] * w[TF + l])
        scale = r * w[TF + l]
        w[SCALE + l] = scale
        w[FINV + l] = r * w[TS + l] * w[TS + l]
        w[AG + l] = w[TF + l] * scale / demand_value
        w[ABAR + l] = w[TA + l] * scale
        w[MBAR + l] = w[TM + l] * scale
        w[ES + l] = w[TE + l] * scale
        w[M2BAR + l] = w[TM2 + l] * scale
        w[RS + l] = w[TR + l] * scale
        w[UP + l] = w[TU + l] * scale


@njit(**JIT)
def clear_sums(w):
    for l in range(LANES):
        w[TS + l] = 0.0
        w[TF + l] = 0.0
        w[TA + l] = 0.0
        w[TM + l] = 0.0
        w[TE + l] = 0.0
        w[TM2 + l] = 0.0
        w[TR + l] = 0.0
        w[TU + l] = 0.0


@njit(**JIT)
def add_sums(w, electronics, resources, potential, mission):
    for l in range(LANES):
        share = w[CSH + l]
        w[TS + l] += share
        w[TF + l] += share * w[CF + l]
        w[TA + l] += share * w[CA + l]
        w[TM + l] += share * w[CM + l]
        w[TU + l] += share * potential
    if resources:
        for l in range(LANES):
            w[TR + l] += w[CSH + l]
    if electronics:
        for l in range(LANES):
            w[TE + l] += w[CSH + l]
    if mission:
        for l in range(LANES):
            w[TM2 + l] += w[CSH + l] * w[CM2 + l]


@njit(**JIT)
def value(w, potential):
    """Value of the sector at hand: concave in capability, less where imitators crowd a cluster, more
    ahead of the frontier."""
    for l in range(LANES):
        a, q = w[CA + l], w[CQ + l]
        w[CF + l] = a * potential / (a + w[PRODUCTIVITY_CONCAVITY + l]) * (
            w[V0 + l] + w[V1 + l] * (w[CM + l] + q)) * (
                1 - w[PRICE_OF_CROWDING + l] * (w[CN + l] * (1 - q))) * (
                    1 + w[LEADERSHIP_PREMIUM + l] * max(a - 1, 0.0))


@njit(**JIT)
def output(w):
    for l in range(LANES):
        sN = w[SHELTERED_OUTPUT_WEIGHT + l]
        w[OUT + l] = (w[AG + l] + sN * (w[NT + l] - w[AG + l])) * (0.5 + 0.5 * w[H + l])


@njit(inline="always")
def breadth(w, l, v1):
    return clip(
        w[INTERNAL_DIFFUSION_BREADTH + l] + w[BREADTH_FROM_EXPORTS + l] * w[U_EXPORT_ORIENTATION + l]
        + w[BREADTH_FROM_FOREIGN_INVESTMENT + l] * w[FS + l] * (
            1 + w[PRESENCE_NEEDS_SCHOOLING + l] * (w[H + l] / 0.6 - 1))
        - w[BREADTH_LOST_TO_LARGE_FIRMS + l] * v1
        - w[BREADTH_LOST_TO_DUALISM + l] * w[DUALISM + l], 0.15, 1.1)
