//! PDFs made of objects, whole or broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};

/// What is drawn on the page of every PDF here.
const TEXT: &str = "BT /F 12 Tf 50 700 Td (Totalt 452,5 mnkr) Tj ET";

/// A file of objects, the first of which is the catalogue, with its cross-reference table.
pub(crate) fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, count) = (out.len(), objects.len() + 1);
    let id = "<0123456789ABCDEF0123456789ABCDEF>";
    let trailer = format!("trailer\n<< /Size {count} /Root 1 0 R /ID [{id} {id}] >>");
    out.extend(format!("xref\n0 {count}\n{table}{trailer}\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// A stream whose dictionary has `entries` and a length of `length`, or the right one.
pub(crate) fn stream(entries: &str, data: &[u8], length: Option<i64>) -> Vec<u8> {
    let length = length.unwrap_or(data.len() as i64);
    let mut out = format!("<< {entries} /Length {length} >>\nstream\n").into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// The objects of a file with one page; its contents are object 4, its font is object 5, and
/// further objects, from 6 on, are `more`.
pub(crate) fn page(contents: Vec<u8>, resources: &str, more: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> {resources} >> >>"
    );
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        contents,
        font.into(),
    ];
    objects.extend(more);
    objects
}

/// The objects of a page with a line of text, drawn after `before`.
pub(crate) fn plain(before: &str) -> Vec<Vec<u8>> {
    page(stream("", format!("{before} {TEXT}").as_bytes(), None), "", Vec::new())
}

/// A page whose stream states a wrong length.
pub(crate) fn wrong_length(length: i64) -> Vec<u8> {
    file(&page(stream("", TEXT.as_bytes(), Some(length)), "", Vec::new()))
}

/// A page tree whose root is among its own kids.
pub(crate) fn cyclic_pages() -> Vec<u8> {
    let mut objects = plain("");
    objects[1] = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>".to_vec();
    file(&objects)
}

/// A page tree without a page.
pub(crate) fn no_page() -> Vec<u8> {
    let mut objects = plain("");
    objects[1] = b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec();
    objects[2] = b"null".to_vec();
    file(&objects)
}

/// `depth` arrays, each in the one before, where a stream should be.
pub(crate) fn nested_arrays(depth: usize) -> Vec<u8> {
    let mut objects = plain("");
    objects[3] = ["[".repeat(depth), "]".repeat(depth)].concat().into_bytes();
    file(&objects)
}

/// A form that draws itself, twice.
pub(crate) fn self_drawing_form() -> Vec<u8> {
    let entries = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                   /Resources << /XObject << /X 6 0 R >> >>";
    let form = stream(entries, b"/X Do /X Do", None);
    let contents = stream("", format!("/X Do {TEXT}").as_bytes(), None);
    file(&page(contents, "/XObject << /X 6 0 R >>", vec![form]))
}

/// Nine forms, each of which draws the next one ten times.
pub(crate) fn form_bomb() -> Vec<u8> {
    let mut forms: Vec<Vec<u8>> = (7..16)
        .map(|next| {
            let entries = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                 /Resources << /XObject << /X {next} 0 R >> >>"
            );
            stream(&entries, "/X Do ".repeat(10).as_bytes(), None)
        })
        .collect();
    let last = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    forms.push(stream(last, b"0 0 9 9 re f", None));
    let contents = stream("", format!("/X Do {TEXT}").as_bytes(), None);
    file(&page(contents, "/XObject << /X 6 0 R >>", forms))
}

/// A stream of `mib` MiB of spaces, compressed `times` times.
pub(crate) fn flate_bomb(mib: usize, times: usize) -> Vec<u8> {
    let mut data = deflated(std::iter::repeat_n(vec![b' '; 1 << 20], mib));
    for _ in 1..times {
        data = deflated([data]);
    }
    let filters = "/FlateDecode ".repeat(times);
    file(&page(stream(&format!("/Filter [{filters}]"), &data, None), "", Vec::new()))
}

fn deflated(chunks: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for chunk in chunks {
        encoder.write_all(&chunk).unwrap();
    }
    encoder.finish().unwrap()
}

/// The objects, from `number` on, of a font that gives four milliards of characters their width.
fn endless_font(number: usize) -> [Vec<u8>; 3] {
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H \
         /DescendantFonts [{} 0 R] >>",
        number + 1
    );
    let descendant = format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) \
         /Ordering (Identity) /Supplement 0 >> /FontDescriptor {} 0 R /W [0 4000000000 500] >>",
        number + 2
    );
    let descriptor = "<< /Type /FontDescriptor /FontName /X /Flags 4 >>".to_owned();
    [font, descendant, descriptor].map(String::into_bytes)
}

/// A page whose own font is such a one.
pub(crate) fn width_bomb() -> Vec<u8> {
    let mut objects = plain("");
    objects.truncate(4);
    objects.extend(endless_font(5));
    file(&objects)
}

/// A page that draws, or passes over, something that draws with such a font, which is object 7.
fn width_bomb_within(contents: &str, resources: &str, within: Vec<u8>) -> Vec<u8> {
    let mut more = vec![within];
    more.extend(endless_font(7));
    file(&page(stream("", format!("{contents} {TEXT}").as_bytes(), None), resources, more))
}

/// What is drawn with such a font.
const ENDLESS: &[u8] = b"BT /X 12 Tf (ab) Tj ET";

/// A form that draws with such a font.
fn endless_form(more: &str) -> Vec<u8> {
    let entries = format!(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] {more} \
         /Resources << /Font << /X 7 0 R >> >>"
    );
    stream(&entries, ENDLESS, None)
}

pub(crate) fn width_bomb_in_form() -> Vec<u8> {
    width_bomb_within("/X Do", "/XObject << /X 6 0 R >>", endless_form(""))
}

/// The form is the mask of what is drawn.
pub(crate) fn width_bomb_in_mask() -> Vec<u8> {
    let state = "/ExtGState << /G << /SMask << /S /Alpha /G 6 0 R >> >> >>";
    let group = "/Group << /S /Transparency /CS /DeviceGray >>";
    width_bomb_within("/G gs 0 0 9 9 re f", state, endless_form(group))
}

/// An area and letters are filled with a drawing.
pub(crate) fn width_bomb_in_pattern() -> Vec<u8> {
    let entries = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] \
                   /XStep 9 /YStep 9 /Resources << /Font << /X 7 0 R >> >>";
    let contents = "/Pattern cs /P scn 0 0 9 9 re f BT /F 30 Tf 50 500 Td (Bilaga) Tj ET";
    width_bomb_within(contents, "/Pattern << /P 6 0 R >>", stream(entries, ENDLESS, None))
}

/// The characters of a font are drawings.
pub(crate) fn width_bomb_in_characters() -> Vec<u8> {
    let font = "/G << /Font [<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] \
                /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >> \
                /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] \
                /Resources << /Font << /X 7 0 R >> >> >> 12] >>";
    let character = [b"9 0 d0 ", ENDLESS].concat();
    let contents = "/G gs BT 50 600 Td (aa) Tj ET";
    width_bomb_within(contents, &format!("/ExtGState << {font} >>"), stream("", &character, None))
}

/// The state of the drawing chooses such a font.
pub(crate) fn width_bomb_in_state() -> Vec<u8> {
    let state = "/ExtGState << /G << /Font [7 0 R 12] >> >>";
    width_bomb_within("/G gs BT 50 600 Td (ab) Tj ET", state, b"null".to_vec())
}

/// A font that gives all characters their width, a thousand times.
pub(crate) fn width_bomb_of_ranges() -> Vec<u8> {
    let mut objects = plain("");
    objects.truncate(4);
    objects.extend(endless_font(5));
    let all = String::from_utf8_lossy(&objects[5]).replace("4000000000", "65535");
    let again = all.replace("/W [", &format!("/W [{}", "0 65535 500 ".repeat(1000)));
    objects[5] = again.into_bytes();
    file(&objects)
}

/// A font whose first character has the number four milliards.
pub(crate) fn first_character_bomb() -> Vec<u8> {
    let mut objects = plain("");
    objects[4] = b"<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 4000000000 \
                 /LastChar 4000000001 /Widths [500 500] /FontDescriptor 6 0 R >>"
        .to_vec();
    objects.push(b"<< /Type /FontDescriptor /FontName /X /Flags 4 >>".to_vec());
    file(&objects)
}

/// A page of small images, each of which may or may not have ended where it says so.
pub(crate) fn image_bomb() -> Vec<u8> {
    file(&plain(&"BI /W 1 /H 1 /BPC 1 ID x\nEI Q EI\n".repeat(200)))
}

/// A page and `count` further objects, each a number.
pub(crate) fn many_objects(count: usize) -> Vec<u8> {
    let mut objects = plain("");
    objects.extend(std::iter::repeat_n(b"0".to_vec(), count));
    file(&objects)
}

/// A page encrypted with RC4 under a password for its readers, which may be empty.
pub(crate) fn encrypted(password: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&file(&plain(""))).unwrap();
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}
