"""What genai-prices' own Python finds in response bodies, one a line: counts and cost, as JSON.

    python3 bench_usage.py BODIES.jsonl
"""

import json
import sys
from decimal import Decimal

from genai_prices import extract_usage


def main():
    total = {"requests": 0, "inputTokens": 0, "cacheReadTokens": 0, "cacheCreationTokens": 0, "outputTokens": 0}
    cost = Decimal(0)
    with open(sys.argv[1], "rb") as lines:
        for line in lines:
            body = json.loads(line)
            is_message = body.get("type") == "message"
            provider, flavor = ("anthropic", "default") if is_message else ("openai", "chat")
            extracted = extract_usage(body, provider_id=provider, api_flavor=flavor)
            usage = extracted.usage
            read, written = usage.cache_read_tokens or 0, usage.cache_write_tokens or 0
            total["requests"] += 1
            total["inputTokens"] += usage.input_tokens - read - written
            total["cacheReadTokens"] += read
            total["cacheCreationTokens"] += written
            total["outputTokens"] += usage.output_tokens
            cost += extracted.calc_price().total_price
    print(json.dumps({**total, "totalCost": float(cost)}))


main()
