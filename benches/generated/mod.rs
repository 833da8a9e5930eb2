//! Made-up agreements as PDF, of any number of pages; no two of them are the same.
//!
//! The text is running prose with amounts, dates and parts, and a table of the regions on every
//! third page, in the letters that every PDF viewer has. Nothing is compressed.

use std::fmt::Write;

const LEFT: u32 = 70;
const TOP: u32 = 780;
const LINE: u32 = 14;
const LINES_OF_A_PAGE: usize = 46;

const AREAS: &[&str] = &[
    "god och nära vård",
    "psykisk hälsa",
    "cancervård",
    "förlossningsvård",
    "ökad tillgänglighet",
    "barnhälsovård",
    "rehabilitering",
    "äldreomsorg",
];

const REGIONS: &[&str] = &[
    "Stockholm",
    "Uppsala",
    "Sörmland",
    "Östergötland",
    "Jönköpings län",
    "Kronoberg",
    "Kalmar län",
    "Gotland",
    "Blekinge",
    "Skåne",
    "Halland",
    "Värmland",
    "Örebro län",
    "Västmanland",
    "Dalarna",
    "Gävleborg",
    "Västernorrland",
    "Jämtland Härjedalen",
    "Västerbotten",
    "Norrbotten",
];

const PROSE: &[&str] = &[
    "Staten och Sveriges Kommuner och Regioner är överens om att arbetet ska fortsätta under året.",
    "Syftet är att stärka kvaliteten i hälso- och sjukvården och att minska skillnaderna i landet.",
    "Parterna följer utvecklingen gemensamt och träffas vid behov för att jämka insatserna.",
    "Regionerna ska kunna visa hur medlen har använts och vilka resultat som har nåtts.",
    "Huvudmännen ansvarar själva för hur arbetet läggs upp inom ramen för överenskommelsen.",
];

/// The bytes of document number `number`, of `pages` pages.
pub(crate) fn pdf(number: usize, pages: usize) -> Vec<u8> {
    let mut random = Random(number as u64 * 7_919 + pages as u64);
    let contents: Vec<String> =
        (0..pages.max(1)).map(|page| content(&mut random, number, page)).collect();
    file(&contents)
}

/// Sentences without figures, in paragraphs of four, of at least `bytes` bytes.
pub(crate) fn prose(bytes: usize) -> String {
    let mut random = Random(1);
    let mut text = String::with_capacity(bytes + 1_000);
    while text.len() < bytes {
        let paragraph = [(); 4].map(|()| random.of(PROSE)).join(" ");
        text.push_str(&paragraph);
        text.push(overens::clean::PART_END);
    }
    text
}

/// What is drawn on one page.
fn content(random: &mut Random, number: usize, page: usize) -> String {
    let mut page_of = Page { drawn: String::new(), lines: 0 };
    let year = 2012 + number % 12;
    let area = AREAS[(number / 12) % AREAS.len()];
    if page == 0 {
        page_of.line(16, &[(0, &format!("Överenskommelse om {area} {year}"))]);
    }
    page_of.line(13, &[(0, &format!("{}. Insatser för {}", page + 1, random.of(AREAS)))]);
    if page % 3 == 2 {
        page_of.line(10, &[(0, "Region"), (200, "Andel"), (300, "Belopp i kronor")]);
        for region in REGIONS {
            let (share, amount) = (random.below(90) + 10, random.below(90_000_000) + 1_000_000);
            let share = format!("{},{} %", share / 10, share % 10);
            page_of.line(10, &[(0, region), (200, &share), (300, &grouped(amount))]);
        }
    }
    while page_of.lines + 5 < LINES_OF_A_PAGE {
        let (total, part) = (random.below(900) + 100, random.below(90) + 10);
        let paragraph = format!(
            "{} För {year} avsätts totalt {total},5 miljoner kronor för {}, varav {part} miljoner \
             kronor går till regionerna. {} Redovisningen ska lämnas senast den {} {} {}.",
            random.of(PROSE),
            random.of(AREAS),
            random.of(PROSE),
            random.below(28) + 1,
            random.of(&["januari", "mars", "maj", "september", "oktober"]),
            year + 1,
        );
        for line in wrapped(&paragraph, 84) {
            page_of.line(10, &[(0, &line)]);
        }
        page_of.lines += 1;
    }
    page_of.drawn
}

struct Page {
    drawn: String,
    lines: usize,
}

impl Page {
    /// Draws words of a line, each at its distance from the left margin.
    fn line(&mut self, size: u32, words: &[(u32, &str)]) {
        let y = TOP.saturating_sub(LINE * self.lines as u32);
        for (x, text) in words {
            let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            // Writing to a string cannot fail.
            let _ = writeln!(self.drawn, "BT /F1 {size} Tf {} {y} Td ({text}) Tj ET", LEFT + x);
        }
        self.lines += 1;
    }
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// An amount in groups of three digits: 1 250 000.
fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Puts a PDF file around the contents of its pages.
fn file(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> =
        (0..contents.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".as_bytes().to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", contents.len(), kids.join(" "))
            .into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
                 /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + 2 * page
            )
            .into_bytes(),
        );
        // The letters of Swedish have the same numbers in Latin-1 and in WinAnsiEncoding.
        let drawn: Vec<u8> = content.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        let mut stream = format!("<< /Length {} >>\nstream\n", drawn.len()).into_bytes();
        stream.extend(drawn);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    out
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}
