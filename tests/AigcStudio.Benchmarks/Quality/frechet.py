"""The Frechet distance by scipy's matrix root, as the usual FID programs take it, for side-by-side measurement. One JSON object a line each way."""
import json, sys, time
import numpy as np, scipy
from scipy import linalg


def distance(a, b):
    covariances = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    shift = a.mean(0) - b.mean(0)
    root = linalg.sqrtm(covariances[0] @ covariances[1], disp=False)[0]
    return float(shift @ shift + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * np.trace(root.real))


print(json.dumps({"version": scipy.__version__, "families": []}), flush=True)
sets = None
for line in sys.stdin:
    request = json.loads(line)
    if sets is None:
        sets = [np.fromfile(request[name]).reshape(-1, request["dimensions"]) for name in ("real", "made")]
    start = time.perf_counter()
    value = distance(*sets)
    print(json.dumps({"value": value, "seconds": time.perf_counter() - start}), flush=True)
