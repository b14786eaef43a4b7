//! The pages of the presets: complete, well-formed, without scripts, and with the numbers of the report.

#[path = "../examples/site/mod.rs"]
mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::html::Page;
use crate::shown::{Numbers, assert_shows, assert_shows_fan};
use base64::Engine as _;
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::preset::{PRESETS, Preset};
use gradlens::report;
use gradlens::scene::VerdictLine;
use gradlens::settings::Chart;
use gradlens::state::first_network;
use serde_json::Value;
use sha2::Digest as _;

/// Where the pages of the tests will stand.
const HOME: &str = "https://example.org/a/gradlens/";

/// The pages with an address, and without one.
pub static KNOWN: LazyLock<PathBuf> = LazyLock::new(|| built("known", HOME));
static UNKNOWN: LazyLock<PathBuf> = LazyLock::new(|| built("unknown", ""));

fn built(name: &str, address: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
    // Of an earlier run; the first has none.
    let _ = fs::remove_dir_all(&folder);
    let given = [folder.to_str().expect("a plain path"), address];
    let said = pages::run(given.map(String::from).into_iter()).expect("the pages");
    let has_note = said.contains("No address is given");
    assert_eq!(has_note, address.is_empty(), "{said}");
    folder
}

pub fn page(folder: &Path, preset: &Preset) -> Page {
    Page::read(&text(folder, preset))
}

fn text(folder: &Path, preset: &Preset) -> String {
    let path = folder.join("p").join(preset.id).join("index.html");
    fs::read_to_string(path).expect("the page of a preset")
}

fn list(folder: &Path) -> String {
    fs::read_to_string(folder.join("p/index.html")).expect("the list")
}

/// All pages with the folder they stand in, of both ways to build them.
pub fn every_page() -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    for folder in [&*KNOWN, &*UNKNOWN] {
        pages.push((folder.join("p"), list(folder)));
        for preset in PRESETS {
            pages.push((folder.join("p").join(preset.id), text(folder, preset)));
        }
    }
    pages
}

fn report_of(preset: &Preset) -> Value {
    let analysis = Analysis::of(&first_network(&preset.settings()));
    let text = report::of(&analysis, Some(&link::encode(&preset.settings()))).to_string();
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn fan_tables_show_the_numbers_of_the_report() {
    for preset in PRESETS {
        let tables = page(&KNOWN, preset).tables();
        assert_shows_fan(&tables[0], &Numbers(report_of(preset)), preset.id);
    }
}

#[test]
fn tables_of_bounds_and_singular_values_show_the_numbers_of_the_report() {
    let mut with_values = 0;
    for preset in PRESETS {
        let numbers = Numbers(report_of(preset));
        let tables = page(&KNOWN, preset).tables();
        let layer = |row: &[String]| -> usize {
            let h = row[0].split(' ').next().and_then(|h| h.parse().ok());
            h.expect("a layer")
        };
        assert_eq!(tables[1].len(), numbers.depth() + 1, "{}", preset.id);
        for row in &tables[1] {
            let h = layer(row);
            for (column, known) in [
                (1, numbers.jacobian(h, 0)),
                (2, numbers.layer(h, "log10_bound")),
                (3, numbers.sup_bound(h)),
                (4, numbers.chain(h, 0)),
                (6, numbers.chain_bound(h)),
                (8, numbers.gradient(h, "log10_output")),
            ] {
                let place = format!("{}, layer {h}, column {column}", preset.id);
                assert_shows(&row[column], known, &place);
            }
        }
        let Some(values) = tables.get(2) else {
            assert_ne!(preset.settings().view.chart, Chart::Spectrum);
            continue;
        };
        with_values += 1;
        let width = preset.settings().recipe.width.at(1);
        assert_eq!(values.len(), (numbers.depth() + 1) * width, "{}", preset.id);
        for row in values {
            let (h, i) = (layer(row), row[1].parse::<usize>().expect("an index") - 1);
            let place = format!("{}, layer {h}, value {i}", preset.id);
            assert_shows(&row[2], numbers.jacobian(h, i), &place);
            assert_shows(&row[3], numbers.chain(h, i), &place);
        }
    }
    assert!(with_values > 0);
}

#[test]
fn verdicts_are_those_of_the_report() {
    for preset in PRESETS {
        let verdict = &report_of(preset)["verdict"];
        let page = page(&KNOWN, preset);
        let state = verdict["state"].as_str().expect("a state");
        for name in ["description", "og:description", "og:image:alt"] {
            let text = page.meta(name).expect("a description");
            let word = format!("{}{}:", state[..1].to_uppercase(), &state[1..]);
            let (_, finding) = text.split_once(&word).expect(text);
            let Some(per_layer) = verdict["per_layer"].as_f64().filter(|_| state != "dead") else {
                assert!(finding.contains("exactly 0"), "{text}");
                continue;
            };
            let (_, factor) = finding.rsplit_once(", ×").expect(text);
            let factor = factor.split(' ').next().expect(text);
            let factor: f64 = factor.parse().expect(text);
            assert!((factor - per_layer).abs() <= 0.00501, "{text} {per_layer}");
        }
    }
}

#[test]
fn headlines_are_those_of_the_page() {
    for preset in PRESETS {
        let analysis = Analysis::of(&first_network(&preset.settings()));
        let line = VerdictLine::of(&analysis);
        let page = page(&KNOWN, preset);
        let paragraphs = page.all("p");
        let at = paragraphs
            .iter()
            .position(|p| p.get("class") == Some("verdict"));
        let at = at.expect("a verdict");
        let headline = format!("{} {}", line.lead, line.rest);
        assert_eq!(paragraphs[at].text, headline, "{}", preset.id);
        assert!(!line.detail.is_empty(), "{}", preset.id);
        assert_eq!(paragraphs[at + 1].text, line.detail, "{}", preset.id);
    }
}

#[test]
fn other_sites_get_a_frame_with_a_link() {
    for preset in PRESETS {
        let path = KNOWN.join("p").join(preset.id).join("oembed.json");
        let answer: Value =
            serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON");
        assert_eq!(
            (&answer["type"], &answer["version"]),
            (&"rich".into(), &"1.0".into())
        );
        assert_eq!(answer["provider_name"], "Gradlens");
        assert_eq!(
            (&answer["width"], &answer["height"]),
            (&800.into(), &600.into())
        );
        let home = format!("{HOME}p/{}/", preset.id);
        assert_eq!(answer["thumbnail_url"], format!("{home}picture.png"));
        let html = answer["html"].as_str().expect("markup");
        let link = link::encode(&preset.settings());
        let escaped = link.replace('&', "&amp;");
        assert!(
            html.contains(&format!(
                "src=\"{HOME}gradlens.html?{escaped}&amp;embed=1\""
            )),
            "{html}"
        );
        let fragment = Page::read(&format!("<!doctype html>{html}"));
        assert_eq!(
            fragment.only("a").get("href"),
            Some(&*format!("{HOME}?{link}"))
        );
        assert_eq!(fragment.only("iframe").get("height"), Some("600"));
        let page = page(&KNOWN, preset);
        assert_eq!(page.link("alternate"), Some(&*format!("{home}oembed.json")));
        assert_eq!(page.link("canonical"), Some(&*home));
        assert_eq!(page.meta("og:url"), Some(&*home));
        assert_eq!(page.meta("og:image"), Some(&*format!("{home}picture.png")));
    }
}

#[test]
fn without_an_address_nothing_claims_one() {
    for preset in PRESETS {
        let text = text(&UNKNOWN, preset);
        let page = Page::read(&text);
        assert_eq!(page.meta("og:image"), Some("picture.png"));
        assert_eq!((page.link("alternate"), page.meta("og:url")), (None, None));
        assert!(
            !UNKNOWN
                .join("p")
                .join(preset.id)
                .join("oembed.json")
                .exists()
        );
        let addresses = text.matches("://").count();
        assert_eq!(
            addresses,
            text.matches("http://www.w3.org/2000/svg").count()
        );
    }
}

#[test]
fn addresses_that_cannot_be_are_refused() {
    let folder = KNOWN.join("refused");
    for given in [
        "example.org",
        "ftp://example.org",
        "https://",
        "https:///x",
        "https://a/?b",
        "https://a/\"b",
    ] {
        let arguments = [folder.to_str().expect("a plain path"), given];
        let refused = pages::run(arguments.map(String::from).into_iter())
            .expect_err(given)
            .to_string();
        assert!(
            refused.contains(&format!("\"{given}\" is not allowed")),
            "{refused}"
        );
        assert!(!folder.exists(), "{given}");
    }
    let refused = pages::run(std::iter::empty())
        .expect_err("no folder")
        .to_string();
    assert!(refused.starts_with("folder: none is given"), "{refused}");
}

#[test]
fn links_lead_somewhere() {
    for (folder, text) in every_page() {
        let page = Page::read(&text);
        let links = page.all("a").into_iter().filter_map(|a| a.get("href"));
        let links: Vec<&str> = links.collect();
        assert!(links.len() >= 4, "{links:?}");
        let root = if folder.ends_with("p") {
            "../index.html"
        } else {
            "../../index.html"
        };
        for href in links {
            match href.strip_prefix(root) {
                Some("") => {}
                Some(query) if query.starts_with('?') => {
                    let id = folder.file_name().and_then(|name| name.to_str());
                    let preset = id.and_then(Preset::from_id).expect("a preset");
                    let expected = (preset.settings(), Vec::new());
                    assert_eq!(link::decode(query), expected, "{href}");
                }
                _ => assert!(folder.join(href).is_file(), "{}: {href}", folder.display()),
            }
        }
    }
    let text = list(&KNOWN);
    for preset in PRESETS {
        assert!(
            text.contains(&format!("href=\"{}/index.html\"", preset.id)),
            "{}",
            preset.id
        );
    }
}

#[test]
fn pages_need_no_script_and_allow_none() {
    for (folder, text) in every_page() {
        let page = Page::read(&text);
        let place = folder.display();
        for element in &page.elements {
            assert!(
                !["script", "iframe", "object", "img"].contains(&&*element.name),
                "{place}"
            );
            for (name, _) in &element.attributes {
                assert!(
                    !name.starts_with("on") && name != "style",
                    "{place}: {name}"
                );
            }
        }
        let policies = page.all("meta").into_iter();
        let policies = policies.filter_map(|meta| meta.get("http-equiv").and(meta.get("content")));
        let policy = policies.collect::<String>();
        let sum = sha2::Sha256::digest(page.only("style").text.as_bytes());
        let sum = base64::engine::general_purpose::STANDARD.encode(sum);
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(
            policy.contains(&format!("style-src 'sha256-{sum}'")),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe") && !policy.contains("script-src"),
            "{policy}"
        );
    }
}

#[test]
fn pages_can_be_read_aloud() {
    for (folder, text) in every_page() {
        let page = Page::read(&text);
        let place = folder.display();
        assert_eq!(page.only("html").get("lang"), Some("en"), "{place}");
        for name in ["title", "h1", "main"] {
            assert!(!page.only(name).text.trim().is_empty(), "{place}: {name}");
        }
        assert!(page.meta("viewport").is_some() && page.meta("description").is_some());
        let ids: Vec<&str> = page
            .elements
            .iter()
            .filter_map(|one| one.get("id"))
            .collect();
        for (i, id) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(id), "{place}: twice {id}");
        }
        let mut pictures = 0;
        for element in &page.elements {
            for name in ["aria-labelledby", "aria-describedby"] {
                let told = element.get(name);
                assert!(told.is_none_or(|id| ids.contains(&id)), "{place}: {told:?}");
            }
            if element.get("role") == Some("img") {
                assert!(element.get("aria-describedby").is_some(), "{place}");
                pictures += 1;
            }
        }
        // Wide and narrow, light and dark.
        let expected = if folder.ends_with("p") { 0 } else { 4 };
        assert_eq!(pictures, expected, "{place}");
    }
}
