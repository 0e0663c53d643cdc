//! Hidden tokens: what is known of one answer, and of tasks of a kind.

use super::kinds::*;

super::settings! {
    VISIBLE: "hidden.visible_tokens" #600 = "Visible tokens", Tokens, TOKENS, Open,
        "Tokens of the answer that can be read, counted here. Left open: those of this scenario.";
    REPORTED: "hidden.reported_tokens" #601 = "Reported as reasoning", Tokens, TOKENS, Open,
        "What the provider's answer says it reasoned (reasoning_tokens, thoughts_token_count).";
    BILLED: "hidden.billed_tokens" #602 = "Billed as output", Tokens, TOKENS, Open,
        "Output tokens of this one answer on the bill, reasoning among them.";
    SECONDS: "hidden.seconds" #603 = "The answer took", Unit("s"), number(0.0, 1e6), Open,
        "Seconds from the question to the last token.";
    SPEED: "hidden.tokens_per_second" #604 = "Speed", Unit("tokens / s"), number(0.0, 1e6), Number(40.0),
        "Tokens that this model writes in a second, measured where all of them can be seen.";
    FIRST: "hidden.first_token_seconds" #605 = "First token after", Unit("s"), number(0.0, 1e6), Number(0.8),
        "Seconds before it begins to write or to think.";
    RATIO: "hidden.ratio" #606 = "Usual ratio", Unit("hidden for one visible"), number(0.0, 10_000.0), Number(8.0),
        "Hidden tokens for each visible one in such tasks. Answers that reason were found to be about 8 times longer (Epoch, 2025).";
    SIGMA: "hidden.ratio_sigma" #607 = "Spread of the ratio", NONE, number(0.0, 5.0), Number(0.5),
        "Standard deviation of its logarithm. 0.5 says that nine in ten answers lie between 0.44 and 2.3 times the usual; one question asked again was seen to take up to 9.7 times as many.";
    COUNT_ERROR: "hidden.count_error" #608 = "Error of the count", Share, SHARE, Number(0.1),
        "Relative error of the visible tokens as counted here: another tokenizer counts otherwise.";
    SPEED_ERROR: "hidden.speed_error" #609 = "Error of the speed", Share, SHARE, Number(0.2),
        "Relative error of the speed: it changes with the hour.";
    EXPECTED: "hidden.expected_tokens" #610 = "Expected output", Tokens, TOKENS, Open,
        "Output tokens that you would expect of this answer. Left open: by its time, or else by the usual ratio.";
    EXPECTED_ERROR: "hidden.expected_error" #611 = "Error of that", Share, number(0.0, 10.0), Number(0.2),
        "Relative error of what you expect.";
    TABLE: "hidden.table" #620 = "Tasks looked at", NONE, Kind::Text(4_000), Open,
        "One task a row: tokens, difficulty, context, uncertainty, with commas or spaces between; each trait beside a task of reference, where it is 1. At least five rows.";
    SCALE: "hidden.scale_tokens" #621 = "Tokens of the task of reference", Tokens, TOKENS, Open,
        "Where no table is given. Left open: the hidden tokens of this scenario.";
    DIFFICULTY_EXPONENT: "hidden.difficulty_exponent" #622 = "Exponent of difficulty", NONE, number(-10.0, 10.0), Number(1.0),
        "By how many percent tokens grow with one percent more difficulty, where no table is given.";
    CONTEXT_EXPONENT: "hidden.context_exponent" #623 = "Exponent of context", NONE, number(-10.0, 10.0), Number(1.0),
        "The same of context.";
    UNCERTAINTY_EXPONENT: "hidden.uncertainty_exponent" #624 = "Exponent of uncertainty", NONE, number(-10.0, 10.0), Number(1.3),
        "The same of uncertainty; the paper expects it above 1.";
    DIFFICULTY: "hidden.difficulty" #625 = "Difficulty of yours", Unit("times"), number(0.0, 1e6), Number(1.0),
        "Your task beside the task of reference.";
    CONTEXT: "hidden.context" #626 = "Context of yours", Unit("times"), number(0.0, 1e6), Number(1.0),
        "The same of its context.";
    UNCERTAINTY: "hidden.uncertainty" #627 = "Uncertainty of yours", Unit("times"), number(0.0, 1e6), Number(1.0),
        "The same of how open its answer is.";
}
