//! dist/index.html after Trunk: what is put into it, and what it loads.

use super::{read, write};
use crate::{Problem, project};

const PRERENDERED: &str = r#"<div id="prerendered">"#;
const END_OF_HEAD: &str = "</head>";

/// The text of dist/index.html.
pub struct IndexHtml(String);

impl IndexHtml {
    /// What Trunk made.
    pub fn read() -> Result<IndexHtml, Problem> {
        let bytes = read(&project::dist().join("index.html"))?;
        String::from_utf8(bytes)
            .map(IndexHtml)
            .map_err(|_| "dist/index.html is not UTF-8".to_owned())
    }

    /// Puts it back.
    pub fn write(&self) -> Result<(), Problem> {
        write(&project::dist().join("index.html"), self.0.as_bytes())
    }

    /// Tells the page the name of a file it may load later: `<meta name="second-module" content="./name">`.
    pub fn name_file(&mut self, meta: &str, file: &str) -> Result<(), Problem> {
        let line = format!("<meta name=\"{meta}\" content=\"./{file}\">\n");
        self.insert_before_only(END_OF_HEAD, &line)
    }

    /// Fills `<div id="prerendered">`, which must be there once and empty.
    pub fn put_into_prerendered(&mut self, html: &str) -> Result<(), Problem> {
        let empty = format!("{PRERENDERED}</div>");
        if self.0.matches(&empty).count() != 1 {
            return Err(format!(
                "index.html must hold `{empty}` once, for the first answer to be put into"
            ));
        }
        self.0 = self
            .0
            .replacen(&empty, &format!("{PRERENDERED}{html}</div>"), 1);
        Ok(())
    }

    /// The files of this site that a browser fetches when it opens the page, by their names in dist/.
    pub fn loads(&self) -> Vec<String> {
        let mut files = vec!["index.html".to_owned()];
        for tag in self
            .0
            .split('<')
            .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
        {
            let loads =
                tag.starts_with("link ") || tag.starts_with("script ") || tag.starts_with("img ");
            let address = attribute(tag, "href").or_else(|| attribute(tag, "src"));
            if let (true, Some(address)) = (loads, address) {
                let name = address.trim_start_matches("./").to_owned();
                if !files.contains(&name) {
                    files.push(name);
                }
            }
        }
        files
    }

    fn insert_before_only(&mut self, mark: &str, text: &str) -> Result<(), Problem> {
        if self.0.matches(mark).count() != 1 {
            return Err(format!("index.html must hold `{mark}` once"));
        }
        self.0 = self.0.replacen(mark, &format!("{text}{mark}"), 1);
        Ok(())
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}="))?;
    match after.chars().next()? {
        quote @ ('"' | '\'') => after[1..].split(quote).next(),
        _ => after.split_whitespace().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::IndexHtml;

    fn page(html: &str) -> IndexHtml {
        IndexHtml(html.to_owned())
    }

    #[test]
    fn the_first_answer_is_put_into_its_place() {
        let mut html = page("<head></head><body><div id=\"prerendered\"></div></body>");
        assert_eq!(html.put_into_prerendered("<p>$1</p>"), Ok(()));
        assert_eq!(
            html.0,
            "<head></head><body><div id=\"prerendered\"><p>$1</p></div></body>"
        );
    }

    #[test]
    fn a_page_without_the_place_or_with_two_is_refused() {
        assert!(page("<body></body>").put_into_prerendered("x").is_err());
        let place = "<div id=\"prerendered\"></div>";
        assert!(
            page(&format!("{place}{place}"))
                .put_into_prerendered("x")
                .is_err()
        );
    }

    #[test]
    fn files_named_by_link_and_script_are_loaded_and_those_in_meta_are_not() {
        let html = page(
            "<link rel=\"icon\" href=\"./icon.svg\"><script type=module src=./start.js></script>\
             <link rel=modulepreload href='./a.js'><meta name=\"second-module\" content=\"./b.js\"><a href=\"c.html\">",
        );
        assert_eq!(html.loads(), ["index.html", "icon.svg", "start.js", "a.js"]);
    }

    #[test]
    fn a_later_file_is_named_in_the_head() {
        let mut html = page("<head></head>");
        assert_eq!(html.name_file("second-prices", "prices-0.bin"), Ok(()));
        assert_eq!(
            html.0,
            "<head><meta name=\"second-prices\" content=\"./prices-0.bin\">\n</head>"
        );
    }
}
