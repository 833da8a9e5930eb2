//! Shapes of tables: what is money in them, in what unit, and what is a part of what.

use super::tables::table;
use super::*;

/// The cells of a web page's tables, and the codes of its diagnostics behind them.
fn cells(page: &str, expected: &[&str], doubts: &[&str]) {
    super::tables::check(MediaType::Html, page, expected);
    let extraction = interpreted(page);
    let codes: Vec<&str> = extraction.diagnostics.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, doubts, "{page}");
}

#[test]
fn a_row_that_is_no_money_has_no_value() {
    cells(
        &table(
            "Belopp i mnkr",
            "Mål | 2024/Primärvård | 300/Antal regioner | 21/Andel av befolkningen | 45 %\
             /Kompetens | 45 tkr/Kronor per invånare | 28",
        ),
        &["2024: SEK", "300000000", "-", "-", "45000", "-"],
        &["no-sum-row", "no-sum-row"],
    );
    check(
        &table(
            "Belopp i mnkr",
            "Mål | 2024/Primärvård | 300/Antal regioner | 21/Kr per invånare | 28",
        ),
        &["earmark 300000000 2024", "other 28 2024"],
    );
}

#[test]
fn a_column_that_is_no_money_has_no_value() {
    let rows = |caption: &str, headings: &str| {
        table(caption, &format!("{headings}/Primärvård | 2012 | 300/Kompetens | 2013 | 100"))
    };
    for heading in ["Konto", "Startår", "Sida", "Projektnr", "År"] {
        cells(
            &rows("Belopp i mnkr", &format!("Insats | {heading} | Belopp")),
            &["Belopp: SEK", "300000000", "100000000"],
            &[],
        );
    }
    // The unit of one column is not that of another that is not headed as money.
    let beside =
        table("Bidrag", "Insats | Poängtal | Mnkr/Primärvård | 12 | 300/Kompetens | 13 | 100");
    cells(&beside, &["Mnkr: SEK", "300000000", "100000000"], &["unit-unknown"]);
}

#[test]
fn years_in_rows_are_no_sums() {
    check(
        &table(
            "Medel i miljoner kronor",
            "År | Regioner | Kommuner | Totalt/2022 | 100 | 50 | 150/2023 | 110 | 60 | 170\
             /Summa | 210 | 110 | 320",
        ),
        &[
            "earmark 100000000 2022 to regions of 150000000",
            "earmark 50000000 2022 to municipalities of 150000000",
            "total 150000000 2022",
            "earmark 110000000 2023 to regions of 170000000",
            "earmark 60000000 2023 to municipalities of 170000000",
            "total 170000000 2023",
            "earmark 210000000 2022,2023 to regions of 320000000",
            "earmark 110000000 2022,2023 to municipalities of 320000000",
            "total 320000000 2022,2023",
        ],
    );
}

#[test]
fn a_row_may_name_its_unit() {
    cells(
        &table(
            "Översikt",
            "Mål | 2024 | 2025/Utbetalt, mnkr | 300 | 320/Stöd (tkr) | 1 200 | 1 300\
             /Antal vårdplatser | 1 200 | 1 300",
        ),
        &["2024: SEK | 2025: SEK", "300000000 320000000", "1200000 1300000", "- -"],
        &[],
    );
}

#[test]
fn units_stand_in_many_places() {
    let million = ["300000000", "100000000"];
    let page = |caption: &str, heading: &str| {
        table(caption, &format!("Mål | {heading}/Primärvård | 300/Kompetens | 100"))
    };
    for (caption, heading) in [
        ("Fördelning", "Miljoner"),
        ("Fördelning", "Belopp (miljoner)"),
        ("Fördelning, milj. kronor", "Belopp"),
        ("Tabell 1 (mkr)", "2024"),
        ("Fördelning", "Budget 2024 mnkr"),
    ] {
        let head = format!("{heading}: SEK");
        cells(&page(caption, heading), &[&[head.as_str()], &million[..]].concat(), &[]);
    }
    for note in ["Belopp i mnkr.", "Källa: SKR. Alla belopp i miljoner kronor."] {
        let below = page("Fördelning", "2024").replace("Medlen betalas ut i mars.", note);
        cells(&below, &[&["2024: SEK"], &million[..]].concat(), &[]);
    }
    let thousands = page("Fördelning", "x 1000 kr");
    cells(&thousands, &["x 1000 kr: SEK", "300000", "100000"], &[]);
    cells(&page("Fördelning av bidrag", "2024"), &[], &["unit-unknown"]);
    cells(&page("Antal svar", "2024"), &[], &["unit-unknown"]);
}

#[test]
fn changes_may_be_negative() {
    check(
        &table(
            "Fördelning",
            "Ändamål | Belopp, mnkr | Förändring mot 2021, mnkr/Barn | 300 | −50/Unga | 25 | ±0\
             /Äldre | 100 | minus 20",
        )
        .replace("minus", "./."),
        &[
            "earmark 300000000 2024",
            "change -50000000",
            "earmark 25000000 2024",
            "change 0",
            "earmark 100000000 2024",
            "change -20000000",
        ],
    );
    cells(
        &table(
            "Belopp i mnkr",
            "Post | Budget | Utfall | Avvikelse/Vård | 45,0 | 47,3 | 2,3/Cancer | 9,0 | 7,5 | -1,5",
        ),
        &[
            "Budget: SEK | Utfall: SEK | Avvikelse: SEK",
            "45000000 47300000 2300000",
            "9000000 7500000 -1500000",
        ],
        &[],
    );
}

#[test]
fn columns_of_parts_stand_beside_their_whole() {
    check(
        &table(
            "Fördelning",
            "Ändamål | Belopp, tkr | Varav till kommuner | Varav till regioner/Barn | 100 | 40 | 60\
             /Unga | 10 | 4 | 6/Summa | 110 | 44 | 66",
        ),
        &[
            "earmark 100000 2024 of 110000",
            "earmark 40000 2024 to municipalities of 100000",
            "earmark 60000 2024 to regions of 100000",
            "earmark 10000 2024 of 110000",
            "earmark 4000 2024 to municipalities of 10000",
            "earmark 6000 2024 to regions of 10000",
            "total 110000 2024",
            "earmark 44000 2024 to municipalities of 110000",
            "earmark 66000 2024 to regions of 110000",
        ],
    );
}

#[test]
fn a_column_may_name_the_recipients() {
    check(
        "<h1>Statsbidrag 2024</h1><table><tr><th>Område</th><th>Mottagare</th><th>Mnkr</th></tr>\
         <tr><td rowspan=2>Primärvård</td><td>Regioner</td><td>300</td></tr>\
         <tr><td>Kommuner</td><td>100</td></tr>\
         <tr><td colspan=2>Summa</td><td>400</td></tr></table>",
        &[
            "earmark 300000000 2024 to regions of 400000000",
            "earmark 100000000 2024 to municipalities of 400000000",
            "total 400000000 2024",
        ],
    );
}

#[test]
fn rows_in_groups_are_parts_of_their_sums() {
    check(
        "<h1>Statsbidrag 2024</h1><table><tr><th>Insats</th><th>Mnkr</th></tr>\
         <tr><td colspan=2>Regionerna</td></tr><tr><td>Förlossning</td><td>1 000</td></tr>\
         <tr><td>Neonatal</td><td>400</td></tr><tr><td>Delsumma regioner</td><td>1 400</td></tr>\
         <tr><td colspan=2>SKR</td></tr><tr><td>Samordning</td><td>10</td></tr>\
         <tr><td>Register</td><td>15</td></tr><tr><td>Delsumma SKR</td><td>25</td></tr>\
         <tr><td>Totalt</td><td>1 425</td></tr></table>",
        &[
            "earmark 1000000000 2024 to regions of 1400000000",
            "earmark 400000000 2024 to regions of 1400000000",
            "earmark 1400000000 2024 to regions of 1425000000",
            "earmark 10000000 2024 to skr of 25000000",
            "earmark 15000000 2024 to skr of 25000000",
            "earmark 25000000 2024 to skr of 1425000000",
            "total 1425000000 2024",
        ],
    );
}

#[test]
fn columns_for_the_same_year_have_totals_of_their_own() {
    check(
        &table(
            "Belopp i mnkr",
            "Post | Budget 2024 | Utfall 2024/Vård | 45 | 47/Cancer | 9 | 7/Summa | 54 | 54",
        ),
        &[
            "earmark 45000000 2024 of 54000000",
            "earmark 47000000 2024 of 54000000",
            "earmark 9000000 2024 of 54000000",
            "earmark 7000000 2024 of 54000000",
            "total 54000000 2024",
        ],
    );
}

#[test]
fn two_places_and_their_sum_are_an_allocation() {
    cells(
        &table(
            "Fördelning",
            "Region | Kr per inv | Tkr/Stockholm | 12,50 | 30 500/Skåne | 12,50 | 17 500/Riket | 12,50 | 48 000",
        ),
        &[
            "Kr per inv: SEK/inhabitant | Tkr: SEK",
            "01 12.5 30500000",
            "12 12.5 17500000",
            "total 12.5 48000000",
        ],
        &[],
    );
}

#[test]
fn places_in_the_headings_are_turned_into_rows() {
    cells(
        &table(
            "Fördelning",
            "Del | Stockholm | Uppsala | Totalt/Grund, tkr | 12 345 | 2 567 | 14 912/Tillägg, mnkr | 1 | 2 | 3",
        ),
        &[
            "Grund, tkr: SEK | Tillägg, mnkr: SEK",
            "01 12345000 1000000",
            "03 2567000 2000000",
            "total 14912000 3000000",
        ],
        &[],
    );
}

#[test]
fn a_figure_that_is_not_clear_is_none() {
    // In brackets it may be below zero or of another year.
    cells(
        &table(
            "Bidrag i kronor",
            "Region | Belopp/Skåne | (1 200 000)/Halland | 800 000 kr¹/Blekinge | 500 000 a)",
        ),
        &["Belopp: SEK", "12 -", "13 800000", "10 500000"],
        &["unread-cell"],
    );
    // Beside 0.567 the point of 1.234 may be a decimal point.
    cells(
        &table("Bidrag", "Region | Mnkr/Stockholm | 1.234/Uppsala | 0.567/Gotland | 0.890"),
        &["Mnkr: SEK", "01 -", "03 567000", "09 890000"],
        &[],
    );
}

#[test]
fn a_price_is_no_sum() {
    check(
        &table(
            "Belopp i mnkr",
            "Steg | Kr per poäng | Högst/Första | 1 000 | 50/Andra | 2 000 | 75",
        ),
        &["other 1000 2024", "earmark 50000000 2024", "other 2000 2024", "earmark 75000000 2024"],
    );
    check(
        &table(
            "Stöd till kommuner",
            "Grupp | Antal | Ersättning per kommun, kr | Totalt, mnkr/1–10 000 inv | 70 | 500 000 | 35\
             /Större | 10 | 2 000 000 | 20/Summa | 80 | | 55",
        ),
        &[
            "other 500000 2024",
            "earmark 35000000 2024 of 55000000",
            "other 2000000 2024",
            "earmark 20000000 2024 of 55000000",
            "total 55000000 2024",
        ],
    );
}

#[test]
fn a_step_of_a_scale_is_no_part_of_the_sum() {
    check(
        &table(
            "Trappa",
            "Ökning | Belopp/2 tjänster | 3 miljoner kronor/10 tjänster | 20 miljoner kronor",
        ),
        &["other 3000000 2024", "other 20000000 2024"],
    );
}

#[test]
fn people_in_thousands_are_not_that_few_people() {
    let page = |heading: &str| {
        table(
            "Fördelning",
            &format!(
                "Region | {heading} | Mnkr/Skåne | 1 400 | 140/Uppsala | 400 | 40/Gotland | 61 | 6"
            ),
        )
    };
    let rows = ["12 1400 140000000", "03 400 40000000", "09 61 6000000"];
    let head = "Folkmängd (1 000-tal): ? | Mnkr: SEK";
    cells(&page("Folkmängd (1 000-tal)"), &[&[head], &rows[..]].concat(), &["unit-unknown"]);
    let noted = page("Invånare").replace("Medlen betalas ut i mars.", "Invånare i tusental.");
    cells(&noted, &[&["Invånare: ? | Mnkr: SEK"], &rows[..]].concat(), &["unit-unknown"]);
}

#[test]
fn a_row_of_one_place_among_others_is_its_share() {
    check(
        &table(
            "Beviljat",
            "Sökande | Belopp, kr/Region Skåne | 2 000 000/Karolinska institutet | 900 000",
        ),
        &["share 2000000 2024 to region", "earmark 900000 2024"],
    );
}

#[test]
fn the_unit_over_the_names_of_rows_is_that_of_all_columns() {
    for corner in ["Mnkr", "Insats (mnkr)", "Belopp i mnkr", "Miljoner kronor"] {
        check(
            &table("Medel", &format!("{corner} | Bokslut 2023 | Plan 2025/Primärvård | 300 | 350")),
            &["earmark 300000000 2023", "earmark 350000000 2025"],
        );
    }
}

#[test]
fn who_answers_for_money_does_not_get_it() {
    for heading in ["Källa", "Ansvarig myndighet", "Utbetalande myndighet"] {
        check(
            &table(
                "Belopp i mnkr",
                &format!("Bidrag | {heading} | 2024/Maxtaxa | Skolverket | 4 990"),
            ),
            &["earmark 4990000000 2024"],
        );
    }
}

#[test]
fn how_many_were_granted_is_no_money() {
    let rows = |headings: &str| {
        table("Belopp i tkr", &format!("Kommuner | {headings}/Små | 61 | 6 100/Stora | 26 | 5 200"))
    };
    let sums = ["earmark 6100000 2024", "earmark 5200000 2024"];
    check(&rows("Beviljade | Belopp"), &sums);
    check(&rows("Sökta | Beviljat belopp"), &sums);
    // What is granted in money says so, or has no sums beside it.
    check(
        &rows("Beviljat | Utbetalt"),
        &["earmark 61000 2024", sums[0], "earmark 26000 2024", sums[1]],
    );
}

#[test]
fn what_the_years_of_a_row_come_to_is_for_all_of_them() {
    let rows = |last: &str| {
        table("Belopp i mnkr", &format!("Mål | 2023 | 2024 | {last}/Vård | 30 | 35 | 65"))
    };
    let years = ["earmark 30000000 2023", "earmark 35000000 2024"];
    check(&rows("Summa"), &[&years[..], &["earmark 65000000 2023,2024"]].concat());
    check(&rows("2025"), &[&years[..], &["earmark 65000000 2025"]].concat());
}
