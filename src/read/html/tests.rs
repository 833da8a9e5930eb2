//! Pages and the blocks they give.

use super::read;
use crate::read::show::{lines, show};

fn check(markup: &str, expected: &str) {
    let printed = match read(markup.as_bytes(), None) {
        Ok(document) => show(&document),
        Err(error) => format!("{}\n", error.code()),
    };
    let trim = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(printed.trim()), trim(expected.trim()), "\n{printed}");
}

#[test]
fn white_space_and_breaks() {
    check(
        "<p>Avtalet  omfattar\n <b> 12&nbsp;mnkr</b> , se\u{ad}dan<wbr>mer.<br>Ny rad<br><br>Nytt stycke",
        "
p: Avtalet omfattar 12\u{a0}mnkr , se\u{ad}danmer. / Ny rad
p: Nytt stycke
",
    );
    check("<pre>Norra  1\nSödra  2</pre>", "p: Norra  1 / Södra  2");
    check("Lös text<div>Ett<span> stycke</span></div>mer", "p: Lös text\np: Ett stycke\np: mer");
}

#[test]
fn lists_and_definitions() {
    check(
        "<ol><li>Ett<ul><li><p>Under</p><p>mer</p></ul>efter<li>Två</ol>
         <dl><dt>Diarienummer<dd>A2020/1<dd>A2020/2<dt>Datum<dd><p>1 mars<p>2 mars</dl>
         <blockquote>Citat</blockquote><address>Gatan 1<br>Orten</address>
         <details><summary>Fråga?</summary>Svar.</details>",
        "
- Ett
-- Under / mer
p: efter
- Två
p: Diarienummer / A2020/1 / A2020/2
p: Datum / 1 mars / 2 mars
p: Citat
p: Gatan 1 / Orten
h2: Fråga?
p: Svar.
",
    );
}

#[test]
fn furniture_is_left_out() {
    check(
        "<body><a href='#main'>Till innehållet</a>
         <header><a href='/'>Verket</a><form><input><button>Sök</button></form></header>
         <div class='cookie-banner'>Vi använder kakor på webbplatsen.</div>
         <div class='page-with-menu'>
         <nav>Du är här: Start</nav>
         <main><div class='sv-skip'>x</div><article>
         <header><h1>Avtal</h1><p>Publicerad <time>5 februari 2024</time></p></header>
         <p>Text <span class='sr-only'>(extern länk)</span><span hidden>dold</span>.</p>
         <p style='display: none'>Osynligt</p><p aria-hidden='true'>Dolt</p>
         <button aria-expanded='false' aria-controls='p1'>Visa mer</button>
         <div id='p1' hidden>I panelen.</div>
         <aside><h2>Fakta</h2><p>Avtalet gäller sedan 2019 och har förlängts två gånger av parterna.</p></aside>
         <aside><h2>Kontakt</h2><p>Pressekreterare<br>Telefon 08-123 45 67 eller per e-post till verket</p></aside>
         <div class='related-links'><a href='/a'>Annat</a></div>
         <h2>Informationsansvarig</h2><p><a href='mailto:bo.ek@example.se'>bo.ek@example.se</a></p>
         <p>Dela sidan</p><p>Hjälpte informationen på sidan dig?</p>
         <footer><p>Senast uppdaterad 6 februari 2024</p></footer>
         </article><script>var x = '<p>nej</p>';</script></main></div>
         <footer>Adress</footer></body>",
        "
h1: Avtal
p: Publicerad 5 februari 2024
p: Text .
p: Visa mer
p: I panelen.
h2: Fakta
p: Avtalet gäller sedan 2019 och har förlängts två gånger av parterna.
h2: Informationsansvarig
p: bo.ek@example.se
p: Senast uppdaterad 6 februari 2024
link: bo.ek@example.se -> mailto:bo.ek@example.se
",
    );
}

#[test]
fn pages_without_a_main_part() {
    check(
        "<title>T</title><body><form id=aspnetForm><div id=menu><a href=/>Start</a></div>
         <div id=content><h1>Avtal om bibliotek</h1><p>Staten och kommunerna har träffat ett avtal.</p></div>
         <div id=footer>Verket</div></form>",
        "h1: Avtal om bibliotek\np: Staten och kommunerna har träffat ett avtal.",
    );
    check(
        "<body><div class=hero><h1>Avtal om bibliotek</h1></div>
         <main><p>Staten och kommunerna har träffat ett avtal.</p></main>",
        "h1: Avtal om bibliotek\np: Staten och kommunerna har träffat ett avtal.",
    );
    check("<body><p><font>Kort.</font>", "p: Kort.");
    check("<body><div id=app></div><script>draw()</script>", "no-text");
}

#[test]
fn tables() {
    check(
        "<table><caption>Medel per län</caption>
         <thead><tr><th rowspan=2>Län<th colspan=2>Belopp<tr><th>2020<th>2021</thead>
         <tfoot><tr><td>Summa<td>3<td>7</tfoot>
         <tr><th>Norra<td>1<td><p>2<br>tkr</p><p>per år</p>
         <tr><td rowspan=2>Södra<td>2<td>5<tr><td><td>6
         <tr><td colspan=3>&nbsp;</table>",
        "
table: Medel per län
  th: 0[1x2]=Län | 1[2x1]=Belopp
  th: 1=2020 | 2=2021
  tr: 0=Norra | 1=1 | 2=2 / tkr / per år
  tr: 0[1x2]=Södra | 1=2 | 2=5
  tr: 2=6
  tr: 0=Summa | 1=3 | 2=7
",
    );
    check(
        "<table><thead><tr><th><th></thead><tr><td>Antal tjänster 2024<td>Medel<tr><td>2 tjänster<td>3 mnkr<tr><td>3 tjänster<td>4 mnkr</table>",
        "
table:
  th: 0=Antal tjänster 2024 | 1=Medel
  tr: 0=2 tjänster | 1=3 mnkr
  tr: 0=3 tjänster | 1=4 mnkr
",
    );
    check(
        "<table><tr><td><b>Län</b><td><p><strong>Kr</strong></p><tr><td>Norra<td>1<tr><td><b>Summa<td><b>1</table>",
        "
table:
  th: 0=Län | 1=Kr
  tr: 0=Norra | 1=1
  tr: 0=Summa | 1=1
",
    );
}

#[test]
fn tables_that_are_only_layout() {
    check(
        "<table><tr><td><p>Vänster</p><td><h1>Avtal</h1><p>Text.</p><table><tr><th>Län<th>Kr<tr><td>Norra<td>1</table></table>",
        "
p: Vänster
h1: Avtal
p: Text.
table:
  th: 0=Län | 1=Kr
  tr: 0=Norra | 1=1
",
    );
    check("<table><tr><td>Ett<tr><td>Två</table>", "p: Ett\np: Två");
    check(
        "<table><tr><th>Län<th>Kr<tr><td>Norra<td><table><tr><td>1<td>2</table><tr><td>Södra<td>3</table>",
        "
table:
  th: 0=Län | 1=Kr
  tr: 0=Norra | 1=1 / 2
  tr: 0=Södra | 1=3
",
    );
}

#[test]
fn lines_of_the_text() {
    let text = |page: &str| read(page.as_bytes(), None).map(|document| lines(&document)).ok();
    let table = "<p>A<table><tr><th>Ort<th>Kr<tr><td>B<br>C<td><p>1<p>2<tr><td>D<td></table>E";
    assert_eq!(text(table).as_deref(), Some("A\n\nOrt\tKr\nB\nC\t1\n2\nD\n\nE"));
    assert_eq!(text("<p>A<ul><li>B<li>C<li>Lyssna</ul>D").as_deref(), Some("A\n\nB\nC\n\nD"));
}

#[test]
fn links() {
    check(
        "<table><tr><th>Avtal<th>Kr<tr><td>Om <a href='/a b.pdf'> skolan </a><td>1</table>
         <p><a href='#top'>Upp</a> <a href='javascript:x()'>x</a> <a name=y>y</a>
         <a href='/b'>Ett<br>två</a>",
        "
table:
  th: 0=Avtal | 1=Kr
  tr: 0=Om skolan | 1=1
p: Upp x y Ett / två
link: skolan -> /a b.pdf
link: Ett -> /b
",
    );
}

#[test]
fn bold_lines_over_text_are_headings() {
    check(
        "<h1>Avtal</h1><p><strong>Stöd till skolan</strong></p><p>Text.</p>
         <p><b>Totalt 12 mnkr</b></p><p>Text.</p><p><b>Bo Ek</b></p><p>Chef</p>
         <p><b>ap.7 Psykisk hälsa</b></p><p>Text.</p><p><b>till Bo</b></p><p>Text.</p>",
        "
h1: Avtal
h2: Stöd till skolan
p: Text.
p: Totalt 12 mnkr
p: Text.
p: Bo Ek
p: Chef
h2: ap.7 Psykisk hälsa
p: Text.
p: till Bo
p: Text.
",
    );
}

#[test]
fn error_pages() {
    check(
        "<title>404</title><main><h1>Sidan finns inte</h1><p>Sök på nytt.</p></main>",
        "error-page",
    );
    check("<title>404 Not Found</title><body><center>nginx</center>", "error-page");
    check(
        "<h1>500 miljoner till skolan</h1><p>Kort.</p>",
        "h1: 500 miljoner till skolan\np: Kort.",
    );
    check("<h1>Åtgärder mot fel</h1><p>404 skolor.</p>", "h1: Åtgärder mot fel\np: 404 skolor.");
}

#[test]
fn encodings() {
    let show_of = |bytes: &[u8], charset: Option<&str>| {
        read(bytes, charset).map(|document| show(&document)).unwrap_or_default()
    };
    let latin = b"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'><p>\xc5r \x96 1\xa0kr";
    assert_eq!(show_of(latin, None), "p: År – 1\u{a0}kr\n");
    assert_eq!(show_of(b"<p>K\xf6 i v\xe5rden", Some("windows-1252")), "p: Kö i vården\n");
    assert_eq!(show_of(b"<p>K\xf6 i v\xe5rden", None), "p: Kö i vården\n");
    assert_eq!(show_of("<meta charset=latin1><p>Kö".as_bytes(), None), "p: Kö\n");
}

#[test]
fn deep_and_broken_markup() {
    check(&"<div>".repeat(100_000), "limit");
    check(&"<div></span>".repeat(100_000), "limit");
    check(&format!("{}text", "<div>".repeat(400)), "p: text");
    check(&format!("<ul>{}</ul>", "<li>x".repeat(3)), "- x\n- x\n- x");
    check("<p>a<p>b</div></p><!-- <div> --><p>c", "p: a\np: b\np: c");
}

#[test]
fn time_is_linear() {
    let page = format!("<p>{}</p>", "<br>ett två".repeat(100_000));
    assert_eq!(read(page.as_bytes(), None).map(|it| it.blocks.len()).ok(), Some(1));
    let table = format!("<table>{}</table>", "<tr><td>a<td>1".repeat(50_000));
    assert_eq!(read(table.as_bytes(), None).map(|it| it.blocks.len()).ok(), Some(1));
    let nested = format!("{}x", "<table><tr><td>a<td>".repeat(250));
    assert!(read(nested.as_bytes(), None).is_ok());
}
