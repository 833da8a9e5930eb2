//! One `check` for the cells of tables, whatever they stand in.

use super::*;

/// The tables of a document: a line for the columns with their units, a line for each row.
pub(super) fn check(kind: MediaType, document: &str, expected: &[&str]) {
    let extraction = interpreted_as(kind, document);
    let mut lines = Vec::new();
    let values = |values: &[Option<contract::Number>]| {
        let shown =
            values.iter().map(|value| value.as_ref().map_or("-".into(), |n| n.0.to_string()));
        shown.collect::<Vec<String>>().join(" ")
    };
    for table in &extraction.tables {
        let columns = table.columns.iter().map(|column| {
            let unit = serde_json::to_value(column.unit).unwrap_or_default();
            format!("{}: {}", column.label, unit.as_str().unwrap_or("?"))
        });
        lines.push(columns.collect::<Vec<_>>().join(" | "));
        for row in &table.rows {
            let code = row.region.as_ref().map_or("", |region| region.code.as_str());
            lines.push(format!("{code} {}", values(&row.values)).trim_start().to_owned());
        }
        lines.extend(table.total.as_ref().map(|total| format!("total {}", values(total))));
    }
    assert_eq!(lines, expected, "{document}");
}

/// A web page with one table: rows parted by "/", cells by "|", the first row of headings.
pub(super) fn table(caption: &str, rows: &str) -> String {
    let cells = |row: &str, tag: &str| {
        row.split('|').map(|cell| format!("<{tag}>{}</{tag}>", cell.trim())).collect::<String>()
    };
    let (headings, rows) = rows.split_once('/').unwrap_or((rows, ""));
    let rows: String =
        rows.split('/').map(|row| format!("<tr>{}</tr>", cells(row, "td"))).collect();
    let headings = cells(headings, "th");
    format!(
        "<h1>Statsbidrag 2024</h1><table><caption>{caption}</caption><thead><tr>{headings}</tr>\
         </thead><tbody>{rows}</tbody></table><p>Medlen betalas ut i mars.</p>"
    )
}

#[test]
fn figures_of_two_columns_in_one_cell_are_no_number() {
    check(
        MediaType::Html,
        &table(
            "Bidrag till regionerna",
            "Region | 2022, tkr 2023, tkr | Andel, %/Uppsala | 46 610 48 120 | 3,2\
             /Skåne | 184 725 190 260 | 3,0/Gotland | 21 315 21 795 | 2,3",
        ),
        &["2022, tkr 2023, tkr: ? | Andel, %: percent", "03 - 3.2", "12 - 3", "09 - 2.3"],
    );
    // More than any region gets.
    check(
        MediaType::Html,
        &table("Belopp i tkr", "Region | Bidrag/Uppsala | 4 610/Skåne | 184 725 190/Gotland | 315"),
        &["Bidrag: SEK", "03 4610000", "12 -", "09 315000"],
    );
}

#[test]
fn the_heading_nearest_to_the_figures_says_what_they_are() {
    let page = "<table><tr><th rowspan=2>Region</th><th colspan=3>Bidrag, tkr</th></tr>\
         <tr><th>2022</th><th>2023</th><th>Förändring, %</th></tr>\
         <tr><td>Uppsala</td><td>100</td><td>103</td><td>3,0</td></tr>\
         <tr><td>Skåne</td><td>200</td><td>190</td><td>–5,0</td></tr>\
         <tr><td>Gotland</td><td>300</td><td>–</td><td></td></tr></table>";
    check(
        MediaType::Html,
        page,
        &[
            "Bidrag, tkr 2022: SEK | Bidrag, tkr 2023: SEK | Bidrag, tkr Förändring, %: percent",
            "03 100000 103000 3",
            "12 200000 190000 -5",
            "09 300000 - -",
        ],
    );
    check(
        MediaType::Html,
        &table(
            "Bidrag i tusental kronor",
            "Region | Bidrag | Per invånare | Ökning/Uppsala | 100 | 12 | 3,5/Skåne | 200 | 13 | \
             2,1/Gotland | 300 | 9 | 1,1",
        ),
        &[
            "Bidrag: SEK | Per invånare: ? | Ökning: ?",
            "03 100000 12 3.5",
            "12 200000 13 2.1",
            "09 300000 9 1.1",
        ],
    );
}

#[test]
fn what_adds_up_to_money_is_money() {
    check(
        MediaType::Html,
        &table(
            "Belopp per region, tusental kronor",
            "Region | Del 1, befolkning | Prestation | Summa/Uppsala | 60 | 21 | 81/Skåne | 215 | \
             68 | 283/Gotland | 9 | – | 9/Summa | 284 | 89 | 373",
        ),
        &[
            "Del 1, befolkning: SEK | Prestation: SEK | Summa: SEK",
            "03 60000 21000 81000",
            "12 215000 68000 283000",
            "09 9000 - 9000",
            "total 284000 89000 373000",
        ],
    );
    check(
        MediaType::Html,
        &table(
            "Fördelning, tkr",
            "Region | Befolkning | Platser | Summa/Uppsala | 60 | 21 | 81/Skåne | 215 | 68 | \
             283/Gotland | 9 | 2 | 11",
        ),
        &[
            "Befolkning: SEK | Platser: SEK | Summa: SEK",
            "03 60000 21000 81000",
            "12 215000 68000 283000",
            "09 9000 2000 11000",
        ],
    );
}

#[test]
fn what_the_sum_of_a_row_leaves_out_is_a_count() {
    check(
        MediaType::Html,
        &table(
            "Tusental kronor",
            "Region | Uppdrag 2024 | Fast del | Rörlig del | Bidrag totalt/Uppsala | 39 | 60 | 21 | \
             81/Skåne | 118 | 215 | 68 | 283/Gotland | 9 | 9 | 2 | 11",
        ),
        &[
            "Uppdrag 2024: count | Fast del: SEK | Rörlig del: SEK | Bidrag totalt: SEK",
            "03 39 60000 21000 81000",
            "12 118 215000 68000 283000",
            "09 9 9000 2000 11000",
        ],
    );
    // A year that the sum leaves out is money still.
    check(
        MediaType::Html,
        &table(
            "Tusental kronor",
            "Region | 2023 | Fast del | Rörlig del | Totalt 2024/Uppsala | 39 | 60 | 21 | 81/Skåne | \
             118 | 215 | 68 | 283/Gotland | 9 | 9 | 2 | 11",
        ),
        &[
            "2023: SEK | Fast del: SEK | Rörlig del: SEK | Totalt 2024: SEK",
            "03 39000 60000 21000 81000",
            "12 118000 215000 68000 283000",
            "09 9000 9000 2000 11000",
        ],
    );
}

#[test]
fn a_row_that_adds_up_the_others_is_the_total() {
    let rows = |total: &str| {
        table(
            "Bidrag, kronor",
            &format!(
                "Kommun | Projekt | Bidrag/Malå | 1 | 10 000/Umeå | 3 | 30 000/Åsele | – | –\
                      /Vännäs | 2 | 15 000/{total}"
            ),
        )
    };
    let expected = |last: &'static str| {
        [
            "Projekt: count | Bidrag: SEK",
            "2418 1 10000",
            "2480 3 30000",
            "2463 - -",
            "2460 2 15000",
            last,
        ]
    };
    check(MediaType::Html, &rows("Västerbottens län | 6 | 55 000"), &expected("total 6 55000"));
    check(MediaType::Html, &rows("Hela Lappland | 6 | 50 000"), &expected("6 50000"));
}

#[test]
fn a_cell_keeps_its_own_unit_and_the_mark_of_a_note_is_no_digit() {
    check(
        MediaType::Html,
        &table(
            "Bidrag, tkr",
            "Region | Bidrag/Uppsala | 1 200 1)/Skåne | 3 %/Gotland | 2,5 mnkr/Halland | −40",
        ),
        &["Bidrag: SEK", "03 1200000", "12 -", "09 2500000", "13 -40000"],
    );
}

#[test]
fn the_unit_of_one_column_is_not_that_of_another() {
    let page = table(
        "Fördelning",
        "Län | Statsbidrag | Kronor per invånare/Uppsala län | 16 935 | 25/Skåne län | 34 674 | 26\
         /Gotlands län | 1 402 | 24",
    );
    let rows = |unit: &str, values: [&str; 3]| {
        let [a, b, c] = values;
        [
            format!("Statsbidrag: {unit} | Kronor per invånare: SEK/inhabitant"),
            format!("03 {a} 25"),
            format!("12 {b} 26"),
            format!("09 {c} 24"),
        ]
    };
    let plain = rows("?", ["16935", "34674", "1402"]);
    check(MediaType::Html, &page, &plain.each_ref().map(String::as_str));
    let noted = page.replace("Medlen betalas ut i mars.", "Anm. Beloppen anges i tusental kronor.");
    let thousands = rows("SEK", ["16935000", "34674000", "1402000"]);
    check(MediaType::Html, &noted, &thousands.each_ref().map(String::as_str));
}

#[test]
fn a_table_in_two_blocks_side_by_side_is_one() {
    check(
        MediaType::Html,
        &table(
            "Bidrag",
            "Region | Belopp (tkr) | Region | Belopp (tkr)/Uppsala | 60 | Kalmar län | 43/Skåne | 215 | \
             Halland | 52/Gotland | 9 | Dalarna | 44/Blekinge | 24 | Summa | 447",
        ),
        &[
            "Belopp (tkr): SEK",
            "03 60000",
            "12 215000",
            "09 9000",
            "10 24000",
            "08 43000",
            "13 52000",
            "20 44000",
            "total 447000",
        ],
    );
}

#[test]
fn what_is_counted_stands_before_the_parts_of_a_row() {
    check(
        MediaType::Html,
        &table(
            "Fördelning i tusen kronor",
            "Region | Antal platser | Befolkning | Prestation | Totalt/Uppsala | 5 | 60 | 21 | 81\
             /Skåne | 17 | 215 | 68 | 283/Gotland | 2 | 9 | 2 | 11",
        ),
        &[
            "Antal platser: count | Befolkning: SEK | Prestation: SEK | Totalt: SEK",
            "03 5 60000 21000 81000",
            "12 17 215000 68000 283000",
            "09 2 9000 2000 11000",
        ],
    );
}

#[test]
fn a_raised_digit_is_the_mark_of_a_note() {
    let page = table(
        "Bidrag, kronor",
        "Region(1) | Bidrag/Uppsala | 950(1)/Skåne(2) | 1 950(2)/Gotland | 300",
    );
    let page = page.replace("(1)", "<sup>1</sup>").replace("(2)", "<sup>2)</sup>");
    check(MediaType::Html, &page, &["Bidrag: SEK", "03 950", "12 1950", "09 300"]);
}

#[test]
fn figures_broken_over_lines_have_no_value() {
    check(
        MediaType::Html,
        &table(
            "Bidrag, tkr",
            "Region | Bidrag/Uppsala | 15/ | 410/Skåne | 126/ | 088/Gotland | 25/ | 045",
        ),
        &["Bidrag: ?", "03 -", "-", "12 -", "-", "09 -", "-"],
    );
}

#[test]
fn a_note_under_the_table_names_the_unit() {
    let page = table("Fördelning", "Region | Bidrag/Uppsala | 1 200/Skåne | 300/Gotland | 25")
        .replace("Medlen betalas ut i mars.", "Beloppen anges i tkr.");
    check(MediaType::Html, &page, &["Bidrag: SEK", "03 1200000", "12 300000", "09 25000"]);
}

#[test]
fn rows_whose_columns_ran_together_are_parted_where_each_adds_up() {
    check(
        MediaType::Text,
        "Bilaga\n\nFördelning av medel 2023, kronor\n\nDet rörliga beloppet har beräknats efter \
         invånarantalet.\n\nKommunkod Kommun Grundbelopp Rörligt belopp Summa\n\nJämtlands län\n\
         2303 Ragunda 750 000 289 702 1 039 702\n2305 Bräcke 750 000 134 776 884 776\n2309 Krokom 750 000 \
         867 296 1 617 296\n 5 (6)\nKommunkod Kommun Grundbelopp Rörligt belopp Summa\n2313 Strömsund 750 \
         000 642 519 1 392 519\n\nVästerbottens län\n2401 Nordmaling 750 000 399 911 1 149 911\n\nSumma \
         3 750 000 2 334 204 6 084 204\n",
        &[
            ": SEK | : SEK | : SEK",
            "2303 750000 289702 1039702",
            "2305 750000 134776 884776",
            "2309 750000 867296 1617296",
            "2313 750000 642519 1392519",
            "2401 750000 399911 1149911",
            "total 3750000 2334204 6084204",
        ],
    );
}

#[test]
fn a_line_of_the_same_paragraph_names_the_unit_of_lines() {
    let lines = "Stockholms län 45 160 88 823\nUppsala län 7 333 14 422\n\
        Södermanlands län 5 653 11 118\nÖstergötlands län 8 820 17 347\n\
        Jönköpings län 6 891 13 554\nRiket 73 857 145 264";
    let shown = |unit: &str, thousand: u32| {
        let row = |code: &str, one: u32, two: u32| {
            format!("{code} {} {}", one * thousand, two * thousand)
        };
        vec![
            format!(": {unit} | : {unit}"),
            row("01", 45_160, 88_823),
            row("03", 7_333, 14_422),
            row("04", 5_653, 11_118),
            row("05", 8_820, 17_347),
            row("06", 6_891, 13_554),
            row("total", 73_857, 145_264),
        ]
    };
    for (above, unit, thousand) in [
        ("Länsvis fördelning 2025, tkr\nLän Kommuner Region\n", "SEK", 1000),
        // Two figures in a line are not one of millions.
        ("", "?", 1),
    ] {
        let expected = shown(unit, thousand);
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(MediaType::Text, &format!("Fördelning\n\n{above}{lines}\n"), &expected);
    }
}
