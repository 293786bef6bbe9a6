"""Makes scipy-wilcoxon.json: python3 scipy-wilcoxon.py > scipy-wilcoxon.json (scipy 1.x)

Differences of several shapes and sizes, their Hodges-Lehmann estimate by numpy, and for some shifts the exact two-sided p-value of
scipy.stats.wilcoxon of the differences less the shift: what the intervals of signed-rank.ts invert.
"""

import json

import numpy
import scipy
from scipy.stats import wilcoxon

random = numpy.random.default_rng(20261127)
shapes = {
    "normal": lambda n: random.normal(0.01, 0.02, n),
    "skewed": lambda n: random.exponential(0.02, n),
    "two modes": lambda n: random.normal(0, 0.005, n) + 0.2 * (random.random(n) < 0.4),
    "wild": lambda n: random.standard_cauchy(n) / 100,
}


def walsh(x):
    rows, columns = numpy.triu_indices(len(x))
    return (x[rows] + x[columns]) / 2


cases = []
for shape, draw in shapes.items():
    for n in (5, 8, 10, 13, 16, 24):
        x = numpy.round(draw(n), 6)
        averages = walsh(x)
        # Shifts between neighbouring Walsh averages: no difference is 0 then, and no two are tied.
        around = numpy.unique(averages)
        places = numpy.linspace(0, len(around) - 2, 9).astype(int)
        shifts = (around[places] + around[places + 1]) / 2
        cases.append(
            {
                "shape": shape,
                "differences": x.tolist(),
                "estimate": float(numpy.median(averages)),
                "p": [[float(shift), float(wilcoxon(x - shift, method="exact").pvalue)] for shift in shifts],
            }
        )

print(json.dumps({"scipy": scipy.__version__, "cases": cases}))
