//! What the page knows: one scenario that changes, a few facts about the view, and everything derived from them.
//!
//! Nothing here touches the browser, so the whole of it runs in native tests. Views read memos and call the
//! methods; effects that touch the world live in `start`.

mod beside;
mod history;
mod notice;
mod of_step;
mod opening;
mod theme;
mod typing;

pub use beside::Beside;
pub use notice::Notice;
pub use theme::Theme;
pub use typing::{Draft, Question};

use crate::kept::{Held, Kept};
use catalogs::prices::Catalog;
use history::History;
use scenario::Evaluated;
use scenario::document::Scenario;
use scenario::edit::enter;
use scenario::field::{self, Datum, Field, Place};
use scenario::link;
use scenario::number::{self, Style};
use scenario::problem::Problem;
use scenario::report::Report as Evaluation;
use std::ops::Deref;
use std::sync::OnceLock;
use telling::sections::Reading;
use telling::words::{self, Answer};

/// A scenario that could be evaluated, with its report.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The document.
    pub scenario: Scenario,
    /// What it comes to.
    pub report: Evaluation,
    /// What had been opened then: of another scenario, no figure stays.
    opened: Scenario,
}

/// A link that could not be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Why not.
    pub message: String,
    /// What could be read of it.
    pub readable: Option<Scenario>,
}

/// What the page knows. A pointer, because every function that waits for a person or a change holds one.
#[derive(Clone, Copy)]
pub struct State(&'static Signals);

impl Deref for State {
    type Target = Signals;

    fn deref(&self) -> &Signals {
        self.0
    }
}

/// Signals of the page.
#[derive(Clone)]
pub struct Signals {
    /// The one document.
    pub scenario: Held<Scenario>,
    /// Its link.
    pub fragment: Kept<String>,
    /// The scenario that it is compared with.
    pub beside: Held<Option<Beside>>,
    /// The link of both.
    pub address: Kept<String>,
    /// What was opened last: where "back to" leads.
    pub opened: Held<Scenario>,
    /// Which step the editor shows.
    pub step: Held<usize>,
    /// Text that is being typed or was not understood, by path.
    pub drafts: Held<Vec<Draft>>,
    /// What was typed last, where it could mean two numbers.
    pub question: Held<Option<Question>>,
    /// The step whose success rate stays while its effort moves, and the effort at which that rate was entered.
    pub kept_rate: Held<Option<(usize, f64)>>,
    /// How numbers are written.
    pub style: Held<Style>,
    /// The price list.
    pub catalog: Held<&'static Catalog>,
    /// A link that could not be opened: nothing else is shown until a person decides.
    pub fault: Held<Option<Fault>>,
    /// A newer version made what is shown: it is read, not changed, until a person wants to all the same.
    pub locked: Held<bool>,
    /// Light, dark, or as the system has it.
    pub theme: Held<Theme>,
    /// How often the look has changed: drawings are painted anew.
    pub looks: Held<u32>,
    /// The sections that follow the costs, and tiny curves, as they were made last.
    pub reading: Held<Reading>,
    /// What has just happened.
    pub notice: Held<Option<Notice>>,
    /// What the document comes to.
    pub evaluated: Kept<Evaluated>,
    /// The last document that could be evaluated.
    pub shown: Kept<Option<Shown>>,
    /// The answer at the top.
    pub answer: Kept<Option<Answer>>,
    /// Everything that stops the computation, fields with unreadable text included.
    pub errors: Kept<Vec<Problem>>,
    history: Held<History>,
    /// The step of this copy, which is for the fields of one step only.
    of_step: Option<usize>,
    /// Who is told of a document before it takes the present one's place.
    ahead: OnceLock<fn(&str)>,
}

impl State {
    /// A page that shows a scenario.
    #[must_use]
    pub fn new(start: Scenario) -> Self {
        let scenario = Held::new(start.clone());
        let opened = Held::new(start);
        let drafts = Held::new(Vec::<Draft>::new());
        let catalog = Held::new(Catalog::examples());
        let style = Held::new(number::style());
        // It runs only when the document has changed.
        let evaluated = Kept::uncompared(move |_| {
            style.track(); // messages hold numbers, and so does all that follows
            scenario.with(|scenario| scenario::evaluate(scenario, catalog.get()))
        });
        let latest = move |before: Option<&Option<Shown>>| {
            let report = evaluated.with(|evaluated| evaluated.report.clone());
            match report {
                Some(report) => Some(Shown {
                    scenario: scenario.get(),
                    report,
                    opened: opened.get(),
                }),
                None => before
                    .cloned()
                    .flatten()
                    .filter(|shown| opened.with(|opened| shown.opened == *opened)),
            }
        };
        let shown = Kept::uncompared(latest);
        let answer = Kept::new(move || {
            shown.with(|shown| {
                shown
                    .as_ref()
                    .map(|shown| words::answer(&shown.scenario, &shown.report))
            })
        });
        let errors = Kept::new(move || errors(drafts, evaluated));
        let fragment = Kept::new(move || scenario.with(link::encode));
        let beside = Held::new(None::<Beside>);
        let address = Kept::new(move || {
            fragment.with(|shown| beside.with(|beside| Beside::joined(shown, beside.as_ref())))
        });
        // The page has one, for as long as it is open.
        Self(Box::leak(Box::new(Signals {
            scenario,
            fragment,
            beside,
            address,
            opened,
            step: Held::new(0),
            drafts,
            question: Held::new(None),
            kept_rate: Held::new(None),
            style,
            catalog,
            fault: Held::new(None),
            locked: Held::new(false),
            theme: Held::new(Theme::System),
            looks: Held::new(0),
            reading: Held::new(Reading::default()),
            notice: Held::new(None),
            evaluated,
            shown,
            answer,
            errors,
            history: Held::new(History::default()),
            of_step: None,
            ahead: OnceLock::new(),
        })))
    }

    /// The place of a field, in the step that the editor shows where it is a field of a step.
    #[must_use]
    pub fn place(self, field: &'static Field) -> Place {
        if field.is_of_step() {
            field.of_step(self.step.get())
        } else {
            field.place()
        }
    }

    /// What a field holds.
    #[must_use]
    pub fn datum(self, field: &'static Field) -> Datum {
        let place = self.place(field);
        self.scenario.with(|scenario| scenario.get(&place))
    }

    /// Something of the last report.
    pub fn with_report<T>(self, read: impl FnOnce(&Evaluation) -> T) -> Option<T> {
        self.shown
            .with(|shown| shown.as_ref().map(|shown| read(&shown.report)))
    }

    /// Sets a field. Edits of one field that follow each other are one step for undo, until [`State::settle`].
    ///
    /// # Errors
    /// The message for the field; the document is unchanged then.
    pub fn set(self, place: &Place, datum: Datum) -> Result<(), String> {
        let before = self.scenario.get_untracked();
        let mut after = before.clone();
        enter(&mut after, place, datum).map_err(|problem| problem.message)?;
        if place.field == &field::step::SUCCESS_RATE {
            self.kept_rate.set(None);
        } else {
            self.keep_rate(&before, &after, place.step);
        }
        self.replace(before, after, &place.to_string());
        Ok(())
    }

    /// Changes the document in one step for undo.
    pub fn change(self, edit: impl FnOnce(&mut Scenario)) {
        let before = self.scenario.get_untracked();
        let mut after = before.clone();
        edit(&mut after);
        self.settle();
        self.replace(before, after, "");
        self.settle();
    }

    /// What `act` changes is one step for undo, however many fields it changes.
    pub fn as_one(self, act: impl FnOnce()) {
        let before = self.scenario.get_untracked();
        self.settle();
        act();
        self.settle();
        self.history.update(|history| history.join(&before));
    }

    fn replace(self, before: Scenario, after: Scenario, what: &str) {
        if before != after && !self.locked.with_untracked(|locked| *locked) {
            self.history.update(|history| history.record(before, what));
            self.become_scenario(after);
        }
    }

    /// From now on `told` hears the link of every document before it takes the present one's place, so that what follows
    /// from it cannot lose it. The first who asks is told.
    pub fn tell_ahead(self, told: fn(&str)) {
        let _ = self.ahead.set(told);
    }

    fn become_scenario(self, after: Scenario) {
        self.tell_of(&after);
        self.scenario.set(after);
    }

    /// Tells of the present document again, because what stands beside it is another one.
    fn tell(self) {
        self.scenario
            .with_untracked(|present| self.tell_of(present));
    }

    fn tell_of(self, shown: &Scenario) {
        if let Some(told) = self.ahead.get() {
            let shown = link::encode(shown);
            self.beside
                .with_untracked(|beside| told(&Beside::joined(&shown, beside.as_ref())));
        }
    }

    /// Ends a run of edits of one field.
    pub fn settle(self) {
        if self.history.with_untracked(History::is_open) {
            self.history.update(History::settle);
        }
    }

    /// Writes numbers in another style, everywhere.
    pub fn write_numbers(self, style: Style) {
        number::set_style(style);
        self.style.set(style);
    }

    /// Takes the last change back.
    pub fn undo(self) {
        self.travel(History::undo);
    }

    /// Makes the change again that was taken back last.
    pub fn redo(self) {
        self.travel(History::redo);
    }

    fn travel(self, step: fn(&mut History, Scenario) -> Option<Scenario>) {
        let present = self.scenario.get_untracked();
        let Some(scenario) = self.history.update(|history| step(history, present)) else {
            return;
        };
        self.become_scenario(scenario);
        self.show_all();
        // What was said of the last change is no longer true.
        if self
            .notice
            .with_untracked(|notice| matches!(notice, Some(Notice::Done(_))))
        {
            self.notice.set(None);
        }
    }

    /// After a jump: nothing half typed is left, and the step that is edited exists.
    fn show_all(self) {
        self.drafts.set(Vec::new());
        self.question.set(None);
        self.kept_rate.set(None);
        let last = self
            .scenario
            .with_untracked(|scenario| scenario.steps.len().saturating_sub(1));
        if self.step.get_untracked() > last {
            self.step.set(last);
        }
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether there is something to make again.
    #[must_use]
    pub fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }
}

/// Everything that stops the computation: texts that were not understood, then what the document has wrong.
fn errors(drafts: Held<Vec<Draft>>, evaluated: Kept<Evaluated>) -> Vec<Problem> {
    let wrong = |draft: &Draft| Some(Problem::error(&draft.path, draft.problem.clone()?));
    let mut errors: Vec<Problem> = drafts.with(|drafts| drafts.iter().filter_map(wrong).collect());
    evaluated.with(|evaluated| {
        errors.extend(evaluated.problems.iter().filter(|p| p.is_error()).cloned());
    });
    errors
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

    use super::*;
    use crate::framework::*;
    use scenario::estimate::Measure;
    use scenario::field::{step, work};
    use scenario::link::Finding;
    use scenario::presets;

    fn page() -> (Owner, State) {
        let owner = Owner::new();
        owner.set();
        let state = State::new(presets::all()[0].scenario.clone());
        (owner, state)
    }

    fn tasks() -> Place {
        work::TASKS.place()
    }

    fn sentence(state: &State) -> String {
        words::plain_text(&state.answer.get().unwrap().sentence)
    }

    #[test]
    fn an_edit_changes_the_answer() {
        let (_owner, state) = page();
        let before = sentence(&state);
        let place = step::VISIBLE_OUTPUT_TOKENS.of_step(0);
        state.type_text(&place, "1M".into(), Measure::Tokens);
        assert_ne!(sentence(&state), before);
        assert_eq!(
            state.scenario.get_untracked().get(&place),
            Datum::Number(1e6)
        );
    }

    #[test]
    fn a_wrong_number_keeps_the_last_answer_and_says_what_is_wrong() {
        let (_owner, state) = page();
        let before = sentence(&state);
        state.type_text(&tasks(), "12 apples".into(), Measure::Tokens);
        assert_eq!(sentence(&state), before);
        let errors = state.errors.get();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].path, "work.tasks");
        assert!(
            errors[0].message.contains("12 apples"),
            "{}",
            errors[0].message
        );
        state.finish("work.tasks");
        assert_eq!(state.draft("work.tasks").unwrap().text, "12 apples");
    }

    #[test]
    fn a_number_that_could_mean_another_is_taken_and_the_other_is_offered() {
        let (_owner, state) = page();
        state.type_text(&tasks(), "40.000".into(), Measure::Tokens);
        state.finish("work.tasks");
        assert_eq!(state.scenario.get_untracked().work.tasks, 40.0);
        let question = state.question.get_untracked().unwrap();
        assert_eq!(
            (question.path.as_str(), question.other),
            ("work.tasks", 40_000.0)
        );
        state.mean_other(&tasks(), question.other);
        assert_eq!(state.scenario.get_untracked().work.tasks, 40_000.0);
        assert_eq!(state.question.get_untracked(), None);
        state.type_text(&tasks(), "0,150".into(), Measure::Tokens);
        assert_eq!(state.scenario.get_untracked().work.tasks, 0.15);
        assert_eq!(state.question.get_untracked(), None);
    }

    #[test]
    fn a_rate_that_was_entered_stays_while_effort_moves_until_the_curve_is_chosen() {
        let (_owner, state) = page();
        let reasoning = step::REASONING_TOKENS.of_step(0);
        let step = || state.scenario.get_untracked().steps[0].clone();
        state.type_text(&reasoning, "5000".into(), Measure::Tokens);
        state.type_text(&reasoning, "6000".into(), Measure::Tokens);
        assert_eq!(
            (step().success_rate, step().success_rate_at_tokens),
            (Some(0.8), None)
        );
        assert_eq!(state.kept_rate.get_untracked(), Some((0, 101_000.0)));
        let said = words::kept_rate(&step(), 101_000.0).unwrap();
        assert!(
            said.starts_with("This holds if it is still right 80 % of the time, as it was at an effort of 101 k tokens."),
            "{said}"
        );
        state.follow_curve(0, 101_000.0);
        assert_eq!(step().success_rate_at_tokens, Some(101_000.0));
        assert_eq!(state.kept_rate.get_untracked(), None);
        // From then on it follows.
        state.type_text(&reasoning, "100000".into(), Measure::Tokens);
        assert_eq!(step().success_rate_at_tokens, None);
    }

    #[test]
    fn a_part_of_the_input_may_be_typed_as_per_cent() {
        let (_owner, state) = page();
        let place = |field: &'static Field| field.of_step(0);
        state.type_text(&place(&step::INPUT_TOKENS), "6000".into(), Measure::Tokens);
        state.type_text(
            &place(&step::CACHE_READ_TOKENS),
            "80 %".into(),
            Measure::Tokens,
        );
        let scenario = state.scenario.get_untracked();
        assert_eq!(scenario.steps[0].cache_read_tokens, 4_800.0);
    }

    #[test]
    fn typing_in_one_field_is_one_step_back() {
        let (_owner, state) = page();
        let before = state.scenario.get_untracked();
        for text in ["7", "75", "750"] {
            state.type_text(&tasks(), text.into(), Measure::Tokens);
        }
        state.finish("work.tasks");
        state.type_text(&tasks(), "8".into(), Measure::Tokens);
        state.undo();
        assert_eq!(state.scenario.get_untracked().work.tasks, 750.0);
        state.undo();
        assert_eq!(state.scenario.get_untracked(), before);
        assert!(!state.can_undo());
        state.redo();
        assert_eq!(state.scenario.get_untracked().work.tasks, 750.0);
    }

    #[test]
    fn undo_drops_what_was_half_typed() {
        let (_owner, state) = page();
        state.type_text(&tasks(), "750".into(), Measure::Tokens);
        state.type_text(&tasks(), "750 or so".into(), Measure::Tokens);
        state.undo();
        assert!(state.errors.get().is_empty());
    }

    #[test]
    fn a_damaged_link_opens_nothing() {
        let (_owner, state) = page();
        let before = state.scenario.get_untracked();
        let whole = link::encode(&before);
        let cut = &whole[..whole.len() - 2];
        assert!(!state.open_link(cut));
        state.open_finding(Finding::of(cut));
        assert!(state.fault.get_untracked().is_some());
        assert_eq!(state.scenario.get_untracked(), before);
        assert!(state.open_link(&whole));
        assert!(state.fault.get_untracked().is_none());
    }

    #[test]
    fn a_newer_link_is_read_and_not_changed_until_a_person_wants_to() {
        let (_owner, state) = page();
        state.open_finding(Finding::of(
            "v2;b=legal-contracts~1;work.tasks=750;later.rate=0.5",
        ));
        let before = state.scenario.get_untracked();
        assert_eq!(before.work.tasks, 750.0);
        state.type_text(&tasks(), "8".into(), Measure::Tokens);
        assert_eq!(state.scenario.get_untracked(), before);
        state.locked.set(false);
        state.type_text(&tasks(), "8".into(), Measure::Tokens);
        assert_eq!(state.scenario.get_untracked().work.tasks, 8.0);
        assert_eq!(state.scenario.get_untracked().unknown, ["later.rate=0.5"]);
    }

    #[test]
    fn a_change_is_told_before_it_is_made_and_so_are_undo_and_redo() {
        use std::sync::Mutex;
        static TOLD: Mutex<Vec<f64>> = Mutex::new(Vec::new());
        let (_owner, state) = page();
        state.tell_ahead(|link| {
            let told = link::whole(link).unwrap();
            TOLD.lock().unwrap().push(told.work.tasks);
        });
        let before = state.scenario.get_untracked().work.tasks;
        // Whoever reacts to the change finds that it was told already.
        let seen = Kept::new(move || {
            state.scenario.track();
            TOLD.lock().unwrap().len()
        });
        state.type_text(&tasks(), "750".into(), Measure::Tokens);
        assert_eq!(seen.get(), 1);
        state.undo();
        assert_eq!(seen.get(), 2);
        state.redo();
        assert_eq!(seen.get(), 3);
        assert_eq!(*TOLD.lock().unwrap(), [750.0, before, 750.0]);
    }

    #[test]
    fn what_was_kept_but_cannot_be_read_is_said() {
        let (_owner, state) = page();
        assert!(!state.start_from_kept("v1.AAAA;b=nothing"));
        assert!(matches!(
            state.notice.get_untracked(),
            Some(Notice::Warning(_))
        ));
        let whole = link::encode(&state.scenario.get_untracked());
        assert!(state.start_from_kept(&whole));
    }

    #[test]
    fn a_scenario_with_fewer_steps_moves_the_editor_back() {
        let (_owner, state) = page();
        state.open(presets::find("multi-agent").unwrap().scenario.clone());
        state.step.set(3);
        state.open(presets::all()[0].scenario.clone());
        assert!(state.step.get_untracked() < state.scenario.get_untracked().steps.len());
    }

    #[test]
    fn what_was_kept_as_a_stays_while_b_is_changed_and_each_has_its_own_way_back() {
        let (_owner, state) = page();
        let a = state.scenario.get_untracked();
        state.keep_as_a();
        state.type_text(&tasks(), "750".into(), Measure::Tokens);
        let b = state.scenario.get_untracked();
        state.switch();
        assert_eq!(state.scenario.get_untracked(), a);
        state.type_text(&tasks(), "8".into(), Measure::Tokens);
        state.switch();
        assert_eq!(state.scenario.get_untracked(), b);
        state.undo();
        assert_eq!(state.scenario.get_untracked(), a);
        assert!(!state.can_undo());
        state.switch();
        assert_eq!(state.scenario.get_untracked().work.tasks, 8.0);
    }

    #[test]
    fn an_address_opens_both_and_what_was_kept_last_time_does() {
        let (_owner, state) = page();
        state.keep_as_a();
        state.type_text(&tasks(), "750".into(), Measure::Tokens);
        state.switch();
        let (address, shown) = (state.address.get(), state.scenario.get_untracked());
        let beside = state.beside.get_untracked().unwrap();
        let (_owner, other) = page();
        assert!(other.open_link(&address));
        assert_eq!(other.scenario.get_untracked(), shown);
        assert_eq!(
            other.beside.get_untracked().unwrap().scenario,
            beside.scenario
        );
        assert!(other.beside.get_untracked().unwrap().is_b);
        let (_owner, third) = page();
        assert!(third.start_from_kept(&address));
        assert_eq!(third.address.get(), address);
        // A link of one alone ends it.
        assert!(third.open_link(&link::encode(&shown)));
        assert_eq!(third.beside.get_untracked(), None);
    }

    #[test]
    fn of_an_address_whose_second_half_is_damaged_the_first_opens_and_says_so() {
        let (_owner, state) = page();
        let whole = link::encode(&state.scenario.get_untracked());
        assert!(state.open_link(&format!("{whole}&a=1.nothing")));
        assert_eq!(state.beside.get_untracked(), None);
        assert!(matches!(
            state.notice.get_untracked(),
            Some(Notice::Warning(_))
        ));
    }
}
