//! The built index.html: what is put into it, and what it loads.

use super::{read, write};
use crate::Problem;
use std::path::Path;

const PRERENDERED: &str = r#"<div id="prerendered">"#;
const END_OF_HEAD: &str = "</head>";

/// The text of a built index.html.
pub struct IndexHtml(String);

impl IndexHtml {
    /// That of this folder.
    pub fn read(folder: &Path) -> Result<IndexHtml, Problem> {
        let bytes = read(&folder.join("index.html"))?;
        String::from_utf8(bytes)
            .map(IndexHtml)
            .map_err(|_| "index.html is not UTF-8".to_owned())
    }

    /// Puts it into the folder.
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        write(&folder.join("index.html"), self.0.as_bytes())
    }

    /// Tells the page the name of a file it may load later: `<meta name="second-prices" content="./name">`.
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

    /// The style files it links, in order, by their names.
    pub fn styles(&self) -> Vec<String> {
        let addresses = self
            .style_tags()
            .into_iter()
            .filter_map(|tag| attribute(tag, "href"));
        addresses
            .map(|address| address.trim_start_matches("./").to_owned())
            .collect()
    }

    /// Links this one style file where the first of them stood, and the others no more.
    pub fn replace_styles(&mut self, name: &str) {
        let mut link =
            format!("<link rel=\"stylesheet\" href=\"./{name}\" crossorigin=\"anonymous\">");
        let mut html = self.0.clone();
        for tag in self.style_tags() {
            html = html.replacen(&format!("<{tag}>"), &std::mem::take(&mut link), 1);
        }
        self.0 = html;
    }

    fn style_tags(&self) -> Vec<&str> {
        let tags = self.0.split('<').filter_map(|rest| rest.split_once('>'));
        let is_style = |tag: &&str| attribute(tag, "rel") == Some("stylesheet");
        tags.map(|(tag, _)| tag).filter(is_style).collect()
    }

    /// The files of this site that a browser fetches when it opens the page, by their names.
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
             <link rel=modulepreload href='./a.js'><meta name=\"after-script\" content=\"./b.js\"><a href=\"c.html\">",
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

    #[test]
    fn one_style_file_takes_the_place_of_all() {
        let mut html = page(
            "<link rel=\"stylesheet\" href=\"./a.css\" /><script src=\"./s.js\"></script><link href='./b.css' rel='stylesheet'>",
        );
        assert_eq!(html.styles(), ["a.css", "b.css"]);
        html.replace_styles("all.css");
        assert_eq!(html.styles(), ["all.css"]);
        assert!(
            html.0.ends_with("<script src=\"./s.js\"></script>"),
            "{}",
            html.0
        );
    }
}
