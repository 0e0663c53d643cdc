//! The bill of the next years.

use super::kinds::*;

super::settings! {
    YEARS: "over_time.years" #500 = "Years", Count, whole(1.0, 3.0), Number(3.0),
        "For how many years the bill is shown, month by month.";
    DECLINE: "over_time.decline" #501 = "Prices fall, a year", Unit("times"), number(0.1, 1_000.0), Number(1.0),
        "By what token prices are divided in a year; 30 % are understood, too; fees of a call stay. 1 for whoever always buys the newest model; for the same quality, studies found 9 to 900 (Epoch, 2025) or 10 (a16z, 2024).";
    GROWTH: "over_time.growth" #502 = "Use grows, a year", Unit("times"), number(0.01, 1_000.0), Number(1.0),
        "By what the number of tasks is multiplied in a year; 8 % or 8 % a month are understood, too.";
    DISCOUNT: "over_time.discount" #503 = "Money costs, a year", Share, number(0.0, 10.0), Number(0.1),
        "The rate at which money of later months is counted for less.";
    BUDGET: "over_time.budget_usd" #504 = "Budget", Usd, USD, Open,
        "What may be spent in all these years. Left open: no budget is looked at.";
    BUDGET_FOR: "over_time.budget_for" #505 = "It pays for", NONE, Kind::Choice(&["everything", "tokens"]), Word("everything"),
        "Everything that the bill has, or only its tokens and fees: people and what is paid anyway come out of another budget then.";
}
