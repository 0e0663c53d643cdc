//! Who looks at a result, and what follows when it is not right.

use super::group::{folded, more_of};
use crate::element::{View, all, button, el, flag, nothing, part, text};
use crate::field::choice::{choice, offered};
use crate::field::number::Number;
use crate::field::switch::tick;
use crate::kept::Kept;
use crate::state::{Notice, State};
use scenario::choice::Fallback;
use scenario::document::Checking;
use scenario::field::{checking, person};
use telling::words;

/// The look at each result.
pub fn checking(state: State) -> View {
    let summary = text(move || state.scenario.with(words::checking_summary));
    folded(state, "Checking", summary, |part| part.checking)
}

/// Whether anybody looks, and what belongs to the look.
pub fn fields(state: State) -> View {
    let looked_at = Kept::new(move || state.scenario.with(|scenario| scenario.checking.is_some()));
    let flip = move |looks: bool| {
        // A look that costs nothing would make anything pay.
        state.change(|scenario| {
            let cost_usd = scenario.person.review_usd();
            scenario.checking = looks.then(|| Checking {
                cost_usd,
                ..Checking::default()
            });
        });
        if looks {
            let look = state.scenario.with_untracked(words::look_by_time);
            state.notice.set(Some(Notice::Done(format!(
                "A look is taken to be a person\u{2019}s: {look} It is taken to notice every wrong result, too: enter what is true of yours."
            ))));
        }
    };
    let look = part(move || {
        if looked_at.get() {
            look(state)
        } else {
            nothing()
        }
    });
    let looks = tick(
        "checking",
        "Somebody or something looks at each result",
        "A person, a test or another model. A rejected result is tried again or given up.",
        flag(move || looked_at.get()),
        flip,
    );
    all(vec![looks, look])
}

fn look(state: State) -> View {
    let table = move |read: fn(&Checking) -> bool| {
        state
            .scenario
            .with(|scenario| scenario.checking.as_ref().is_some_and(read))
    };
    let by_person = Kept::new(move || table(|table| table.fallback == Fallback::Person));
    let by_time = flag(move || by_person.get() && table(|table| table.fallback_usd.is_none()));
    let person = part(move || {
        if by_person.get() {
            Number::small(&checking::FALLBACK_USD).view(state)
        } else {
            nothing()
        }
    });
    let time = part(move || {
        if !by_time.read() {
            return nothing();
        }
        let wage = Number::small(&person::WAGE_USD_PER_HOUR).view(state);
        all(vec![wage, Number::small(&person::TASK_MINUTES).view(state)])
    });
    all(vec![
        Number::full(&checking::COST_USD).view(state),
        review(state),
        Number::full(&checking::RECALL).view(state),
        Number::small(&checking::FALSE_REJECT).view(state),
        Number::full(&checking::ATTEMPTS).view(state),
        Number::small(&checking::CORRELATION).view(state),
        choice(state, &checking::FALLBACK, offered(&checking::FALLBACK)),
        person,
        time,
    ])
}

/// What a person's look costs by time, as the way to the cost of a look.
fn review(state: State) -> View {
    let cost = text(move || state.scenario.with(words::look_by_time));
    let take = move || {
        state.change(|scenario| {
            let cost = scenario.person.review_usd();
            if let Some(checking) = &mut scenario.checking {
                checking.cost_usd = cost;
            }
        });
    };
    let take = el("div", "tools")
        .and(el("span", "note").follows(cost))
        .and(button("plain", take).says("Take that as the cost of a look"));
    more_of(
        "By a person\u{2019}s time",
        vec![
            Number::small(&person::REVIEW_MINUTES).view(state),
            take.view(),
        ],
    )
}
