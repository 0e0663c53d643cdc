"""Prices a second of genai-prices' own Python, over the requests that the project's bench prices.

    python3 bench_prices.py ROWS.jsonl.gz

Prints one number. Requests are read, and moments and counts converted, before the clock starts; the package's
memory of references is filled by a first round, as it would be in a long run.
"""

import gzip
import json
import sys
import time
from datetime import datetime

from genai_prices import calc_price

ROUNDS = 5


def main():
    rows = [json.loads(line) for line in gzip.open(sys.argv[1])]
    requests = [
        (row["usage"], row["model_ref"], row["provider_id"], datetime.fromisoformat(row["timestamp"]), row.get("price_context"))
        for row in rows
        if "expected" in row
    ]
    price_all(requests)
    print(len(requests) / min(price_all(requests) for _ in range(ROUNDS)))


def price_all(requests):
    start = time.perf_counter()
    for usage, model, provider, moment, context in requests:
        calc_price(usage, model, provider_id=provider, genai_request_timestamp=moment, price_context=context)
    return time.perf_counter() - start


main()
