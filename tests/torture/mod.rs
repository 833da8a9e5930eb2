//! Files that no reader may stumble over, made anew for each run, with what each must give.

mod pdf;
mod unusual;

pub(crate) use pdf::{file, page, plain, self_drawing_form, stream};

use Fate::{Doubted, Failed, Read, Survived};

/// A broken, hostile or odd file.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) fate: Fate,
    /// True where it takes long, or much memory, before it is given up.
    pub(crate) heavy: bool,
}

/// What must come of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// All of it is read, with the line "Totalt 452,5 mnkr".
    Read,
    /// The same, with a warning of this code.
    Doubted(&'static str),
    /// It fails, with the error of this code.
    Failed(&'static str),
    /// Anything that has a record and leaves its worker alive.
    Survived,
}

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    let whole = file(&plain(""));
    let mut cases = pdfs(&whole);
    cases.extend(unusual());
    cases.extend(others());
    cases.extend(many());
    for tenth in 1..10 {
        let cut = whole[..whole.len() * tenth / 10].to_vec();
        cases.push(case(&format!("cut-{tenth}.pdf"), cut, Failed("truncated")));
    }
    // Every seventh byte, each with another bit.
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        cases.push(case(&format!("flipped-{at:04}.pdf"), bytes, Survived));
    }
    cases
}

fn case(name: &str, bytes: Vec<u8>, fate: Fate) -> Case {
    Case { name: name.to_owned(), bytes, fate, heavy: false }
}

fn heavy(name: &str, bytes: Vec<u8>, fate: Fate) -> Case {
    Case { heavy: true, ..case(name, bytes, fate) }
}

fn pdfs(whole: &[u8]) -> Vec<Case> {
    let deep = format!("{}{} TJ", "[".repeat(100_000), "]".repeat(100_000));
    let bad_table = String::from_utf8_lossy(whole).replace("startxref\n", "startxref\n9");
    let no_table = String::from_utf8_lossy(whole).replace("xref", "xxxx") + "%%EOF";
    vec![
        case("whole.pdf", whole.to_vec(), Read),
        case("rubbish-before.pdf", [b"HTTP/1.1 200 OK\r\n\r\n", whole].concat(), Read),
        case("rubbish-after.pdf", [whole, b"\n<!-- cached -->\n"].concat(), Read),
        case("bad-table.pdf", bad_table.into(), Read),
        case("no-table.pdf", no_table.into(), Read),
        case("length-0.pdf", pdf::wrong_length(0), Read),
        case("length-too-large.pdf", pdf::wrong_length(1_000_000), Read),
        case("length-negative.pdf", pdf::wrong_length(-5), Read),
        case("cyclic-pages.pdf", pdf::cyclic_pages(), Read),
        case("nested-arrays.pdf", pdf::nested_arrays(100_000), Failed("blank-pdf")),
        case("nested-operands.pdf", file(&plain(&deep)), Survived),
        case("self-drawing-form.pdf", pdf::self_drawing_form(), Read),
        heavy("form-bomb.pdf", pdf::form_bomb(), Failed("limit")),
        heavy("flate-bomb.pdf", pdf::flate_bomb(400, 1), Failed("limit")),
        heavy("flate-bomb-twice.pdf", pdf::flate_bomb(400, 2), Failed("limit")),
        case("width-bomb.pdf", pdf::width_bomb(), Failed("damaged-pdf")),
        case("width-bomb-in-form.pdf", pdf::width_bomb_in_form(), Failed("damaged-pdf")),
        case("width-bomb-in-state.pdf", pdf::width_bomb_in_state(), Failed("damaged-pdf")),
        case("width-bomb-of-ranges.pdf", pdf::width_bomb_of_ranges(), Failed("damaged-pdf")),
        case("first-character-bomb.pdf", pdf::first_character_bomb(), Failed("damaged-pdf")),
        case("width-bomb-in-mask.pdf", pdf::width_bomb_in_mask(), Read),
        case("width-bomb-in-pattern.pdf", pdf::width_bomb_in_pattern(), Read),
        case("width-bomb-in-characters.pdf", pdf::width_bomb_in_characters(), Read),
        case("image-bomb.pdf", pdf::image_bomb(), Failed("damaged-pdf")),
        heavy("many-objects.pdf", pdf::many_objects(1_000_000), Read),
        case("password.pdf", pdf::encrypted("secret"), Failed("encrypted")),
        case("empty-password.pdf", pdf::encrypted(""), Read),
        case("no-page.pdf", pdf::no_page(), Failed("damaged-pdf")),
        case("head-only.pdf", b"%PDF-1.7\n%%EOF\n".to_vec(), Failed("damaged-pdf")),
    ]
}

fn unusual() -> Vec<Case> {
    use unusual::{choice, encrypted_attachments, field, free_text, headless, numbered};
    let identity = "/ToUnicode /Identity-H";
    vec![
        case("field.pdf", field("/F 4"), Read),
        case("choice.pdf", choice(), Read),
        case("free-text.pdf", free_text(), Read),
        case("hidden-field.pdf", field("/F 2"), Failed("blank-pdf")),
        case("password-field.pdf", field("/Ff 8192"), Failed("blank-pdf")),
        case("button.pdf", field("/FT /Btn"), Failed("blank-pdf")),
        case("identity.pdf", numbered("Unknown", identity, 0), Doubted("guessed-characters")),
        case("numbered.pdf", numbered("ArialMT", "", 29), Doubted("guessed-characters")),
        case("numbered-unknown.pdf", numbered("Unknown", "", 29), Failed("no-unicode")),
        case("encrypted-attachments.pdf", encrypted_attachments(), Read),
        case("headless.pdf", headless(), Doubted("damaged-pdf")),
    ]
}

fn others() -> Vec<Case> {
    let page = "<h1>Vård 2024</h1><p>Totalt 452,5 mnkr</p>";
    let utf16: Vec<u8> =
        "\u{feff}Totalt 452,5 mnkr\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bomb = format!(
        "<!DOCTYPE html [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]>{page}<p>&b;&b;</p>",
        "&b;".repeat(1000),
        "&a;".repeat(1000)
    );
    let cells = format!("<table>{}</table>{page}", "<tr><td>1<td>2".repeat(500_000));
    let spans = format!("<table><tr><td rowspan=65000 colspan=1000>1<tr><td>2</table>{page}");
    let mut text = b"Totalt 452,5 mnkr\n".to_vec();
    text.resize(100_000_000, b'x');
    vec![
        case("empty.pdf", Vec::new(), Failed("empty")),
        case("page.pdf", page.into(), Read),
        case("text.pdf", b"Totalt 452,6 mnkr\n".to_vec(), Failed("not-what-its-name-says")),
        case("zip.pdf", b"PK\x03\x04....word/document.xml".to_vec(), Failed("unsupported-type")),
        case("utf16.txt", utf16, Read),
        case("zeros.txt", vec![0; 4096], Survived),
        case("entities.html", bomb.into(), Read),
        case("spans.html", spans.into(), Read),
        case("deep.html", "<div>".repeat(100_000).into_bytes(), Failed("limit")),
        case("cells.html", cells.into(), Failed("limit")),
        case("tags.html", "<b>".repeat(2_000_000).into_bytes(), Failed("limit")),
        case("open-comment.html", format!("{page}<!--{}", "<!--".repeat(100_000)).into(), Read),
        case("line.txt", text, Failed("limit")),
    ]
}

/// Much of what is slow where each is compared with each.
fn many() -> Vec<Case> {
    let page = |what: &str, count: usize, one: &dyn Fn(usize) -> String| {
        let all: String = (1..=count).map(one).collect();
        let text = format!("<h1>Vård 2024</h1><p>Totalt 452,5 mnkr</p>{all}");
        case(&format!("many-{what}.html"), text.into(), Read)
    };
    let amount = |n| format!("<p>Av dessa avsätts {n} 000 kronor till regionerna för sak {n}.</p>");
    vec![
        page("headings", 8_000, &|n| format!("<h2>Rubrik {n}</h2><p>Om vård.</p>")),
        page("agreements", 2_000, &|n| {
            format!("<h2>Överenskommelse om sak {n} 2024</h2><p>Den omfattar {n} mnkr.</p>")
        }),
        page("links", 20_000, &|n| {
            let heading = if n == 1 { "<h2>Överenskommelse om vård 2024</h2>" } else { "" };
            format!("{heading}<p><a href='/sak/{n}'>Länk {n}</a></p>")
        }),
        page("other-years", 30_000, &|n| format!("<p>Läget var gott {}.</p>", 2000 + n % 30)),
        page("amounts", 8_000, &|n| amount(n)),
        page("rests", 4_000, &|n| {
            format!("<p>Till sak {n} går {n} mnkr. Av medlen för 2022 går resterande 3 mnkr.</p>")
        }),
        page("restated", 4_000, &|n| {
            format!("<p>Av de {} mnkr som avsätts för vård går {n} mnkr till sak.</p>", n + 1)
        }),
        page("years", 8_000, &|n| {
            format!("<p>År {} avsätts {n} mnkr för sak {n}.</p>", 2000 + n % 30)
        }),
        page("parts", 8_000, &|n| format!(" varav {n} 000 kronor till sak {n},")),
        page("items", 8_000, &|n| format!("<li>{n} 000 kronor till sak {n}</li>")),
        page("rows", 8_000, &|n| {
            format!("<table><tr><th>Sak<th>Belopp mnkr<tr><td>{n}<td>{n}</table>")
        }),
        page("digits", 8_000, &|n| format!(" {n:03} {n:03}")),
    ]
}
