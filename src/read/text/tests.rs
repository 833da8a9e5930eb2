//! Texts and the blocks they give.

use super::read;
use crate::read::show::{lines, show};

/// Checks that a text is read as the blocks `expected`.
pub(super) fn check(text: &str, expected: &str) {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let printed = match read(text.as_bytes(), None) {
        Ok(document) => show(&document),
        Err(error) => format!("{}\n", error.code()),
    };
    let trim = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(printed.trim()), trim(expected.trim()), "\n{printed}");
}

#[test]
fn every_line_stays() {
    let text = "Rubrik \r\n\r\n\x0c  Text\rMer\n\n12\n";
    let document = read(text.as_bytes(), None).map(|document| lines(&document)).ok();
    assert_eq!(document.as_deref(), Some("Rubrik \n\n  Text\nMer\n\n12"));
    check("\u{feff}\n \n", "empty");
}

#[test]
fn text_from_a_browser() {
    check(
        "
Till innehåll på sidan

Publicerad 3 mars 2022

Överenskommelser om skolans bibliotek

Staten och kommunerna har träffat en överenskommelse om skolbibliotek, som gäller hela landet och alla skolor.

Läsning i skolan 2022

Överenskommelsen omfattar totalt 120 miljoner kronor för 2022, varav 100 miljoner kronor fördelas till kommunerna.
För 2023 avsätts 80 miljoner kronor.

 • Nya böcker (60 miljoner kronor)
 • Fler bibliotekarier

Läsning i skolan 2022 (PDF, nytt fönster)

bo.ek@example.se , samordnare
eva.al@example.se , ekonomi

Informationsansvarig

 • Bo Ek
  SamordnareHjälpte informationen på sidan dig?

Tack för att du hjälper oss!

Sidfot

Storgatan 1, Orten
",
        "
p: Publicerad 3 mars 2022
h1: Överenskommelser om skolans bibliotek
p: Staten och kommunerna har träffat en överenskommelse om skolbibliotek, som gäller hela landet och alla skolor.
h2: Läsning i skolan 2022
p: Överenskommelsen omfattar totalt 120 miljoner kronor för 2022, varav 100 miljoner kronor fördelas till kommunerna. / För 2023 avsätts 80 miljoner kronor.
- • Nya böcker (60 miljoner kronor)
- • Fler bibliotekarier
p: Läsning i skolan 2022 (PDF, nytt fönster)
p: bo.ek@example.se , samordnare / eva.al@example.se , ekonomi
h2: Informationsansvarig
- • Bo Ek / Samordnare
",
    );
}

#[test]
fn text_from_a_converter() {
    check(
        "
 Avtal om stöd till skolornas bibliotek 2021
Staten och kommunerna är överens om att skolornas bibliotek behöver mer
stöd än i dag. Medlen ska användas till böcker och till fler bibliote-
karier i hela landet.

För 2021 avsätts sammanlagt 120 000 000 kronor, som fördelas till kommu-

12

 nerna efter antalet elever. Redovisning lämnas senast den
31 mars 2022.

1. Villkor för stödet till skolornas bibliotek och för arbetet med
läsning

Kommunerna ska
– redovisa hur medlen har använts under året och vilka böcker som de

köpt för dem,
– lämna en plan.

1.1 Uppföljning

Skolverket följer upp arbetet och lämnar en rapport till regeringen när
året är slut.
Bo Ek
Generaldirektör

Bilaga 1

Fördelning Antal Summa

Norra kommunen 12 300 000

Södra kommunen 1 400 000
",
        "
h1: Avtal om stöd till skolornas bibliotek 2021
p: Staten och kommunerna är överens om att skolornas bibliotek behöver mer stöd än i dag. Medlen ska användas till böcker och till fler bibliote- karier i hela landet.
p: För 2021 avsätts sammanlagt 120 000 000 kronor, som fördelas till kommu-
p: 12
p: nerna efter antalet elever. Redovisning lämnas senast den 31 mars 2022.
h2: 1. Villkor för stödet till skolornas bibliotek och för arbetet med läsning
p: Kommunerna ska
- – redovisa hur medlen har använts under året och vilka böcker som de köpt för dem,
- – lämna en plan.
h3: 1.1 Uppföljning
p: Skolverket följer upp arbetet och lämnar en rapport till regeringen när året är slut.
p: Bo Ek / Generaldirektör
h2: Bilaga 1
p: Fördelning Antal Summa / Norra kommunen 12 300 000 / Södra kommunen 1 400 000
",
    );
}

#[test]
fn pages_and_their_furniture() {
    let page = |number: u32, text: &str| {
        format!("Avtal om bibliotek, sida {number}\n\n{text}\n\n{number} (3)\n\x0c")
    };
    let text = [
        page(1, "Kommunerna ska använda alla medel till böcker och till arbetet med\nläsning i de skolor som har störst behov av det enligt Skolverket och"),
        page(2, "som inte redan har stöd. Medlen får sparas till nästa år om de inte\nhar använts. Andra medel berörs inte av avtalet, som ska ses över när"),
        page(3, "året är slut."),
    ]
    .concat();
    check(
        &text,
        "p: Kommunerna ska använda alla medel till böcker och till arbetet med läsning i de skolor som har störst behov av det enligt Skolverket och som inte redan har stöd. Medlen får sparas till nästa år om de inte har använts. Andra medel berörs inte av avtalet, som ska ses över när året är slut.",
    );
}

#[test]
fn lists_of_short_lines_stay_lines() {
    check(
        "Norra länet: 42 426 203 kronor\nSödra länet: 6 983 461 kronor\nHela riket: 49 409 664 kronor\n",
        "p: Norra länet: 42 426 203 kronor / Södra länet: 6 983 461 kronor / Hela riket: 49 409 664 kronor",
    );
}

#[test]
fn columns_that_are_kept_apart() {
    check(
        "
Län              Belopp     Andel
Norra länet      1 200      40 %
Södra länet
 med öarna       1 800      60 %
                 3 000     100 %
",
        "
table:
  th: 0=Län | 1=Belopp | 2=Andel
  tr: 0=Norra länet | 1=1 200 | 2=40 %
  tr: 0=Södra länet med öarna | 1=1 800 | 2=60 %
  tr: 1=3 000 | 2=100 %
",
    );
    check(
        "Län\tBelopp\nNorra\t1 200\nSödra\t1 800\n",
        "
table:
  th: 0=Län | 1=Belopp
  tr: 0=Norra | 1=1 200
  tr: 0=Södra | 1=1 800
",
    );
    check(
        "| Län | Belopp |\n|---|---|\n| Norra | 1 200 |\n",
        "
table:
  th: 0=Län | 1=Belopp
  tr: 0=Norra | 1=1 200
",
    );
}

#[test]
fn a_cell_that_is_empty_keeps_its_column() {
    check(
        "\t2024\t2025\nNorra\t1 200\t1 400\nSödra\t\t1 800\n\t1 200\t3 200\n",
        "
table:
  tr: 1=2024 | 2=2025
  tr: 0=Norra | 1=1 200 | 2=1 400
  tr: 0=Södra | 2=1 800
  tr: 1=1 200 | 2=3 200
",
    );
    check(
        "
Nr   Län              2024     2025
1    Norra länet     1 200    1 400
2    Södra länet     1 800
     Summa           3 000    1 400
",
        "
table:
  tr: 0=Nr | 1=Län | 2=2024 | 3=2025
  tr: 0=1 | 1=Norra länet | 2=1 200 | 3=1 400
  tr: 0=2 | 1=Södra länet | 2=1 800
  tr: 1=Summa | 2=3 000 | 3=1 400
",
    );
}

#[test]
fn two_spaces_part_columns_beside_wider_gaps() {
    check(
        "
                  Folkmängd  Belopp
Norra länet           1 200      40
Södra länets öar  1 800 000   6 000
Västra länet          1 300      50
",
        "
table:
  th: 1=Folkmängd | 2=Belopp
  tr: 0=Norra länet | 1=1 200 | 2=40
  tr: 0=Södra länets öar | 1=1 800 000 | 2=6 000
  tr: 0=Västra länet | 1=1 300 | 2=50
",
    );
    check(
        "
                 Belopp
Norra länet       1 200
Södra länet         800
Västra länet        300
",
        "
table:
  th: 1=Belopp
  tr: 0=Norra länet | 1=1 200
  tr: 0=Södra länet | 1=800
  tr: 0=Västra länet | 1=300
",
    );
}

#[test]
fn numbered_lists_and_headings() {
    check(
        "
1. Bakgrund

Avtalet gäller i tre år och omfattar alla kommuner i landet.

2. Villkor

Kommunerna ska göra detta:

1. Anställa fler
2. Köpa böcker
3. Redovisa medlen

3. Ekonomi

Avtalet omfattar 12 mnkr för året och betalas ut i mars.
",
        "
h2: 1. Bakgrund
p: Avtalet gäller i tre år och omfattar alla kommuner i landet.
h2: 2. Villkor
p: Kommunerna ska göra detta:
- 1. Anställa fler
- 2. Köpa böcker
- 3. Redovisa medlen
h2: 3. Ekonomi
p: Avtalet omfattar 12 mnkr för året och betalas ut i mars.
",
    );
}

#[test]
fn one_broken_line_is_no_paragraph() {
    check(
        "
Överenskommelse om läsning i skolan 2022

Överenskommelsen omfattar totalt 120 mnkr, varav 100 mnkr fördelas till
Skolverket och 20 mnkr till kommunerna.

Läsning är bra.
",
        "
h1: Överenskommelse om läsning i skolan 2022
p: Överenskommelsen omfattar totalt 120 mnkr, varav 100 mnkr fördelas till Skolverket och 20 mnkr till kommunerna.
p: Läsning är bra.
",
    );
}

#[test]
fn a_sum_and_a_date_go_on_in_the_next_line() {
    check(
        "
Överenskommelse om läsning i skolan och på biblioteken i alla landets kommuner 2022

Överenskommelsen omfattar totalt 120 000
kronor.

En redovisning lämnas till Skolverket den 31 mars
2023.
",
        "
h1: Överenskommelse om läsning i skolan och på biblioteken i alla landets kommuner 2022
p: Överenskommelsen omfattar totalt 120 000 kronor.
p: En redovisning lämnas till Skolverket den 31 mars 2023.
",
    );
}

#[test]
fn a_title_over_two_lines_is_a_heading() {
    check(
        "
Överenskommelser mellan staten och SKR 2024

Överenskommelse mellan staten och Sveriges Kommuner och Regioner om
en god och nära vård för 2024

Parterna följer upp arbetet två gånger per år, och redovisar det för
regeringen senast i mars.

Överenskommelsen omfattar totalt 90 miljoner kronor och gäller hela
landet, alla regioner och alla kommuner
",
        "
        h1: Överenskommelser mellan staten och SKR 2024
        h2: Överenskommelse mellan staten och Sveriges Kommuner och Regioner om en god och nära vård för 2024
        p: Parterna följer upp arbetet två gånger per år, och redovisar det för regeringen senast i mars.
        p: Överenskommelsen omfattar totalt 90 miljoner kronor och gäller hela landet, alla regioner och alla kommuner
",
    );
}

#[test]
fn dots_lead_to_figures_and_not_to_pages() {
    check(
        "
Fördelning (tusental kronor)
Regionerna ............ 300 000
Kommunerna .............. 9 000
SKR ................... 20 000
",
        "
h2: Fördelning (tusental kronor)
table:
  tr: 0=Regionerna | 1=300 000
  tr: 0=Kommunerna | 1=9 000
  tr: 0=SKR | 1=20 000
",
    );
    check(
        "
Inledning ............ 3
Medel ................ 5
Uppföljning .......... 5
",
        "
p: Inledning ............ 3 / Medel ................ 5 / Uppföljning .......... 5
",
    );
}
