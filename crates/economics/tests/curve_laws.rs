//! Laws of production functions, of straight lines in a workflow and of roots. Each holds what a small change of the
//! source once got past all other tests.

#![allow(clippy::unwrap_used)]

use economics::production::{Form, Known, Production};
use economics::roots::scan;
use economics::workflow::{Combine, Graph};
use proptest::prelude::*;

fn known(form: Form, floor: f64, ceiling: f64, point: (f64, f64)) -> Known {
    Known {
        form,
        floor,
        ceiling,
        point,
        second: None,
    }
}

proptest! {
    #[test]
    fn a_curve_passes_through_the_point_that_is_known(
        form in 0usize..3, floor in 0.0..0.3f64, part in 0.1..0.9f64, effort in 100.0..100_000.0f64
    ) {
        let (ceiling, rate) = (0.95, floor + (0.95 - floor) * part);
        let curve = Production::calibrated(&known(Form::ALL[form], floor, ceiling, (effort, rate))).unwrap();
        prop_assert!((curve.success(effort) - rate).abs() < 1e-9, "{curve:?}");
        prop_assert!(curve.is_assumed);
    }

    #[test]
    fn a_curve_is_called_log_concave_only_where_its_logarithm_bends_down(
        form in 0usize..3, floor in prop_oneof![Just(0.0), 0.05..0.3f64], shape in 0.3..3.0f64
    ) {
        let curve = Production { form: Form::ALL[form], floor, ceiling: 1.0, scale: 1e-3, shape, is_assumed: false };
        let curve = if curve.form == Form::Hill { Production { scale: 1e3, ..curve } } else { curve };
        let log = |effort: f64| curve.success(effort).ln();
        let bends_up = (1..400).map(|place| f64::from(place) * 2.0).any(|at| {
            let inside = at + 1.0 < curve.cap();
            inside && log(at - 1.0) + log(at + 1.0) - 2.0 * log(at) > 1e-9
        });
        prop_assert!(!(curve.is_log_concave() && bends_up), "{curve:?}");
    }

    #[test]
    fn a_quality_is_called_a_straight_line_only_where_it_is_one(bits in any::<u32>(), rules in prop::collection::vec(0usize..3, 5)) {
        let parents: Vec<Vec<usize>> = (0..5).map(|step| (0..step).filter(|other| bits >> (step * 5 + other) & 1 == 1).collect()).collect();
        let combine = rules.iter().map(|rule| [Combine::Product, Combine::Mean, Combine::Min][*rule]).collect();
        let graph = Graph::new(parents, combine, &[1.0; 5]);
        for step in 0..5 {
            let quality = |rate: f64| {
                let mut rates = [0.7, 0.6, 0.8, 0.5, 0.9];
                rates[step] = rate;
                graph.attempt_success_rate(&rates).0
            };
            let is_line = (1..20).all(|place| {
                let at = f64::from(place) / 20.0;
                (quality(at) - (quality(0.0) + at * (quality(1.0) - quality(0.0)))).abs() < 1e-12
            });
            prop_assert!(is_line || !graph.is_affine_in(step), "{graph:?}, step {step}");
        }
    }
}

#[test]
fn the_shapes_that_bend_a_logarithm_up_are_known() {
    let power = |shape, floor| Production {
        form: Form::Power,
        floor,
        ceiling: 1.0,
        scale: 1e-6,
        shape,
        is_assumed: false,
    };
    assert!(power(0.5, 0.1).is_log_concave());
    assert!(power(2.0, 0.0).is_log_concave());
    assert!(!power(2.0, 0.1).is_log_concave());
}

#[test]
fn one_product_of_two_that_come_from_a_step_bends_it_and_a_mean_does_not() {
    let graph = |rule| {
        let parents = vec![vec![], vec![0], vec![0], vec![1, 2]];
        Graph::new(
            parents,
            vec![Combine::Product, Combine::Product, Combine::Product, rule],
            &[1.0; 4],
        )
    };
    assert!(!graph(Combine::Product).is_affine_in(0));
    assert!(graph(Combine::Mean).is_affine_in(0));
    assert!(!graph(Combine::Min).is_affine_in(1));
    assert!(graph(Combine::Product).is_affine_in(1));
}

#[test]
fn a_straight_line_is_narrowed_at_once() {
    let mut asked = 0;
    let found = scan(&[0.0, 10.0], &mut |x| {
        asked += 1;
        Some(3.0 * x - 7.1)
    });
    assert!((found.crossings[0].at - 7.1 / 3.0).abs() < 1e-12);
    assert!(asked < 20, "{asked} times"); // by halves alone it takes 50
}
