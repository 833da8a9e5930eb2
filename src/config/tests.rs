//! What a file of settings gives, and what is said of one that is wrong.

use super::*;

fn parse(text: &str) -> Result<Config> {
    Config::parse(text, Path::new("conf/overens.toml"))
}

fn check_wrong(text: &str, expected: &str) {
    let error = parse(text).unwrap_err().to_string();
    let place = error.strip_prefix("conf/overens.toml: ").unwrap();
    assert!(place.starts_with(expected), "{text:?}: {error}");
}

#[test]
fn what_is_wrong_has_a_line_and_a_column() {
    check_wrong("[folders]\ncorpsu = \"a\"\n", "line 2, column 1: unknown field `corpsu`");
    check_wrong("[foldrar]\n", "line 1, column 2: unknown field `foldrar`");
    check_wrong("threads = 2\n", "line 1, column 1: unknown field `threads`");
    check_wrong("[read]\nthreads = 0\n", "line 2, column 11: invalid value");
    check_wrong("[read]\nengine = \"word\"\n", "line 2, column 10: unknown variant `word`");
    check_wrong("# å\n[read]\n\n  engine = 3\n", "line 4, column 12: ");
    check_wrong("[read\n", "line 1, column 6: ");
}

#[test]
fn folders_are_relative_to_the_file() {
    let config = parse("[folders]\ncorpus = \"in\"\ngolden = \"/g\"\n").unwrap();
    let folders = [&config.folders.corpus, &config.folders.golden, &config.folders.facts];
    assert_eq!(folders, [Path::new("conf/in"), Path::new("/g"), Path::new("conf/facts")]);
    let here = Config::parse("", Path::new(FILE)).unwrap();
    assert_eq!(here, Config::default());
}

#[test]
fn each_setting_knows_where_it_came_from() {
    let mut config = parse("\n[read]\nthreads = 3\n").unwrap();
    config.set("read.engine", "--engine");
    let page = page(&config);
    let origin = |name: &str| {
        let line = page.lines().find(|line| line.contains(name)).unwrap();
        line.rsplit_once("  # ").unwrap().1.to_owned()
    };
    assert_eq!(origin("threads = 3"), "conf/overens.toml, line 3");
    assert_eq!(origin("engine = \"hayro\""), "--engine");
    assert_eq!(origin("memory_mib = 1024"), "built in");
    assert_eq!(Config::parse(&page, Path::new("conf.toml")).unwrap().read, config.read);
}

#[test]
fn every_setting_is_explained_and_every_explanation_is_of_one() {
    let built_in = toml::Value::try_from(Config::default()).unwrap();
    let explained = |name: &str| SETTINGS.iter().any(|setting| setting.name == name);
    for (section, keys) in built_in.as_table().unwrap() {
        for key in keys.as_table().unwrap().keys() {
            assert!(explained(&format!("{section}.{key}")), "{section}.{key}");
        }
    }
    let mut whole = String::new();
    for line in template().lines() {
        let setting = line.trim_start_matches('#').replace("threads =", "threads = 1");
        let code = !setting.starts_with(' ');
        whole.push_str(if code { &setting } else { "" });
        whole.push('\n');
    }
    let config = Config::parse(&whole, Path::new(FILE)).unwrap();
    assert_eq!((config.origins.len(), &config.limits), (SETTINGS.len(), &Limits::default()));
    assert_eq!(Config::parse(&template(), Path::new(FILE)).unwrap(), Config::default());
}
