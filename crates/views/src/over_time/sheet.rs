//! The months for a file.

use super::{MonthReport, OverTimeReport};
use telling::sheet::{Cell, Sheet};

/// The bill month by month, the first is now; no rows where there is no bill.
#[must_use]
pub fn sheet(found: &OverTimeReport) -> Sheet {
    let head = [
        "month",
        "tasks",
        "tokens",
        "checks and people",
        "paid anyway",
        "bill",
        "bill, worth today",
        "net",
        "net so far",
    ];
    let mut sheet = Sheet::new("Months", "The bill by month, in US dollars", &head);
    sheet.rows.extend(found.months.iter().map(row));
    sheet
}

fn row(month: &MonthReport) -> Vec<Cell> {
    vec![
        Cell::plain(f64::from(month.month)),
        Cell::count(month.tasks),
        Cell::usd(month.tokens_usd),
        Cell::usd(month.people_usd),
        Cell::usd(month.fixed_usd),
        Cell::usd(month.bill_usd),
        Cell::usd(month.bill_worth_now_usd),
        Cell::usd(month.net_usd),
        Cell::usd(month.net_so_far_usd),
    ]
}
