//! PDFs whose text is printed as in any other, but is written in a way of its own.

use super::pdf::{file, page, plain, stream};

/// What each of them says.
const TEXT: &str = "Totalt 452,5 mnkr";

/// A page without contents, with this annotation and, from object 7 on, what belongs to it.
fn annotated(annotation: &str, more: &[&str]) -> Vec<u8> {
    let more = [annotation].iter().chain(more).map(|it| it.as_bytes().to_vec()).collect();
    let mut objects = page(stream("", b"", None), "", more);
    let text = String::from_utf8_lossy(&objects[2]).replace(" >> >>", " >> /Annots [6 0 R] >>");
    objects[2] = text.into_bytes();
    file(&objects)
}

/// A form field with a value that nothing draws, of which a part stands in the field above.
pub(crate) fn field(flags: &str) -> Vec<u8> {
    let widget =
        format!("<< /Type /Annot /Subtype /Widget /Rect [50 700 350 720] /Parent 7 0 R {flags} >>");
    let field = format!("<< /FT /Tx /T (a) /V ({TEXT}) /DA (/F 10 Tf) /Kids [6 0 R] >>");
    annotated(&widget, &[&field])
}

/// A list whose value names one of its choices.
pub(crate) fn choice() -> Vec<u8> {
    let list = format!(
        "<< /Type /Annot /Subtype /Widget /FT /Ch /T (a) /V (1) \
         /Opt [[(0) (Totalt 9 mnkr)] [(1) ({TEXT})]] /Rect [50 700 350 720] >>"
    );
    annotated(&list, &[])
}

/// Free text without a drawing of it, broken by the width of its box.
pub(crate) fn free_text() -> Vec<u8> {
    let text = format!("Bidrag till landets regioner. {TEXT}");
    annotated(
        &format!("<< /Type /Annot /Subtype /FreeText /Contents ({text}) /Rect [50 600 200 720] >>"),
        &[],
    )
}

/// A page in a font that the file does not carry; `to_unicode` says what its codes are, which lie
/// `below` the characters.
pub(crate) fn numbered(font: &str, to_unicode: &str, below: u32) -> Vec<u8> {
    let codes: String =
        TEXT.chars().map(|letter| format!("{:04X}", u32::from(letter) - below)).collect();
    let contents = format!("BT /F 12 Tf 50 700 Td <{codes}> Tj ET");
    let mut objects = page(stream("", contents.as_bytes(), None), "", Vec::new());
    objects[4] = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /Identity-H {to_unicode} \
         /DescendantFonts [6 0 R] >>"
    )
    .into_bytes();
    objects.push(
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font} /DW 600 /CIDSystemInfo \
             << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R >>"
        )
        .into_bytes(),
    );
    objects.push(format!("<< /Type /FontDescriptor /FontName /{font} /Flags 4 >>").into_bytes());
    file(&objects)
}

/// A file of which only the attachments are encrypted, with a password.
pub(crate) fn encrypted_attachments() -> Vec<u8> {
    let mut objects = plain("");
    let (long, key) = ("00".repeat(48), "00".repeat(32));
    objects.push(
        format!(
            "<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <{long}> /U <{long}> /OE <{key}> \
             /UE <{key}> /Perms <{}> /CF << /StdCF << /CFM /AESV3 /Length 32 /AuthEvent /EFOpen >> \
             >> /StmF /Identity /StrF /Identity /EFF /StdCF >>",
            "00".repeat(16)
        )
        .into_bytes(),
    );
    let whole = String::from_utf8(file(&objects)).unwrap();
    whole.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 6 0 R").into_bytes()
}

/// A file that lost its first line.
pub(crate) fn headless() -> Vec<u8> {
    file(&plain(""))[b"%PDF-1.7\n".len()..].to_vec()
}
