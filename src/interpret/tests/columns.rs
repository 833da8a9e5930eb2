//! Columns of several kinds beside each other: none takes the unit or the figures of another.

use super::tables::{check, table};
use super::*;

fn page(headings: &str, rows: &str) -> String {
    table("Fördelning, tkr", &format!("{headings}/{rows}"))
}

#[test]
fn what_is_distributed_by_population_is_no_population() {
    let rows = "Uppsala | 1 200 | 400/Skåne | 300 | 200/Gotland | 25 | 70";
    for heading in ["Befolkningsbaserat", "Invånarbaserad del", "Befolkningsdel"] {
        let head = format!("Grundbelopp: SEK | {heading}: SEK");
        check(
            MediaType::Html,
            &page(&format!("Region | Grundbelopp | {heading}"), rows),
            &[&head, "03 1200000 400000", "12 300000 200000", "09 25000 70000"],
        );
    }
    check(
        MediaType::Html,
        &page("Region | Befolkningsandel", "Uppsala | 4,0/Skåne | 13,5/Gotland | 0,6"),
        &["Befolkningsandel: percent", "03 4", "12 13.5", "09 0.6"],
    );
}

#[test]
fn inhabitants_under_a_heading_of_several_columns_are_inhabitants() {
    let page = "<h1>Statsbidrag 2024</h1><table><caption>Fördelning, tkr</caption>\
        <tr><th rowspan=2>Region</th><th>Underlag</th><th>Fördelning</th></tr>\
        <tr><th>Antal invånare</th><th>2024</th></tr><tr><td>Uppsala</td><td>400 000</td><td>120</td></tr>\
        <tr><td>Skåne</td><td>1 400 000</td><td>420</td></tr><tr><td>Gotland</td><td>61 000</td><td>18</td>\
        </tr></table>";
    check(
        MediaType::Html,
        page,
        &[
            "Underlag Antal invånare: inhabitants | Fördelning 2024: SEK",
            "03 400000 120000",
            "12 1400000 420000",
            "09 61000 18000",
        ],
    );
}

#[test]
fn a_unit_behind_the_name_of_a_column_is_its_own() {
    let rows = "Uppsala | 1 200 | 400 000/Skåne | 300 | 200 000/Gotland | 25 | 70 000";
    check(
        MediaType::Html,
        &table("Fördelning", &format!("Region | Stimulans tkr | Prestation SEK/{rows}")),
        &[
            "Stimulans tkr: SEK | Prestation SEK: SEK",
            "03 1200000 400000",
            "12 300000 200000",
            "09 25000 70000",
        ],
    );
}

#[test]
fn headings_that_look_like_amounts_are_headings() {
    let page = |headings: &str| {
        let page = table(
            "Fördelning",
            &format!("{headings}/Uppsala | 12 | 14/Skåne | 3 | 4/Gotland | 2 | 7"),
        );
        page.replace("<th>", "<td>").replace("</th>", "</td>").replace("thead>", "tbody>")
    };
    for headings in [
        "2024 1 000 kr | 2025, 1 000 kr",
        "2024 tkr | 2025 tusen kr",
        "2024, tkr | 2025 (1 000 kr)",
    ] {
        let columns = headings.replace(" |", ": SEK |") + ": SEK";
        check(
            MediaType::Html,
            &page(&format!("Region | {headings}")),
            &[&columns, "03 12000 14000", "12 3000 4000", "09 2000 7000"],
        );
    }
    let corner = page("Region (1 000 kr) | 2024 | 2025");
    let expected = &["2024: SEK | 2025: SEK", "03 12000 14000", "12 3000 4000", "09 2000 7000"];
    check(MediaType::Html, &corner, expected);
    super::check(&corner, &[]);
    for above in ["Belopp i 1 000 kr.", "Fördelning (1 000 kr)"] {
        let page =
            page("Region | 2024 | 2025").replace("<table>", &format!("<p>{above}</p><table>"));
        super::check(&page, &[]);
    }
}

#[test]
fn the_rest_of_a_table_on_the_next_page_keeps_its_columns() {
    let text = "Bilaga\n\nBelopp anges i tkr\n\n\
        Kod   Region             Invånare    Belopp\n\
        01    Stockholm         2 400 000     7 326\n\
        03    Uppsala             400 000     1 007\n\
        04    Södermanland        300 000       980\n\n2 (4)\n\x0c\n\
        12    Skåne             1 400 000     4 080\n\
        13    Halland             340 000\n\
        14    Västra Götaland   1 700 000     5 070\n\x20     TOTALT            6 540 000    18 463\n";
    check(
        MediaType::Text,
        text,
        &[
            "Invånare: inhabitants | Belopp: SEK",
            "01 2400000 7326000",
            "03 400000 1007000",
            "04 300000 980000",
            "12 1400000 4080000",
            "13 340000 -",
            "14 1700000 5070000",
            "total 6540000 18463000",
        ],
    );
}

#[test]
fn lines_under_headings_of_several_kinds_have_no_unit() {
    let text = |headings: &str, rows: [&str; 3]| {
        format!(
            "Fördelning 2024, tkr\n\n{headings}\nUppsala {}\nSkåne {}\nGotland {}\n",
            rows[0], rows[1], rows[2]
        )
    };
    check(
        MediaType::Text,
        &text("Region Folkmängd Belopp", ["400 000 1 200", "1 400 000 4 200", "61 000 183"]),
        &[": ? | : ?", "03 400000 1200", "12 1400000 4200", "09 61000 183"],
    );
    check(
        MediaType::Text,
        &text("Region Belopp Kr/inv.", ["15 578 183,10", "39 578 191,20", "253 188,90"]),
        &[": ?", "03 -", "12 -", "09 -"],
    );
    check(
        MediaType::Text,
        &text("Region Folkmängd", ["400 000", "1 400 000", "61 000"]),
        &[": inhabitants", "03 400000", "12 1400000", "09 61000"],
    );
    check(
        MediaType::Text,
        &text("Medlen fördelas efter folkmängd", ["400", "1 400", "61"]),
        &[": SEK", "03 400000", "12 1400000", "09 61000"],
    );
}

#[test]
fn a_mark_among_the_figures_of_a_line_is_a_cell() {
    check(
        MediaType::Text,
        "Fördelning, kronor\n\nRegion 2023 2024\nUppsala 1 578 486 2 040 464\nSkåne - 2 592 282\n\
         Halland 889 595 –\nGotland 470 410 537 721\nDalarna 451 410 516 003\n",
        &[
            ": SEK | : SEK",
            "03 1578486 2040464",
            "12 - 2592282",
            "13 889595 -",
            "09 470410 537721",
            "20 451410 516003",
        ],
    );
}
