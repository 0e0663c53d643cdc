//! From which price of quality on the family is looked at.

use super::*;

/// No member with a lower price of quality can be best: half of attempts over the most that quality can be worth.
/// Nothing where quality is worth nothing anywhere.
pub(super) fn lowest_price(model: &Model, search: &Search) -> Option<f64> {
    const PARTS: u32 = 32;
    let cost = Usd(search.cost(&search.least()));
    let worth = (0..=PARTS).map(|part| {
        let quality = Probability(f64::from(part) / f64::from(PARTS));
        let net = net(cost, quality, &model.checking, &model.value);
        net.certain_per_quality(model.value.risk_aversion)
    });
    let most = worth.fold(0.0, f64::max);
    // An attempt that costs more is worth repeating less, but never by more than what it costs itself.
    let repeated = search.present_cost() * f64::from(model.checking.attempts);
    (most > 0.0).then(|| 0.25 / (most + repeated))
}
