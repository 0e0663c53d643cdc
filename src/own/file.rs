//! The list as a file: a line each, the address that opens the scenario and its title, with a tab between. So a person can
//! read it, any page of this kind can open a line of it, and what somebody added by hand is understood.

use super::{MOST, Own, named_apart};

/// What the file is called.
pub const NAME: &str = "tokenomics-scenarios.txt";

/// Bytes that are read at most: more than the fullest list of the longest links takes.
pub const MOST_BYTES: f64 = 8e6;

/// Lines that are told one by one where they cannot be read.
const MOST_TOLD: usize = 20;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// What stands behind the `#` of its address, or the line's first part where it has none.
    pub fragment: String,
    /// Its title; empty where it has none.
    pub title: String,
}

/// The list as text; `address` is that of a link.
pub fn written(list: &[Own], address: impl Fn(&str) -> String) -> String {
    let line = |own: &Own| format!("{}\t{}\n", address(&own.link), own.title);
    list.iter().map(line).collect()
}

/// The lines of a file that hold something.
pub fn lines(text: &str) -> Vec<Line> {
    let text = text.trim_start_matches('\u{feff}');
    let numbered = text.lines().zip(1..);
    let held = numbered.filter(|(line, _)| !line.trim().is_empty());
    held.map(|(line, number)| {
        let (address, title) = line.split_once('\t').unwrap_or((line, ""));
        let (_, fragment) = address.split_once('#').unwrap_or(("", address));
        Line {
            number,
            fragment: fragment.trim().into(),
            title: title.replace('\t', " ").trim().into(),
        }
    })
    .collect()
}

/// What comes of taking scenarios into a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The list then: what is new in front, in the order of the file; nothing of before is lost.
    pub list: Vec<Own>,
    /// What is new, under the titles that it got.
    pub added: Vec<Own>,
    /// How many were in the list before, or stood in the file twice.
    pub known: usize,
    /// For how many there was no room.
    pub over: usize,
}

/// Takes scenarios into a list.
pub fn taken(list: &[Own], read: Vec<Own>) -> Taken {
    let mut taken = Taken::default();
    for own in read {
        let is_known = |kept: &Own| kept.link == own.link;
        if list.iter().chain(&taken.added).any(is_known) {
            taken.known += 1;
        } else if list.len() + taken.added.len() >= MOST {
            taken.over += 1;
        } else {
            let is_taken = |title: &str| {
                let mut others = list.iter().chain(&taken.added);
                others.any(|other| other.title == title)
            };
            let own = named_apart(own, &is_taken);
            taken.added.push(own);
        }
    }
    taken.list = taken.added.iter().chain(list).cloned().collect();
    taken
}

/// What a person is told, and whether something of the file was left out. `wrong` are lines that could not be read, each
/// with the reason.
pub fn told(file: &str, taken: &Taken, wrong: &[(usize, String)]) -> (String, bool) {
    let scenarios = |count: usize| match count {
        1 => "1 scenario".to_string(),
        count => format!("{count} scenarios"),
    };
    let is_are = |count| if count == 1 { "is" } else { "are" };
    let (added, known) = (taken.added.len(), taken.known);
    let mut told = match (added, known, wrong.len()) {
        (0, 0, 0) if taken.over == 0 => format!(
            "\u{201c}{file}\u{201d} holds no scenarios. A line of such a file is a link, a tab and a title."
        ),
        (0, ..) => format!("Nothing of \u{201c}{file}\u{201d} was taken in."),
        _ => format!(
            "{} of \u{201c}{file}\u{201d} {} under Yours now.",
            scenarios(added),
            is_are(added)
        ),
    };
    if known > 0 {
        told += &format!(" {} there before.", was_were(&scenarios(known), known));
    }
    if taken.over > 0 {
        let over = scenarios(taken.over);
        told += &format!(
            " For {over} there is no room: {MOST} are kept at most. Delete some, and take the file in again."
        );
    }
    for (number, why) in wrong.iter().take(MOST_TOLD) {
        told += &format!(" Line {number} was left out: {why}.");
    }
    if wrong.len() > MOST_TOLD {
        told += &format!(" So were {} lines more.", wrong.len() - MOST_TOLD);
    }
    (told, taken.over > 0 || !wrong.is_empty())
}

fn was_were(what: &str, count: usize) -> String {
    format!("{what} {}", if count == 1 { "was" } else { "were" })
}

#[cfg(test)]
mod tests {
    use super::super::tests::own;
    use super::*;
    use proptest::prelude::*;

    fn address(link: &str) -> String {
        format!("https://calculator.example/#{link}")
    }

    fn owns(lines: Vec<Line>) -> Vec<Own> {
        let own = |line: Line| Own {
            title: line.title,
            link: line.fragment,
        };
        lines.into_iter().map(own).collect()
    }

    #[test]
    fn a_list_comes_back_from_its_file_whatever_an_editor_did_to_the_line_ends() {
        let list = vec![own("Ü – \"d\"", 1.0), own("B, c", 2.0), own("#3", 3.0)];
        let text = written(&list, address);
        let edited = format!("\u{feff}\n{}\n\n", text.replace('\n', "\r\n"));
        for text in [text, edited] {
            let read = owns(lines(&text));
            assert_eq!(read, list);
            assert_eq!(taken(&[], read).list, list);
        }
        // By hand: a link alone, and one without its page.
        let read = lines("https://elsewhere.example/x/#1.abc\n\n 1.def \tMine\tand more\n");
        let (first, second) = (&read[0], &read[1]);
        assert_eq!((first.number, first.fragment.as_str()), (1, "1.abc"));
        assert_eq!(second.number, 3);
        assert_eq!(
            (second.fragment.as_str(), second.title.as_str()),
            ("1.def", "Mine and more")
        );
    }

    #[test]
    fn nothing_is_lost_where_files_are_taken_in_and_nothing_is_there_twice() {
        let list = [own("Mine", 1.0), own("Other", 2.0)];
        let read = vec![
            own("Mine", 3.0),
            Own {
                title: "Again".into(),
                ..own("Other", 2.0)
            },
            own("Mine", 3.0),
            own("Mine", 4.0),
        ];
        let taken = taken(&list, read);
        let titles: Vec<&str> = taken.list.iter().map(|own| own.title.as_str()).collect();
        assert_eq!(titles, ["Mine (2)", "Mine (3)", "Mine", "Other"]);
        assert_eq!((taken.added.len(), taken.known, taken.over), (2, 2, 0));
        assert!(list.iter().all(|own| taken.list.contains(own)));
        // Once more it changes nothing.
        let again = super::taken(&taken.list, taken.added.clone());
        assert_eq!((again.list, again.known), (taken.list, 2));
    }

    #[test]
    fn a_full_list_takes_what_fits_and_says_what_does_not() {
        let list: Vec<Own> = (0..MOST - 1)
            .map(|index| own("Full", index as f64))
            .collect();
        let taken = taken(
            &list,
            vec![own("One", 1e6), own("Two", 2e6), own("Three", 3e6)],
        );
        assert_eq!(
            (taken.list.len(), taken.added.len(), taken.over),
            (MOST, 1, 2)
        );
        let (words, is_warning) = told("a.txt", &taken, &[]);
        let expected = "1 scenario of \u{201c}a.txt\u{201d} is under Yours now. For 2 scenarios there is no room: 200 are \
                        kept at most. Delete some, and take the file in again.";
        assert_eq!((words.as_str(), is_warning), (expected, true));
    }

    #[test]
    fn every_line_that_cannot_be_read_is_said_with_its_number() {
        let some = Taken {
            added: vec![own("One", 1.0), own("Two", 2.0)],
            known: 1,
            ..Taken::default()
        };
        let wrong = vec![
            (3, "it is no link".to_string()),
            (7, "it was cut off".into()),
        ];
        let (words, is_warning) = told("a.txt", &some, &wrong);
        let expected = "2 scenarios of \u{201c}a.txt\u{201d} are under Yours now. 1 scenario was there before. Line 3 was left \
                        out: it is no link. Line 7 was left out: it was cut off.";
        assert_eq!((words.as_str(), is_warning), (expected, true));
        let (words, is_warning) = told("a.txt", &Taken::default(), &[]);
        assert!(
            words.contains("holds no scenarios") && !is_warning,
            "{words}"
        );
        let many: Vec<(usize, String)> = (1..=30).map(|line| (line, "no".into())).collect();
        let (words, _) = told("a.txt", &Taken::default(), &many);
        assert!(
            words.starts_with("Nothing of ") && words.ends_with("So were 10 lines more."),
            "{words}"
        );
    }

    /// Titles that are alike, empty, long, of other letters, or look like something else.
    fn titles() -> impl Strategy<Value = String> {
        const SOME: &[&str] = &[
            "",
            "Mine",
            "Mine (2)",
            "Mine (3)",
            "#1.abc",
            "=1+1",
            "\u{feff}x",
            "Ü\u{2028}ü",
            "https://x/#y",
        ];
        prop_oneof![
            proptest::sample::select(SOME).prop_map(String::from),
            "[ -~\u{e4}]{0,90}".prop_map(|title| title.trim().to_string()),
        ]
    }

    /// Scenarios of which some have the same link.
    fn owns_of(most: usize) -> impl Strategy<Value = Vec<Own>> {
        let own = (titles(), 0..300_u32).prop_map(|(title, link)| Own {
            title: if title.is_empty() {
                "Untitled".into()
            } else {
                title
            },
            link: format!("1.{link}"),
        });
        proptest::collection::vec(own, 0..=most)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_is_taken_in_all_of_before_stays_and_taking_it_out_leads_back(
            kept in owns_of(MOST + 20),
            read in owns_of(MOST + 20),
        ) {
            let keep = |list: Vec<Own>, own| super::super::with(&list, own, false).unwrap_or(list);
            let before = kept.into_iter().fold(Vec::new(), keep);
            let found = taken(&before, read.clone());
            prop_assert!(found.list.ends_with(&before) && found.list.len() <= MOST);
            prop_assert_eq!(found.added.len() + found.known + found.over, read.len());
            let mut links: Vec<&str> = found.list.iter().map(|own| own.link.as_str()).collect();
            links.sort_unstable();
            prop_assert!(links.windows(2).all(|two| two[0] != two[1]));
            let mut titles: Vec<&str> = found.list.iter().map(|own| own.title.as_str()).collect();
            titles.sort_unstable();
            prop_assert!(titles.windows(2).all(|two| two[0] != two[1]));
            let mut back = found.list.clone();
            back.retain(|own| found.added.iter().all(|added| added.link != own.link));
            prop_assert_eq!(&back, &before);
            // And all of it comes back from its file.
            prop_assert_eq!(owns(lines(&written(&found.list, address))), found.list);
        }

        #[test]
        fn any_text_is_read_line_by_line_and_what_is_told_of_it_stays_short(
            text in "([ -~\u{e4}\u{feff}\u{2028}]{0,20}[\t\r\n#]{0,2}){0,60}",
        ) {
            let read = lines(&text);
            prop_assert!(read.windows(2).all(|two| two[0].number < two[1].number));
            prop_assert!(read.last().is_none_or(|last| last.number <= text.lines().count()));
            let wrong: Vec<(usize, String)> = read.iter().map(|line| (line.number, "no".into())).collect();
            let (words, _) = told("a.txt", &Taken::default(), &wrong);
            prop_assert!(words.len() < 2_000, "{}", words);
        }
    }
}
