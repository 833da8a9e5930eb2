//! What is a part of what, sentence by sentence.

use super::check;

/// A paragraph of an agreement for 2024.
fn says(sentences: &str, expected: &[&str]) {
    check(&format!("<h1>Överenskommelse om god vård 2024</h1><p>{sentences}</p>"), expected);
}

#[test]
fn amounts_that_close_one_before_them_are_its_parts() {
    says(
        "Ramen är 340 mnkr. Merparten, 296 mnkr, tillfaller regionerna. Därtill kommer 30 mnkr \
         för utprovning. SKR disponerar 14 mnkr; 4 mnkr av dessa är avsedda för utbildning.",
        &[
            "total 340000000 2024",
            "earmark 296000000 2024 to regions of 340000000",
            "earmark 30000000 2024 of 340000000",
            "earmark 14000000 2024 to skr of 340000000",
            "earmark 4000000 2024 to skr of 14000000",
        ],
    );
    says(
        "Medlen går till kommunerna 500 mnkr, regionerna 1 500 mnkr och SKR 10 mnkr, totalt \
         2 010 mnkr.",
        &[
            "earmark 500000000 2024 to municipalities of 2010000000",
            "earmark 1500000000 2024 to regions of 2010000000",
            "earmark 10000000 2024 to skr of 2010000000",
            "total 2010000000 2024",
        ],
    );
}

#[test]
fn the_first_of_a_list_is_not_the_whole_of_the_others() {
    says(
        "För primärvård avsätts 150 mnkr, för kompetens 100 mnkr och för uppföljning 50 mnkr.",
        &["earmark 150000000 2024", "earmark 100000000 2024", "earmark 50000000 2024"],
    );
    says(
        "Regionerna får 3 215 mnkr och kommunerna 1 400 mnkr.",
        &["earmark 3215000000 2024 to regions", "earmark 1400000000 2024 to municipalities"],
    );
    says(
        "Till mål 1 avsätts 10 mnkr. Till mål 2 avsätts 10 mnkr.",
        &["earmark 10000000 2024", "earmark 10000000 2024"],
    );
    // What stands behind the whole is its split.
    says(
        "För primärvård avsätts 150 mnkr, 100 mnkr till läkare och 50 mnkr till sjuksköterskor.",
        &[
            "total 150000000 2024",
            "earmark 100000000 2024 of 150000000",
            "earmark 50000000 2024 of 150000000",
        ],
    );
}

#[test]
fn what_is_added_left_out_or_void_is_no_part() {
    says(
        "Den omfattar 300 mnkr, inklusive 50 mnkr till SKR. Därtill kommer 40 mnkr till \
         Socialstyrelsen.",
        &[
            "total 300000000 2024",
            "earmark 50000000 2024 to skr of 300000000",
            "earmark 40000000 2024 to agency",
        ],
    );
    says(
        "Av 60 mnkr har ännu inga betalats ut. Bidraget är 500 mnkr, inte 450 mnkr.",
        &["other 60000000 2024", "total 500000000 2024", "other 450000000 2024"],
    );
}

#[test]
fn what_an_increase_is_split_into_is_part_of_it() {
    says(
        "Anslaget höjs med 200 mnkr till 2 200 mnkr. Av tillskottet går 150 mnkr till regionerna \
         och 50 mnkr till kommunerna.",
        &[
            "change 200000000",
            "total 2200000000 2024",
            "earmark 150000000 2024 to regions of 200000000",
            "earmark 50000000 2024 to municipalities of 200000000",
        ],
    );
    says(
        "Anslaget minskas med 45 mnkr 2025, med 60 mnkr 2026 och med 75 mnkr 2027.",
        &["change 45000000 2025", "change 60000000 2026", "change 75000000 2027"],
    );
}

#[test]
fn the_total_of_another_agreement_is_not_this_ones() {
    says(
        "I fjol slöts överenskommelsen om psykisk hälsa, som omfattar 1 650 mnkr. Denna \
         överenskommelse omfattar 6 442 mnkr.",
        &["other 1650000000 2023", "total 6442000000 2024"],
    );
    says(
        "Överenskommelsen om god vård, som omfattar 1 650 mnkr, gäller alla. Den omfattar också \
         20 mnkr till SKR.",
        &["total 1650000000 2024", "earmark 20000000 2024 to skr of 1650000000"],
    );
}

#[test]
fn facts_alike_in_all_have_ids_of_their_own() {
    let goals = (1..5).map(|goal| format!("Till mål {goal} avsätts 10 mnkr. ")).collect::<String>();
    let extraction = super::interpreted(&format!("<h1>Överenskommelse 2024</h1><p>{goals}</p>"));
    let amounts = extraction.agreements.iter().flat_map(|agreement| &agreement.amounts);
    let ids: std::collections::BTreeSet<&str> = amounts.map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn what_each_party_gets_is_no_part_of_what_another_gets() {
    says(
        "Bidraget till Jönköpings län är 8,2 mnkr. Region Värmland får 6 mnkr.",
        &["share 8200000 2024 to region", "share 6000000 2024 to region"],
    );
    says(
        "Regionen i Hallands län får 18 mnkr, varav 12 mnkr till kommunerna.",
        &["share 18000000 2024 to region", "earmark 12000000 2024 to municipalities of 18000000"],
    );
    says(
        "Av medlen, 529 mnkr, tilldelas Region Stockholm 96 mnkr.",
        &["total 529000000 2024", "share 96000000 2024 to region of 529000000"],
    );
}

#[test]
fn what_parties_add_themselves_is_no_part_of_the_states_money() {
    says(
        "Statens bidrag är 100 mnkr. Regionerna medfinansierar med 50 mnkr och kommunerna med 25 \
         mnkr.",
        &["total 100000000 2024", "contribution 50000000 2024", "contribution 25000000 2024"],
    );
}

#[test]
fn what_each_region_gets_is_a_price() {
    says(
        "Den omfattar 300 mnkr. Varje region får ett grundbelopp på 2 mnkr, sammanlagt 42 mnkr.",
        &[
            "total 300000000 2024",
            "other 2000000 2024 to regions",
            "earmark 42000000 2024 to regions of 300000000",
        ],
    );
}

#[test]
fn equal_cells_of_one_row_are_two_facts() {
    check(
        "<h1>Överenskommelse om god vård 2024</h1><p>Belopp i mnkr</p><table><tr><th>Nämnd\
         <th>Budget 2024<th>Prognos 2024<tr><td>Kultur<td>120<td>120<tr><td>Vård<td>900<td>930\
         <tr><td>Summa<td>1 020<td>1 050</table>",
        &[
            "earmark 120000000 2024 of 1020000000",
            "earmark 120000000 2024 of 1050000000",
            "earmark 900000000 2024 of 1020000000",
            "earmark 930000000 2024 of 1050000000",
            "total 1020000000 2024",
            "total 1050000000 2024",
        ],
    );
}

#[test]
fn what_a_section_adds_up_to_may_stand_before_it() {
    check(
        "<h1>Överenskommelse om kortare köer 2025</h1><p>Staten har avsatt cirka 3,1 miljarder \
         kronor, närmare bestämt 3 098 mnkr. I fjol omfattade överenskommelsen 2 925 mnkr.</p>\
         <h2>Vem får pengarna?</h2><p>Regionerna kan få upp till 2 985 mnkr.</p><ul>\
         <li>E-hälsomyndigheten: 99 mnkr<li>SKR: 14 mnkr för stödet till regionerna</ul>\
         <h2>Villkoren</h2><p>För operationer finns 1 500 mnkr. 735 mnkr går till primärvården. \
         För vårdplatser finns 550 mnkr, varav 50 mnkr efter antalet barn. De återstående 200 mnkr \
         är för överbeläggningar.</p>",
        &[
            "total 3098000000 2025",
            "total 2925000000 2024",
            "earmark 2985000000 2025 to regions of 3098000000",
            "earmark 99000000 2025 to agency of 3098000000",
            "earmark 14000000 2025 to skr of 3098000000",
            "earmark 1500000000 2025 of 2985000000",
            "earmark 735000000 2025 of 2985000000",
            "earmark 550000000 2025 of 2985000000",
            "earmark 50000000 2025 of 550000000",
            "earmark 200000000 2025 of 2985000000",
        ],
    );
    // Two of them may close a part themselves.
    check(
        "<h1>Överenskommelse om beredskap 2025</h1><p>Totalt avsätts 621 mnkr, varav 560 mnkr går \
         till regionerna.</p><h2>Fördelning</h2><p>Kommunerna får 45 mnkr. SKR får 16 mnkr. \
         Regionernas medel består av 126 mnkr i grundbelopp samt en del på 434 mnkr.</p>",
        &[
            "total 621000000 2025",
            "earmark 560000000 2025 to regions of 621000000",
            "earmark 45000000 2025 to municipalities of 621000000",
            "earmark 16000000 2025 to skr of 621000000",
            "earmark 126000000 2025 to regions of 560000000",
            "earmark 434000000 2025 to regions of 560000000",
        ],
    );
}

#[test]
fn what_names_money_again_has_its_parts() {
    says(
        "Av de medel som tilldelas kommunerna, 700 mnkr, ska 100 mnkr gå till rehabilitering. \
         Regionerna tilldelas 900 mnkr. Totalt avsätts 1 650 mnkr inklusive 50 mnkr till SKR.",
        &[
            "earmark 700000000 2024 of 1650000000",
            "earmark 100000000 2024 of 700000000",
            "earmark 900000000 2024 to regions of 1650000000",
            "total 1650000000 2024",
            "earmark 50000000 2024 to skr of 1650000000",
        ],
    );
    says(
        "Bidraget till regionerna uppgår till 33 251 mnkr 2024. Mellanskillnaden, 767 mnkr, \
         betalas ut i juni.",
        &["total 33251000000 2024 to regions", "payout 767000000 2024"],
    );
}

#[test]
fn a_place_that_varav_names_gets_its_share() {
    check(
        "<h1>Överenskommelse om god vård 2024</h1><p>Belopp i mnkr</p><table><tr><th>Mottagare\
         <th>2024<tr><td>Regionerna<td>396<tr><td>varav Halland<td>12,8<tr><td>SKR<td>8\
         <tr><td>Totalt<td>404</table>",
        &[
            "earmark 396000000 2024 to regions of 404000000",
            "share 12800000 2024 to region of 396000000",
            "earmark 8000000 2024 to skr of 404000000",
            "total 404000000 2024",
        ],
    );
}

#[test]
fn what_is_named_again_is_divided_where_it_stands_first() {
    says(
        "Kvar i överenskommelsen är för 2024 550 mnkr. Året före har motsvarande belopp varit \
         1 116 mnkr.</p><p>De 550 miljonerna används så här. Villkor 1 ger 125 mnkr. Villkor 2 ger \
         215 mnkr. Villkor 3 ger 210 mnkr.",
        &[
            "total 550000000 2024",
            "other 1116000000 2023",
            "earmark 125000000 2024 of 550000000",
            "earmark 215000000 2024 of 550000000",
            "earmark 210000000 2024 of 550000000",
        ],
    );
    says(
        "Kommunerna får dela på 240 mnkr, dock så att varje kommun får åtminstone 300 000 kronor.",
        &["total 240000000 2024 to municipalities", "other 300000 2024 to municipalities"],
    );
}

#[test]
fn a_total_is_of_its_own_column() {
    check(
        "<h1>Överenskommelse om god vård 2024</h1><table><tr><th>Insats<th>Hela landet, mnkr\
         <th>Norrland, tkr<tr><td>Primärvård<td>30<td>16 204<tr><td>Kompetens<td>20<td>3 403\
         <tr><td>Summa<td><td>19 607</table>",
        &[
            "earmark 30000000 2024",
            "earmark 16204000 2024 of 19607000",
            "earmark 20000000 2024",
            "earmark 3403000 2024 of 19607000",
            "total 19607000 2024",
        ],
    );
}
