"""Tests of cross_check_prices.py on made-up lists; `cargo test -p xtask` runs them."""

import json
import unittest
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import cross_check_prices as cross_check
from cross_check_prices import Row, compare, known_rows, rows

NOON = datetime(2026, 11, 10, 12, tzinfo=timezone.utc)
PRICES = Path(__file__).parent.parent / "crates/catalogs/data/prices"


def row(snapshot, litellm, model_prices):
    prices = (None if each is None else Decimal(each) for each in (snapshot, litellm, model_prices))
    return Row("maker", "model", "input_mtok", *prices)


class Comparing(unittest.TestCase):
    def kind(self, row, known=()):
        outcome = compare([row], list(known))
        found = [kind for kind, rows in outcome.items() if row in rows and kind != "known no more"]
        self.assertEqual(len(found), 1)
        return found[0]

    def test_only_a_difference_from_both_lists_is_refused(self):
        self.assertEqual(self.kind(row("2", "2", "2.0000000000001")), "agree")
        self.assertEqual(self.kind(row("2", None, "2")), "agree")
        self.assertEqual(self.kind(row("2", None, None)), "in neither list")
        self.assertEqual(self.kind(row("2", "3", "2")), "differ from one")
        self.assertEqual(self.kind(row("2", "3", None)), "differ from one")
        self.assertEqual(self.kind(row("2", "3", "3")), "differ from both")
        self.assertEqual(self.kind(row("2", "3", "4")), "differ from both")
        self.assertEqual(self.kind(row("0", "3", "3")), "differ from both")
        self.assertEqual(self.kind(row(None, "3", "3")), "differ from both")

    def test_a_known_difference_covers_no_other_prices_and_is_refused_when_gone(self):
        known = known_rows([{"provider": "maker", "model": "model", "rates": {
            "input_mtok": {"snapshot": "2", "litellm": "3", "model_prices": "4"}}}])
        self.assertEqual(self.kind(row("2", "3", "4"), known), "known")
        for changed in (row("1", "3", "4"), row("2", "5", "4"), row("2", "3", "5")):
            self.assertEqual(self.kind(changed, known), "differ from both")
        self.assertEqual(compare([row("2", "2", "2")], known)["known no more"], known)
        self.assertEqual(compare([row("2", "3", "4")], known)["known no more"], [])

    def test_every_known_difference_has_the_snapshots_own_rate_and_a_reason(self):
        snapshot = cross_check.parse((PRICES / "first_party.json").read_text(encoding="utf-8"))
        noon = datetime.fromisoformat(snapshot["date"]).replace(hour=12, tzinfo=timezone.utc)
        models = {(provider["id"], model["id"]): cross_check.active_rates(model["prices"], noon)
                  for provider in snapshot["providers"] for model in provider["models"]}
        known = json.loads((PRICES / "known_differences.json").read_text(encoding="utf-8"))["differences"]
        for entry in known:
            self.assertTrue(entry["why"] and datetime.fromisoformat(entry["date"]))
        for each in known_rows(known):
            self.assertEqual(cross_check.base_of(models[each.provider, each.model].get(each.rate)), each.snapshot, each)


class Reading(unittest.TestCase):
    def test_the_lists_meet_at_the_same_model_rate_and_instant(self):
        snapshot = {"providers": [{"id": "deepseek", "models": [{
            "id": "Deep-1", "match": {"or": [{"starts_with": "deep"}, {"equals": "deep-latest"}]},
            "prices": [
                {"rates": {"input_mtok": "9"}},
                {"from": "2026-11-10", "rates": {"input_mtok": {"base": "1", "tiers": [[1000, "2"]]}}},
                {"window": [3600, 7200], "rates": {"input_mtok": "8"}},
                {"from": "2026-11-11", "rates": {"input_mtok": "7"}},
            ]}]}]}
        litellm = cross_check.litellm_rates(cross_check.parse("""{
            "other/deep-1": {"litellm_provider": "other", "input_cost_per_token": 5e-06},
            "deepseek/deep-latest": {"litellm_provider": "deepseek", "input_cost_per_token": 2e-06,
                "cache_read_input_token_cost": 1e-07,
                "off_peak_pricing": {"input_cost_per_token": 1e-06, "windows": [
                    {"hours_utc": ["00:00-01:00", "10:00-00:00"], "weekdays": [1, 2, 3, 4, 5]}]}}
        }"""), NOON)
        model_prices = cross_check.model_prices_rates(cross_check.parse("""{
            "schedules": {"schedule": []},
            "prices": {"deepseek": {"deep-1": {"standard": [
                {"start": null, "rates": {"input": 6}},
                {"start": "2026-11-01T00:00:00Z", "rates": {"input": 3, "cache_read": 0.2}},
                {"start": "2026-12-01T00:00:00Z", "rates": {"input": 4}}]}}}
        }"""), NOON)
        self.assertEqual(list(rows(snapshot, NOON, litellm, model_prices)), [
            Row("deepseek", "Deep-1", "input_mtok", 1, 1, 3),
            Row("deepseek", "Deep-1", "cache_read_mtok", None, Decimal("0.1"), Decimal("0.2")),
        ])

    def test_an_hour_that_model_prices_charges_otherwise_is_refused(self):
        schedule = {"provider": "deepseek", "valid_from": "2026-08-16T16:00:00Z", "peak_hours_utc": [["11:00", "13:00"]]}
        data = {"schedules": {"schedule": [schedule]}, "prices": {}}
        with self.assertRaises(SystemExit):
            cross_check.model_prices_rates(data, NOON)
        schedule["valid_until"] = "2026-11-01T00:00:00Z"
        self.assertEqual(cross_check.model_prices_rates(data, NOON), {})


if __name__ == "__main__":
    unittest.main()
