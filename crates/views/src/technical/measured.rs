//! Published measurements of how long a token takes, and what they leave of the speed at best.

use super::MeasurementsReport;
use super::supply::Asked;
use super::terms::Terms;
use catalogs::accelerators::accelerator;
use catalogs::shapes::open_model;
use economics::quantity::Tokens;

/// Measurements of whole systems: requests that write at the same time, all of a length.
pub(super) struct Published {
    /// What was measured, by whom and when.
    pub says: &'static str,
    /// Address.
    pub source: &'static str,
    /// Word of the model's shape; its weights are as its maker publishes them.
    shape: &'static str,
    /// Word of the machine.
    accelerator: &'static str,
    /// Tokens behind the one that is written, in the middle of an answer.
    context: f64,
    rows: &'static [Row],
}

/// Machines that share the work, requests at once, and milliseconds from one token of a request to its next on average.
#[derive(Clone, Copy)]
struct Row(f64, f64, f64);

pub(super) static MEASURED: [Published; 4] = [
    Published {
        says: "DeepSeek-R1 in 8 bits on eight H200, 1 k in and 1 k out, March 2026 (InferenceX, SGLang): 12.8, 17.2, 25.6 and 34.6 ms a token with 8, 16, 32 and 64 requests",
        source: "https://github.com/SemiAnalysisAI/InferenceX/issues/870",
        shape: "deepseek-v3",
        accelerator: "h200",
        context: 1_536.0,
        rows: &[
            Row(8.0, 8.0, 12.8),
            Row(8.0, 16.0, 17.2),
            Row(8.0, 32.0, 25.6),
            Row(8.0, 64.0, 34.6),
        ],
    },
    Published {
        says: "gpt-oss-120b in 4 bits on H100, 1 k in and 1 k out, March 2026 (InferenceX, vLLM): on eight 3.72, 4.05, 4.83, 5.82 and 7.36 ms a token with 4, 8, 16, 32 and 64 requests; with 64 on four 9.89, on two 15.21 ms",
        source: "https://github.com/SemiAnalysisAI/InferenceX/issues/828",
        shape: "gpt-oss-120b",
        accelerator: "h100",
        context: 1_536.0,
        rows: &[
            Row(8.0, 4.0, 3.72),
            Row(8.0, 8.0, 4.05),
            Row(8.0, 16.0, 4.83),
            Row(8.0, 32.0, 5.82),
            Row(8.0, 64.0, 7.36),
            Row(4.0, 64.0, 9.89),
            Row(2.0, 64.0, 15.21),
        ],
    },
    Published {
        says: "Qwen3 30B-A3B on one A100, 1 k in and 128 out, July 2025 (Tenstorrent): 9.8 ms a token with one request",
        source: "https://github.com/tenstorrent/tt-inference-server/issues/340",
        shape: "qwen3-30b-a3b",
        accelerator: "a100",
        context: 1_088.0,
        rows: &[Row(1.0, 1.0, 9.8)],
    },
    Published {
        says: "DeepSeek-R1 in 8 bits on two nodes of eight H100, 1 k in and 128 out, July 2025 (Tenstorrent, SGLang): 23.2 ms a token with one request",
        source: "https://github.com/tenstorrent/tt-inference-server/issues/356",
        shape: "deepseek-v3",
        accelerator: "h100",
        context: 1_088.0,
        rows: &[Row(16.0, 1.0, 23.2)],
    },
];

/// Measurements with so many times more or fewer requests say something of one's own.
const NEAR: f64 = 4.0;

impl Published {
    /// How many times as long a token took as it does at best, with the parts of the machine that are set.
    fn times_as_long(&self, terms: &Terms, Row(count, requests, milliseconds): Row) -> Option<f64> {
        let terms = Terms {
            accelerator: accelerator(self.accelerator)?,
            batch: requests,
            weight_bytes: None,
            ..terms.at_best()
        };
        let asked = Asked::with(&terms, open_model(self.shape)?, false, Tokens(self.context));
        let best = asked.run(&terms, count).ok()?.decode.step;
        Some(milliseconds / 1e3 / best.0)
    }
}

/// By which factor a measurement's number of requests differs from one's own.
fn distance(row: Row, requests: f64) -> f64 {
    (row.1 / requests).max(requests / row.1)
}

/// What measurements with about as many requests leave; those with the nearest number where there are none.
pub(super) fn measurements(terms: &Terms, best: Option<f64>) -> MeasurementsReport {
    let rows = || {
        let each = |one: &'static Published| one.rows.iter().map(move |row| (one, *row));
        MEASURED.iter().flat_map(each)
    };
    let distances = rows().map(|(_, row)| distance(row, terms.batch));
    let far = distances.fold(f64::INFINITY, f64::min).max(NEAR);
    let near = rows().filter(|(_, row)| distance(*row, terms.batch) <= far);
    let found = near.filter_map(|(one, row)| Some((row.1, one.times_as_long(terms, row)?)));
    let widen = |[least, most]: [f64; 2], with: f64| [least.min(with), with.max(most)];
    let nothing = [f64::INFINITY, 0.0];
    let (requests, times_as_long) = found.fold((nothing, nothing), |all, one| {
        (widen(all.0, one.0), widen(all.1, one.1))
    });
    let [least, most] = times_as_long;
    if most == 0.0 {
        return MeasurementsReport::default();
    }
    MeasurementsReport {
        requests,
        times_as_long,
        tokens_per_second: best.map(|best| [best / most, best / least]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenario::document::Scenario;

    /// As many decimals as are compared.
    fn hundredths(number: f64) -> f64 {
        libm::round(number * 100.0) / 100.0
    }

    #[test]
    fn what_was_measured_took_longer_than_at_best() {
        let terms = Terms::of(&Scenario::default());
        for one in &MEASURED {
            for row in one.rows {
                let longer = one.times_as_long(&terms, *row).unwrap_or(0.0);
                assert!(longer > 1.0, "{}: {longer}", one.says);
                assert!(one.says.contains(&format!("{}", row.2)), "{}", row.2);
            }
        }
        // 22 ms at best with 64 requests on eight H200, and 34.6 as measured.
        let longer = MEASURED[0].times_as_long(&terms, MEASURED[0].rows[3]);
        assert_eq!(longer.map(hundredths), Some(1.57));
    }

    #[test]
    fn measurements_with_about_as_many_requests_count() {
        let of = |batch: f64| {
            let terms = Terms {
                batch,
                ..Terms::of(&Scenario::default())
            };
            measurements(&terms, Some(1_000.0))
        };
        let many = of(256.0);
        assert_eq!(many.requests, [64.0, 64.0]);
        assert_eq!(of(100_000.0), many);
        assert_eq!(of(1.0).requests, [1.0, 4.0]);
        assert_eq!(of(16.0).requests, [4.0, 64.0]);
        let [least, most] = many.times_as_long;
        assert_eq!(
            many.tokens_per_second,
            Some([1_000.0 / most, 1_000.0 / least])
        );
    }
}
