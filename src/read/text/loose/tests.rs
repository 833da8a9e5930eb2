//! Texts with loose tables, and texts that only look like them.

use crate::read::text::tests::check;

/// Running text around a table, broken at its width.
const PROSE: &str = "
Staten och kommunerna är överens om att skolornas bibliotek behöver mer stöd än i dag. Medlen
ska användas till böcker och till fler bibliotekarier i hela landet. Skolverket följer upp hur
arbetet går och lämnar en rapport när året är slut.";

fn check_table(table: &str, expected: &str) {
    let prose = "p: Staten och kommunerna är överens om att skolornas bibliotek behöver mer stöd än i dag. Medlen ska användas till böcker och till fler bibliotekarier i hela landet. Skolverket följer upp hur arbetet går och lämnar en rapport när året är slut.";
    let text = format!("{PROSE}\n\n2. Läsning\n{table}{PROSE}\n");
    check(&text, &format!("{prose}\nh2: 2. Läsning\n{}\n{prose}", expected.trim()));
}

#[test]
fn cells_parted_by_empty_lines() {
    check_table(
        "Period 2021-2022 Belopp 2021 Belopp Lt Norrland Övrigt

Totalt 300 mnkr

Bokinköp 200 mnkr 10,4 mnkr


Befolkningsbaserat

Redovisas till Skolverket senast
31 mars 2022
Rekvireras senast 1 december 2021

Fler
bibliotekarier

80mnkr
varav 60 mnkr

till skolor

3,1 mnkr

Handlingsplan i mars och
redovisning i oktober

Läsning på nätet 20 mnkr Pris/läst
bok

",
        "
table:
  th: 0=Period 2021-2022 | 1=Belopp 2021 | 2=Belopp Lt Norrland | 3=Övrigt
  tr: 0=Totalt | 1=300 mnkr
  tr: 0=Bokinköp | 1=200 mnkr | 2=10,4 mnkr | 3=Befolkningsbaserat / Redovisas till Skolverket senast 31 mars 2022 / Rekvireras senast 1 december 2021
  tr: 0=Fler bibliotekarier | 1=80mnkr varav 60 mnkr till skolor | 2=3,1 mnkr | 3=Handlingsplan i mars och redovisning i oktober
  tr: 0=Läsning på nätet | 1=20 mnkr | 3=Pris/läst bok
",
    );
}

#[test]
fn rows_without_empty_lines() {
    check_table(
        "Insats Nationellt 2021 Region Norrland andel Villkor
Bokinköp 200 tkr 16, 5 tkr Befolkningsbaserat
Fler bibliotekarier och
lärare 80 tkr - Särskild ansökan
Utbetalning: 17 feb, 26 maj
2022: 5 apr
Läsning
på nätet
20 tkr
1,1 tkr
Redovisas 3 oktober
Summa 300 tkr 17,6 tkr
",
        "
table:
  th: 0=Insats | 1=Nationellt 2021 | 2=Region Norrland andel | 3=Villkor
  tr: 0=Bokinköp | 1=200 tkr | 2=16, 5 tkr | 3=Befolkningsbaserat
  tr: 0=Fler bibliotekarier och lärare | 1=80 tkr | 2=- | 3=Särskild ansökan / Utbetalning: 17 feb, 26 maj / 2022: 5 apr
  tr: 0=Läsning på nätet | 1=20 tkr | 2=1,1 tkr | 3=Redovisas 3 oktober
  tr: 0=Summa | 1=300 tkr | 2=17,6 tkr
",
    );
}

#[test]
fn figures_whose_titles_give_the_unit() {
    check_table(
        "Område Hela landet 2021 (mnkr) Vår andel (mnkr)
Bokinköp 1 200 10,4
Fler bibliotekarier
i 3 skolor 80 3,1
Totalt 1 280 13,5
",
        "
table:
  th: 0=Område | 1=Hela landet 2021 (mnkr) | 2=Vår andel (mnkr)
  tr: 0=Bokinköp | 1=1 200 | 2=10,4
  tr: 0=Fler bibliotekarier i 3 skolor | 1=80 | 2=3,1
  tr: 0=Totalt | 1=1 280 | 2=13,5
",
    );
}

#[test]
fn titles_and_cells_on_lines_of_their_own() {
    check_table(
        "Ändamål
Belopp 2021
Region Norrland
Kommentar

Bokinköp

200 miljoner kronor

10,4 miljoner kronor

Rekvireras senast 1 maj

Läsning på nätet

80 miljoner kronor

3,1 miljoner kronor

Redovisas 2022-03-31

Uppföljning

",
        "
table:
  th: 0=Ändamål | 1=Belopp 2021 | 2=Region Norrland | 3=Kommentar
  tr: 0=Bokinköp | 1=200 miljoner kronor | 2=10,4 miljoner kronor | 3=Rekvireras senast 1 maj
  tr: 0=Läsning på nätet | 1=80 miljoner kronor | 2=3,1 miljoner kronor | 3=Redovisas 2022-03-31
h3: Uppföljning
",
    );
}

#[test]
fn sums_that_a_total_closes() {
    check_table(
        "
Bokinköp i skolorna 200 000 000 kronor
Medel till kommunerna för att anställa
fler bibliotekarier i de minsta
skolorna

80 000 000 kronor

Medel till Skolverket för stöd enl. 5 20 000 000 kronor

Totalt avtalet 300 000 000 kronor
",
        "
table:
  tr: 0=Bokinköp i skolorna | 1=200 000 000 kronor
  tr: 0=Medel till kommunerna för att anställa fler bibliotekarier i de minsta skolorna | 1=80 000 000 kronor
  tr: 0=Medel till Skolverket för stöd enl. 5 | 1=20 000 000 kronor
  tr: 0=Totalt avtalet | 1=300 000 000 kronor
",
    );
}

#[test]
fn signatures_side_by_side() {
    check(
        "
För staten genom   För Norra kommunen
Skoldepartementet  genom styrelsen

Orten den 2 maj 2021 Staden den 5 maj 2021



Bo Ek  Eva Al
Statssekreterare  Tf direktör
Bilaga 1

Kommunerna ska använda medlen till böcker.
",
        "
table:
  tr: 0=För staten genom | 1=För Norra kommunen
  tr: 0=Skoldepartementet | 1=genom styrelsen
  tr: 0=Orten den 2 maj 2021 | 1=Staden den 5 maj 2021
  tr: 0=Bo Ek | 1=Eva Al
  tr: 0=Statssekreterare | 1=Tf direktör
h2: Bilaga 1
p: Kommunerna ska använda medlen till böcker.
",
    );
}

#[test]
fn prose_with_amounts_is_no_table() {
    check_table(
        "Belopp Region Norrland 2021

För 2021 avsätts 200 mnkr till böcker och 80 mnkr till fler bibliotekarier i hela landet. De
får använda 3,5 mnkr till skolorna.

Totalt omfattar avtalet 300 mnkr och Region Norrland får 10,4 mnkr.

",
        "
p: Belopp Region Norrland 2021
p: För 2021 avsätts 200 mnkr till böcker och 80 mnkr till fler bibliotekarier i hela landet. De får använda 3,5 mnkr till skolorna.
p: Totalt omfattar avtalet 300 mnkr och Region Norrland får 10,4 mnkr.
",
    );
    // Places with one sum each stay lines.
    check(
        "Norra kommun 12 300 kronor\nSödra kommun 1 400 kronor\nÖstra kommun 1 kronor\nTotalt 13 701 kronor\n",
        "p: Norra kommun 12 300 kronor / Södra kommun 1 400 kronor / Östra kommun 1 kronor / Totalt 13 701 kronor",
    );
}
