//! The settings as they are printed: those that hold, and the file that `overens init` writes.

use toml::Value;

use super::{Config, SETTINGS};

/// The settings that hold, as TOML, with where each came from.
pub fn page(config: &Config) -> String {
    let values = values(config);
    let lines: Vec<(&str, String, String)> = SETTINGS
        .iter()
        .map(|setting| (setting.name, line(&values, setting.name), config.origin(setting.name)))
        .map(|(name, line, origin)| (name, line, format!("# {origin}")))
        .collect();
    let width = lines.iter().map(|(_, line, _)| line.chars().count()).max().unwrap_or_default();
    sections(
        lines.iter().map(|(name, line, origin)| (*name, format!("{line:<width$}  {origin}\n"))),
    )
}

/// A file in which every setting is explained and none is set.
pub fn template() -> String {
    let values = values(&Config::default());
    let lines = SETTINGS.iter().map(|setting| {
        let line = line(&values, setting.name);
        let line = line.trim_start_matches("# ");
        (setting.name, format!("# {}.\n#{line}\n", setting.about))
    });
    format!(
        "# The settings of overens. Each stands here with what holds without it: to change one,\n\
         # take away the # before it; `overens config` prints what holds. Folders are relative\n\
         # to this file.\n{}",
        sections(lines)
    )
}

/// Lines under the headings of their sections.
fn sections<'n>(lines: impl Iterator<Item = (&'n str, String)>) -> String {
    let (mut page, mut last) = (String::new(), "");
    for (name, line) in lines {
        let section = name.split_once('.').map_or(name, |(section, _)| section);
        if section != last {
            let gap = if last.is_empty() && line.starts_with(|c| c != '#') { "" } else { "\n" };
            page.push_str(&format!("{gap}[{section}]\n"));
            last = section;
        }
        page.push_str(&line);
    }
    page
}

/// `key = value`; where nothing is set, behind a `#`.
fn line(values: &Value, name: &str) -> String {
    let (section, key) = name.split_once('.').unwrap_or((name, ""));
    match values.get(section).and_then(|section| section.get(key)) {
        Some(value) => format!("{key} = {value}"),
        None => format!("# {key} ="),
    }
}

fn values(config: &Config) -> Value {
    #[expect(
        clippy::expect_used,
        reason = "the settings are text, numbers and paths that were text"
    )]
    Value::try_from(config).expect("settings can be written as TOML")
}
