//! The sites: which tool builds each, from what, and how a scenario is put into its pages.

use crate::build::native;
use crate::processes::{command, complete, output};
use crate::{Problem, project, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The scenario that is shown everywhere.
const PRESET: &str = "legal-contracts";
/// The three ways in which it is put into a page.
const LEVELS: [&str; 3] = ["static", "iframe", "element"];

/// A documentation tool.
pub struct Host {
    /// Its name here, and that of its folder in tests/hosts.
    pub name: &'static str,
    /// Address of a page in its site.
    pub page: &'static str,
    /// The page that is written for each level, and where.
    template: (&'static str, &'static str),
    /// Where the picture goes, and its address in a page.
    picture: (&'static str, &'static str),
    language: Language,
    make: fn(&Path) -> Result<PathBuf, Problem>,
}

/// In what its pages are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Html,
    Markdown,
    /// Markdown; what holds elements is written in JSX.
    Mdx,
    /// Markdown in which our preprocessor turns blocks.
    Blocks,
    /// reStructuredText with our directive.
    Directive,
}

/// All of them, the quick ones first.
pub const HOSTS: &[Host] = &[
    Host {
        name: "plain",
        page: "@LEVEL@.html",
        template: ("page.html", "@LEVEL@.html"),
        picture: ("card.svg", "card.svg"),
        language: Language::Html,
        make: |folder| Ok(folder.to_owned()),
    },
    Host {
        name: "mdbook",
        page: "@LEVEL@.html",
        template: ("page.md", "src/@LEVEL@.md"),
        picture: ("src/card.svg", "card.svg"),
        language: Language::Blocks,
        make: |folder| {
            tools::for_guide()?;
            let cli = native("tokenomics")?;
            let mut mdbook = command("mdbook");
            complete(with_program(&mut mdbook, &cli).arg("build").arg(folder))?;
            Ok(folder.join("book"))
        },
    },
    Host {
        name: "mkdocs",
        page: "@LEVEL@.html",
        template: ("page.md", "docs/@LEVEL@.md"),
        picture: ("docs/card.svg", "card.svg"),
        language: Language::Markdown,
        make: |folder| {
            let python = tools::documentation_python()?;
            complete(
                command(&python)
                    .args(["-m", "mkdocs", "build", "--quiet", "--strict"])
                    .env("NO_MKDOCS_2_WARNING", "1")
                    .current_dir(folder),
            )?;
            Ok(folder.join("site"))
        },
    },
    Host {
        name: "sphinx",
        page: "@LEVEL@.html",
        template: ("page.rst", "@LEVEL@.rst"),
        picture: ("card.svg", "card.svg"),
        language: Language::Directive,
        make: |folder| {
            let directive = "docs/hosts/tokenomics_directive.py";
            copy(
                &project::root().join(directive),
                &folder.join("tokenomics_directive.py"),
            )?;
            let python = tools::documentation_python()?;
            let cli = native("tokenomics")?;
            let mut sphinx = command(&python);
            with_program(&mut sphinx, &cli).args(["-m", "sphinx", "-q", "-W", "-b", "html"]);
            complete(sphinx.arg(folder).arg(folder.join("site")))?;
            super::directive::check(folder)?;
            Ok(folder.join("site"))
        },
    },
    Host {
        name: "docusaurus",
        page: "@LEVEL@/",
        template: ("page.md", "docs/@LEVEL@.md"),
        picture: ("static/card.svg", "/card.svg"),
        language: Language::Mdx,
        make: |folder| {
            // It looks for its packages in the folders above its own.
            let packages = tools::docusaurus()?;
            let script = packages.join("node_modules/@docusaurus/core/bin/docusaurus.mjs");
            complete(
                command("node")
                    .arg(script)
                    .args(["build", "--out-dir", "site"])
                    .current_dir(folder)
                    .env("DOCUSAURUS_NO_TELEMETRY", "1"),
            )?;
            Ok(folder.join("site"))
        },
    },
];

/// With the folder of our own command first on PATH, as somebody has it who installed it.
pub fn with_program<'a>(command: &'a mut Command, program: &Command) -> &'a mut Command {
    let folder = Path::new(program.get_program())
        .parent()
        .map(Path::to_owned);
    let path = command
        .get_envs()
        .find(|(name, _)| *name == "PATH")
        .and_then(|(_, value)| value.map(ToOwned::to_owned))
        .unwrap_or_default();
    let folders = folder.into_iter().chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).unwrap_or(path);
    command.env("PATH", path)
}

impl Host {
    /// Builds its site for the calculator at an address and returns the folder to be served.
    pub fn build(&self, app: &str) -> Result<PathBuf, Problem> {
        let folder = tools::hosts_folder().join(self.name);
        if folder.is_dir() {
            std::fs::remove_dir_all(&folder)
                .map_err(|fault| format!("{} stays: {fault}", folder.display()))?;
        }
        let source = project::root().join("tests/hosts").join(self.name);
        copy_tree(&source, &folder, &|text| text.replace("@PAGE@", app))?;
        picture(&folder.join(self.picture.0))?;
        let template = read(&folder.join(self.template.0))?;
        for level in LEVELS {
            let embed = self.embed(level, app)?;
            let mut path = folder.join(self.template.1.replace("@LEVEL@", level));
            if self.language == Language::Mdx && level == "element" {
                path.set_extension("mdx");
            }
            write(&path, &template.replace("@EMBED@", embed.trim_end()))?;
        }
        std::fs::remove_file(folder.join(self.template.0)).map_err(|fault| fault.to_string())?;
        (self.make)(&folder)
    }

    /// What a person would write into a page.
    fn embed(&self, level: &str, app: &str) -> Result<String, Problem> {
        let picture = ["--picture", self.picture.1];
        match (level, self.language) {
            ("static", Language::Html) => embed("text", app, &picture),
            ("static", Language::Directive) => Ok(format!(
                ".. image:: {}\n   :alt: {}\n\n.. tokenomics::\n   :static:\n\n   preset = \"{PRESET}\"\n",
                self.picture.1,
                sentence()?
            )),
            ("static", _) => embed("markdown", app, &picture),
            ("iframe", Language::Directive) => {
                let frame = embed("html", app, &[])?;
                Ok(format!(".. raw:: html\n\n   {frame}"))
            }
            ("iframe", _) => embed("html", app, &[]),
            (_, Language::Blocks) => Ok(format!("```tokenomics\npreset = \"{PRESET}\"\n```\n")),
            (_, Language::Directive) => {
                Ok(format!(".. tokenomics::\n\n   preset = \"{PRESET}\"\n"))
            }
            _ => embed("element", app, &[]),
        }
    }
}

fn embed(format: &str, app: &str, more: &[&str]) -> Result<String, Problem> {
    let mut embed = native("tokenomics")?;
    embed.args([
        "embed", "--preset", PRESET, "--page", app, "--format", format,
    ]);
    output(embed.args(more))
}

fn picture(path: &Path) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|fault| format!("{} cannot be made: {fault}", folder.display()))?;
    }
    let mut picture = native("tokenomics")?;
    complete(
        picture
            .args(["picture", "--preset", PRESET, "--output"])
            .arg(path),
    )
}

/// The answer, as the report has it.
fn sentence() -> Result<String, Problem> {
    let mut evaluate = native("tokenomics")?;
    let text = output(evaluate.args(["evaluate", "--preset", PRESET]))?;
    let line = text.lines().nth(2).map(str::to_owned);
    line.ok_or_else(|| "the report has no answer".to_owned())
}

fn copy_tree(from: &Path, to: &Path, change: &dyn Fn(&str) -> String) -> Result<(), Problem> {
    let fault = |fault: std::io::Error| format!("{}: {fault}", from.display());
    std::fs::create_dir_all(to).map_err(fault)?;
    for entry in std::fs::read_dir(from).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_tree(&path, &target, change)?;
        } else {
            write(&target, &change(&read(&path)?))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Problem> {
    write(to, &read(from)?)
}

fn read(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|fault| format!("{}: {fault}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    std::fs::write(path, text).map_err(|fault| format!("{}: {fault}", path.display()))
}
