#!/usr/bin/env python3
"""Mint ratios in 60 digit arithmetic: what `tests/margin.rs` holds the integers against.

    python3 margin.py            writes margin.csv beside this script
    python3 margin.py --check    says whether that file is what the script writes; exits with 1 if not

It knows the formula of docs/margin.md and nothing of the Rust code. All inputs are integers: ratios
and variances with 18 digits, times in seconds. The last column is the mint ratio with 36 digits, cut off.
"""

import hashlib
import sys
from decimal import Decimal, ROUND_FLOOR, getcontext
from pathlib import Path

getcontext().prec = 60

ONE = 10**18
YEAR = 31_536_000
DAY = 86_400
VARIANCE_MAX = 198_186_199_899
FILE = Path(__file__).with_name("margin.csv")
COLUMNS = (
    "base,cap,penalty,confidence,horizon,crowding,rate_shock,"
    "variance,implied_variance,time_to_maturity,use,mint_ratio"
)
RANDOM = 600


def mint_ratio(base, cap, penalty, confidence, horizon, crowding, rate_shock,
               variance, implied_variance, time_to_maturity, use):
    """M as docs/margin.md has it, nothing rounded before the 60th digit."""
    base, cap, penalty, confidence, crowding, rate_shock, use = (
        Decimal(raw) / ONE
        for raw in (base, cap, penalty, confidence, crowding, rate_shock, use)
    )
    per_second = Decimal(max(variance, implied_variance)) / ONE
    move = confidence * (per_second * horizon * (1 + crowding * use)).sqrt()
    drop = move + rate_shock * time_to_maturity / YEAR
    if drop >= 1:
        return cap
    return min(cap, max(base, (1 + penalty) / (1 - drop)))


def yearly(percent):
    """Variance per second of a yearly volatility, rounded up."""
    return -(-(percent * ONE // 100) ** 2 // (ONE * YEAR))


def defaults(**other):
    case = dict(
        base=160 * ONE // 100, cap=250 * ONE // 100, penalty=ONE // 10, confidence=6 * ONE,
        horizon=DAY, crowding=ONE, rate_shock=ONE // 5,
        variance=0, implied_variance=0, time_to_maturity=0, use=0,
    )
    return {**case, **other}


def chosen():
    for volatility in (0, 40, 60, 80, 100, 120, 150, 200, 250):
        for use in (0, ONE // 2, ONE):
            yield defaults(variance=yearly(volatility), use=use)
    yield defaults(variance=yearly(60), implied_variance=yearly(120))
    yield defaults(variance=yearly(120), implied_variance=yearly(60))
    for days in (1, 90, 365, 3_650):
        yield defaults(base=110 * ONE // 100, variance=yearly(30), time_to_maturity=days * DAY)
    yield defaults(variance=1, horizon=1, base=0)
    yield defaults(variance=1, horizon=1, base=0, use=1)
    yield defaults(variance=VARIANCE_MAX, horizon=30 * DAY, use=ONE)


class Draw:
    """The same numbers on every machine: SHA-256 of a counter."""

    def __init__(self):
        self.count = 0

    def upto(self, most):
        self.count += 1
        digest = hashlib.sha256(b"ballast margin %d" % self.count).digest()
        return int.from_bytes(digest, "big") % (most + 1)

    def magnitude(self, most):
        return self.upto(most) >> self.upto(most.bit_length())


def drawn():
    draw = Draw()
    for _ in range(RANDOM // 2):
        yield anything(draw)
        yield lively(draw)


def anything(draw):
    """Every magnitude of everything."""
    base = ONE + draw.upto(ONE)
    return dict(
        base=base,
        cap=base + draw.upto(250 * ONE // 100 - base),
        penalty=draw.upto(ONE // 2),
        confidence=draw.upto(20 * ONE),
        horizon=draw.magnitude(30 * DAY),
        crowding=draw.upto(10 * ONE),
        rate_shock=draw.upto(ONE),
        variance=draw.magnitude(VARIANCE_MAX),
        implied_variance=draw.magnitude(VARIANCE_MAX),
        time_to_maturity=draw.magnitude(YEAR),
        use=draw.upto(ONE),
    )


def lively(draw):
    """Markets in which neither base nor cap binds, mostly."""
    return dict(
        base=ONE,
        cap=250 * ONE // 100,
        penalty=draw.upto(ONE // 5),
        confidence=draw.upto(8 * ONE),
        horizon=draw.upto(2 * DAY),
        crowding=draw.upto(2 * ONE),
        rate_shock=draw.upto(ONE // 4),
        variance=draw.upto(VARIANCE_MAX) >> draw.upto(5),
        implied_variance=draw.upto(VARIANCE_MAX) >> draw.upto(8),
        time_to_maturity=draw.upto(YEAR),
        use=draw.upto(ONE),
    )


def lines():
    yield COLUMNS
    for case in (*chosen(), *drawn()):
        ratio = (mint_ratio(**case) * 10**36).to_integral_value(ROUND_FLOOR)
        yield ",".join(str(raw) for raw in (*case.values(), ratio))


def main():
    text = "".join(line + "\n" for line in lines())
    if "--check" not in sys.argv[1:]:
        FILE.write_text(text)
    elif FILE.read_text() != text:
        sys.exit(f"{FILE} is not what this script writes: run it without --check")


if __name__ == "__main__":
    main()
