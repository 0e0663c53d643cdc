//! The little markup that others' pages are given: escaped text, and the code of an embed.

use crate::words;
use scenario::document::Scenario;
use scenario::link;
use scenario::report::Report;

/// Text as it may stand between tags and in an attribute: escaped, without control characters, and without those that
/// turn the direction of what follows.
#[must_use]
pub fn escape(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => text += "&amp;",
            '<' => text += "&lt;",
            '>' => text += "&gt;",
            '"' => text += "&quot;",
            '\'' => text += "&#39;",
            '\n' | '\t' => text.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => text.push(letter),
        }
    }
    text
}

/// The code that puts a live calculation into a page which allows scripts; what stands inside is shown where none run.
/// `link` is the address of the calculation: that of the calculator, `#`, and the fragment.
#[must_use]
pub fn embed_code(scenario: &Scenario, report: &Report, link: &str) -> String {
    let page = link.split(['#', '?']).next().unwrap_or_default();
    let page = escape(page.rsplit_once('/').map_or("", |(folder, _)| folder));
    let sentence = escape(&words::plain_text(
        &words::answer(scenario, report).sentence,
    ));
    format!(
        "<tokenomics-scenario page=\"{page}/\" scenario=\"{}\">\n<p>{sentence} <a href=\"{}\">Open this calculation</a></p>\n\
         </tokenomics-scenario>\n<script src=\"{page}/tokenomics.js\" async></script>\n",
        link::encode(scenario),
        escape(link)
    )
}
