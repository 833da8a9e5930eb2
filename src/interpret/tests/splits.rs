//! Wholes that are split over paragraphs or stand behind their parts, and what is no whole.

use super::check;

/// A paragraph of an agreement for 2024.
fn says(sentences: &str, expected: &[&str]) {
    check(&format!("<h1>Överenskommelse om god vård 2024</h1><p>{sentences}</p>"), expected);
}

#[test]
fn two_paragraphs_may_split_the_one_above_them() {
    says(
        "Den omfattar 700 mnkr.</p><p>Till regionerna går 600 mnkr.</p><p>Den första delen, \
         400 mnkr, betalas ut efter folkmängd.</p><p>Den andra delen omfattar 200 mnkr.",
        &[
            "total 700000000 2024",
            "earmark 600000000 2024 to regions of 700000000",
            "earmark 400000000 2024 to regions of 600000000",
            "earmark 200000000 2024 to regions of 600000000",
        ],
    );
}

#[test]
fn what_an_earlier_agreement_comprised_is_no_whole() {
    says(
        "Den överenskommelse som löpte ut vid årsskiftet omfattade 600 mnkr. Överenskommelsen \
         omfattar 762 mnkr. Kommunernas del är 585 mnkr.",
        &[
            "total 600000000",
            "total 762000000 2024",
            "earmark 585000000 2024 to municipalities of 762000000",
        ],
    );
    // What stands right behind it may be its part all the same.
    says(
        "Den förra överenskommelsen omfattade 600 mnkr, varav 20 mnkr till SKR. Överenskommelsen \
         omfattar 762 mnkr.",
        &["total 600000000", "earmark 20000000 to skr of 600000000", "total 762000000 2024"],
    );
}

#[test]
fn what_is_left_of_a_sum_behind_it_is_its_part() {
    says(
        "Den omfattar 500 mnkr. Av dessa går 43,5 mnkr till grundbelopp, medan resterande 136,5 \
         mnkr av årets 180 mnkr fördelas efter folkmängd.",
        &[
            "total 500000000 2024",
            "earmark 43500000 2024 of 500000000",
            "earmark 136500000 2024 of 180000000",
            "earmark 180000000 2024 of 500000000",
        ],
    );
    says(
        "Den omfattar 500 mnkr. 43,5 mnkr avsätts för grundbelopp, medan resterande 136,5 mnkr av \
         årets 180 mnkr fördelas efter folkmängd.",
        &[
            "total 500000000 2024",
            "earmark 43500000 2024 of 180000000",
            "earmark 136500000 2024 of 180000000",
            "earmark 180000000 2024 of 500000000",
        ],
    );
}

#[test]
fn what_is_added_becomes_a_sum() {
    says(
        "Överenskommelsen omfattar 312 mnkr. Fasta kostnader kompletteras med 15 mnkr och blir \
         därmed 60 mnkr.",
        &["total 312000000 2024", "supplement 15000000 2024", "earmark 60000000 2024 of 312000000"],
    );
    says(
        "Överenskommelsen omfattar 312 mnkr. Fasta kostnader kompletteras med 15 mnkr och SKR får \
         60 mnkr.",
        &[
            "total 312000000 2024",
            "supplement 15000000 2024",
            "earmark 60000000 2024 to skr of 312000000",
        ],
    );
}

#[test]
fn the_provision_of_a_decision_makes_it_no_news_of_a_budget() {
    check(
        "<h1>Uppdrag om medel 2024</h1><p>Regionerna får 30 mnkr för vård. Beslutet gäller om \
         riksdagen beslutar i enlighet med regeringens förslag.</p>",
        &["earmark 30000000 2024 to regions"],
    );
    check(
        "<h1>Uppdrag om medel 2024</h1><p>Regionerna får 30 mnkr för vård. Riksdagen ska behandla \
         regeringens förslag.</p>",
        &["budget 30000000 2024 to regions"],
    );
}

#[test]
fn a_heading_with_a_sum_is_the_whole_of_what_its_section_sets_aside() {
    let of_heading = "Den omfattar 900 mnkr.</p><h2>1. Primärvård (320 mnkr)</h2><p>Regionerna ska \
        använda sin del, 220 mnkr, till läkare. Minst 30 mnkr av regionernas del är avsedda för \
        glesbygd. Kommunerna får 90 mnkr för rehabilitering.";
    says(
        of_heading,
        &[
            "total 900000000 2024",
            "earmark 320000000 2024 of 900000000",
            "earmark 220000000 2024 to regions of 320000000",
            "earmark 30000000 2024 to regions of 220000000",
            "earmark 90000000 2024 to municipalities of 320000000",
        ],
    );
    // More than the heading says is no part of it.
    says(
        "Den omfattar 900 mnkr.</p><h2>1. Primärvård (320 mnkr)</h2><p>Kommunerna får 400 mnkr.",
        &[
            "total 900000000 2024",
            "earmark 320000000 2024 of 900000000",
            "earmark 400000000 2024 to municipalities of 900000000",
        ],
    );
}

#[test]
fn what_goes_on_with_another_party_is_no_part_of_the_first() {
    says(
        "Kommunernas del, 90 mnkr, går till dem medan regionernas del är 700 mnkr. Den omfattar \
         790 mnkr.",
        &[
            "earmark 90000000 2024 to municipalities of 790000000",
            "earmark 700000000 2024 to regions of 790000000",
            "total 790000000 2024",
        ],
    );
}

#[test]
fn a_list_may_divide_what_stands_in_a_section_before_it() {
    check(
        "<h1>Tilläggsöverenskommelse om god vård 2024</h1><p>Den omfattar för året 705 mnkr.</p>\
         <h2>Ny ram</h2><p>För 2024 tillförs 305 mnkr.</p><h2>Fördelning</h2><p>Av tillskottet \
         avser</p><ul><li>230 mnkr personal,</li><li>75 mnkr neonatalvård.</li></ul>",
        &[
            "total 705000000 2024",
            "supplement 305000000 2024",
            "earmark 230000000 2024 of 305000000",
            "earmark 75000000 2024 of 305000000",
        ],
    );
    // An agreement that is no supplement is brought its own money.
    check(
        "<h1>Överenskommelse om god vård 2024</h1><p>Den omfattar för året 705 mnkr.</p>\
         <p>För 2024 tillförs 305 mnkr.</p>",
        &["total 705000000 2024", "earmark 305000000 2024 of 705000000"],
    );
}

#[test]
fn the_items_of_an_appropriation_are_parts_of_it_and_have_their_own() {
    let rows = "<table><tr><td>1:6</td><td>Bidrag till folkhälsa</td><td>170 000 tkr</td></tr>\
        <tr><td>ap.7</td><td>Psykisk hälsa (ram)</td><td>160 000 tkr</td></tr>\
        <tr><td>ap.9</td><td>Cancervård (ram)</td><td>10 000 tkr</td></tr></table>";
    check(
        &format!(
            "<h1>Regleringsbrev för 2024</h1>{rows}<p><b>ap.7 Psykisk hälsa</b></p><p>Högst 40 mnkr \
             får betalas ut till SKR.</p><p>Av anslagsposten ska 20 mnkr användas för bidrag till \
             regionerna.</p>"
        ),
        &[
            "earmark 170000000 2024",
            "earmark 160000000 2024 of 170000000",
            "earmark 10000000 2024 of 170000000",
            "payout 40000000 2024 to skr of 160000000",
            "earmark 20000000 2024 to regions of 160000000",
        ],
    );
}

#[test]
fn what_the_state_pays_alone_is_the_sum() {
    says(
        "Staten skjuter till 600 mnkr. Regionerna får 500 mnkr.",
        &["total 600000000 2024", "earmark 500000000 2024 to regions of 600000000"],
    );
    says(
        "Staten bidrar med 138 mnkr. Regionerna bidrar med 100 mnkr.",
        &["contribution 138000000 2024", "contribution 100000000 2024"],
    );
}

#[test]
fn what_is_divided_before_a_total_is_the_sum_it_makes_up() {
    let divided = |share: &str, expected: &[&str]| {
        says(
            &format!(
                "Region Gotland får {share} mnkr.</p><p>Till kommunerna går 8 mnkr. Återstoden, 32 \
                 mnkr, används av regionen.</p><p>Överenskommelsen omfattar totalt 90 mnkr."
            ),
            expected,
        );
    };
    divided(
        "40",
        &[
            "share 40000000 2024 to region of 90000000",
            "earmark 8000000 2024 to municipalities of 40000000",
            "earmark 32000000 2024 of 40000000",
            "total 90000000 2024",
        ],
    );
    // What makes up no sum before it is of the total behind it.
    divided(
        "41",
        &[
            "share 41000000 2024 to region of 90000000",
            "earmark 8000000 2024 to municipalities of 90000000",
            "earmark 32000000 2024 of 90000000",
            "total 90000000 2024",
        ],
    );
}

#[test]
fn sums_in_headings_that_close_one_before_them_are_its_parts() {
    let section = |name: &str, sum: u32, said: &str| {
        format!("<h2>{name} ({sum} mnkr)</h2><p>Här är kraven högre. {said}</p>")
    };
    check(
        &format!(
            "<h1>Överenskommelse om god vård 2024</h1><p>Den omfattar 400 mnkr. Lejonparten, 350 \
             mnkr, är prestationsersättning. För uppföljning är 50 mnkr reserverade.</p>{}{}{}",
            section("Demens", 50, "För register finns 30 mnkr och för utredning 20 mnkr."),
            section("Läkemedel", 120, ""),
            section("Sammanhållen vård", 180, ""),
        ),
        &[
            "total 400000000 2024",
            "earmark 350000000 2024 of 400000000",
            "earmark 50000000 2024 of 400000000",
            "earmark 50000000 2024 of 350000000",
            "earmark 30000000 2024 of 50000000",
            "earmark 20000000 2024 of 50000000",
            "earmark 120000000 2024 of 350000000",
            "earmark 180000000 2024 of 350000000",
        ],
    );
}

#[test]
fn a_list_divides_what_its_items_add_up_to() {
    check(
        "<h1>Överenskommelse om god vård 2024</h1><p>Den omfattar 700 mnkr. Av dessa avser 300 mnkr \
         2024 och 400 mnkr 2025. För 2024 är fördelningen klar:</p><ul><li>250 mnkr till \
         kommunerna</li><li>50 mnkr till regionerna</li></ul>",
        &[
            "total 700000000 2024",
            "earmark 300000000 2024 of 700000000",
            "earmark 400000000 2025",
            "earmark 250000000 2024 to municipalities of 300000000",
            "earmark 50000000 2024 to regions of 300000000",
        ],
    );
}

#[test]
fn a_pair_is_for_the_years_of_the_pair_before_it() {
    check(
        "<h1>Överenskommelse om god vård 2024–2025</h1><p>Kommunernas del är 96 mnkr 2024 och 104 \
         mnkr 2025. Regionernas del är för samma år 40 respektive 44 mnkr.</p>",
        &[
            "earmark 96000000 2024 to municipalities",
            "earmark 104000000 2025 to municipalities",
            "earmark 40000000 2024 to regions",
            "earmark 44000000 2025 to regions",
        ],
    );
}
