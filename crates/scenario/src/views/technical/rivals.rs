//! The same work on other machines, and other models on the same machine.

use super::*;

/// The same work on every machine, as few of each as hold it.
pub(super) fn other_machines(terms: &Terms, work: &Work, source: &PriceSource) -> Vec<RivalReport> {
    let each = ACCELERATORS.iter().map(|accelerator| {
        let is_own = accelerator.id == terms.accelerator.id;
        let terms = Terms {
            accelerator,
            count: if is_own { terms.count } else { None },
            hourly: if is_own {
                terms.hourly
            } else {
                accelerator.usual_rent()
            },
            ..terms.clone()
        };
        let asked = Asked::of(&terms, work, source);
        rival(
            &terms,
            &asked,
            asked.count(&terms),
            (accelerator.id, accelerator.name),
        )
    });
    each.collect()
}

/// Every open model on the same kind of machine, with as many requests of the same context.
pub(super) fn other_models(terms: &Terms, own: &Asked) -> Vec<RivalReport> {
    let each = MODELS.iter().map(|model| {
        let asked = Asked::with(terms, model, false, own.serving.context);
        rival(terms, &asked, asked.count(terms), (model.id, model.name))
    });
    each.collect()
}

fn rival(terms: &Terms, asked: &Asked, count: f64, named: (&str, &str)) -> RivalReport {
    let mut row = RivalReport {
        id: named.0.into(),
        name: named.1.into(),
        parameters: asked.shape.parameters,
        kept_bytes_per_token: asked.shape.kept_bytes_per_token(asked.serving.kept_bytes).0,
        accelerators: count,
        ..RivalReport::default()
    };
    match asked.run(terms, count, Tokens(1.0)) {
        Err(reason) => row.problem = Some(no_decode(terms, asked, count, &reason)),
        Ok(run) => {
            let TokensPerSecond(speed) = run.request_speed;
            row.request_tokens_per_second = Some(speed);
            match run.costs(terms) {
                Ok((UsdPerMtok(written), _)) => row.output_usd_per_mtok = Some(written),
                Err(problem) => row.problem = Some(problem),
            }
        }
    }
    row
}
